import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { Page } from '../../../kernel/page.js';
import type { MailFilter, MailListItem } from '../domain/mail-message.js';
import { MailStore } from '../persistence/mail-store.js';

@Injectable()
export class ListMailbox {
  constructor(private readonly store: MailStore) {}

  async execute(_call: PersonCall, filter: MailFilter): Promise<Page<MailListItem>> {
    return this.store.page(filter);
  }
}
