import { Injectable } from '@nestjs/common';
import type { Call } from '../../kernel/call.js';
import type { NewEvent } from '../../kernel/domain-event.js';
import { mailTemplateIdFor } from '../../kernel/ids.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import { EventLog } from '../../platform/events/event-log.js';
import type { MailEvents } from './mail.events.js';
import { MailTemplatesBell } from './mail-templates-bell.js';
import type { TemplateKey } from './persistence/mail-templates.repository.js';

/** Every change is written down and rung out by the same call, so that neither can be forgotten. */
@Injectable()
export class TemplateLog {
  constructor(
    private readonly events: EventLog,
    private readonly bell: MailTemplatesBell,
  ) {}

  async changed(tx: Transaction, call: Call, change: MailEvents['mail.template_changed']): Promise<void> {
    await this.tell(tx, call, 'mail.template_changed', change, change);
  }

  async broken(tx: Transaction, call: Call, key: TemplateKey, version: number, problem: string): Promise<void> {
    const { name, language } = key;
    const data: MailEvents['mail.template_broken'] = { name, language, version, problem };
    await this.tell(tx, call, 'mail.template_broken', key, data);
  }

  private async tell(
    tx: Transaction,
    call: Call,
    event: keyof MailEvents,
    { name, language }: { readonly name: string; readonly language: string },
    data: object,
  ): Promise<void> {
    const which = `${language}/${name}`;
    const told: NewEvent<object> = {
      name: event,
      subject: { type: 'mail_template', id: mailTemplateIdFor(which) },
      audience: 'admin',
      data,
    };
    await this.events.append(tx, call, [told]);
    await this.bell.ring(tx, which);
  }
}
