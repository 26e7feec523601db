import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { CATALOGUE } from '../domain/template-catalogue.js';
import { EXAMPLE_LINK, templateExamples } from '../domain/template-examples.js';
import { tidySource, type TemplateSource } from '../domain/template-source.js';
import type { MailEvents } from '../mail.events.js';
import { templateInvalid } from '../mail.errors.js';
import { MailFacade } from '../mail.facade.js';
import type { TemplateKey } from '../persistence/mail-templates.repository.js';
import { OwnAddressQuery } from '../persistence/own-address.query.js';
import { checkTemplate } from '../rendering/check-template.js';
import { MailFrame } from '../rendering/mail-frame.js';

/** An administrator sends himself a mail of a template, as it is or as he has just written it, with example data. */
@Injectable()
export class SendTemplateTest {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly addresses: OwnAddressQuery,
    private readonly mail: MailFacade,
    private readonly events: EventLog,
    private readonly frame: MailFrame,
  ) {}

  /** `draft` null: as it is in use. */
  async execute(
    call: PersonCall,
    { name, language }: TemplateKey,
    draft: TemplateSource | null,
  ): Promise<{ messageId: string; taskId: string }> {
    const source = draft === null ? null : tidySource(draft);
    const problems = source === null ? [] : checkTemplate({ name, language, source });
    if (problems.length > 0) {
      throw templateInvalid(problems);
    }
    const { actor } = call;
    const links = CATALOGUE[name].links.map((link) => [link, { purpose: EXAMPLE_LINK, rowId: link }] as const);
    return this.unitOfWork.run(call, async (tx) => {
      const address = await this.addresses.of(tx, actor.id);
      if (address === null) {
        throw resourceNotFound();
      }
      const queued = await this.mail.queue(tx, call, {
        id: newId(),
        to: { name: actor.name, address },
        personId: actor.id,
        template: name,
        data: templateExamples(language, this.frame.deskUrl)[name].full,
        links: Object.fromEntries(links),
        language,
        subjectTag: '[Test]',
        kind: 'automatic',
        ...(source === null ? {} : { draft: source }),
      });
      const event: NewEvent<MailEvents['mail.test_sent']> = {
        name: 'mail.test_sent',
        subject: { type: 'mail', id: queued.messageId },
        audience: 'admin',
        data: { taskId: queued.taskId },
      };
      await this.events.append(tx, call, [event]);
      return queued;
    });
  }
}
