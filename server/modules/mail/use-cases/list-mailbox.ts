import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { Page } from '../../../kernel/page.js';
import type { MailFilter, MailListItem } from '../domain/mail-message.js';
import { MailLogQuery } from '../persistence/mail-log.query.js';

@Injectable()
export class ListMailbox {
  constructor(private readonly log: MailLogQuery) {}

  async execute(_call: PersonCall, filter: MailFilter): Promise<Page<MailListItem>> {
    return this.log.page(filter);
  }
}
