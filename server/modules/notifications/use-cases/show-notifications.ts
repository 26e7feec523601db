import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { kindsFor, type NotificationKind } from '../domain/notification-kinds.js';
import { NotificationChoicesRepository } from '../persistence/notification-choices.repository.js';

export interface ChosenKind extends NotificationKind {
  /** Whether such mails are sent to the person. */
  readonly mail: boolean;
}

/** Which mails the caller can get, and which of them he wants. */
@Injectable()
export class ShowNotifications {
  constructor(private readonly choices: NotificationChoicesRepository) {}

  async execute({ actor }: PersonCall): Promise<ChosenKind[]> {
    const chosen = await this.choices.of(actor.id);
    return kindsFor(actor.role).map((kind) => ({ ...kind, mail: kind.isFixed || (chosen.get(kind.key) ?? true) }));
  }
}
