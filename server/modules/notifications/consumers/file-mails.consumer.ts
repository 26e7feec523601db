import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { systemCall } from '../../../kernel/call.js';
import type { StoredEvent } from '../../../kernel/domain-event.js';
import { messageIdFor } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { ConsumerContext, EventConsumer } from '../../../platform/events/event-consumers.js';
import { MailFacade } from '../../mail/mail.facade.js';
import type { PersonFacts } from '../../users/users.facade.js';
import { PAGES } from '../composing/pages.js';
import { ReadAudience, type LeftOut } from '../composing/read-audience.js';
import { ReadInfectedFile, type InfectedFile } from '../composing/read-infected-file.js';

/** A virus was found: whoever sent the file hears of it, since it may come from his own machine, and administrators do. */
@Injectable()
export class FileMailsConsumer implements EventConsumer {
  readonly name = 'notifications.files';
  readonly events = ['file.infected'];

  constructor(
    private readonly read: ReadInfectedFile,
    private readonly audience: ReadAudience,
    private readonly mail: MailFacade,
    private readonly unitOfWork: UnitOfWork,
    private readonly configuration: Configuration,
  ) {}

  async handle(
    event: StoredEvent,
    { taskId }: ConsumerContext,
  ): Promise<{ mailed: string[]; left: readonly LeftOut[] }> {
    const file = await this.read.execute(event);
    const { uploader } = file;
    const admins = file.adminIds.filter((id) => id !== uploader?.id);
    const { people, left } = await this.audience.execute(
      admins.map((personId) => ({ personId, key: 'file-infected' as const })),
    );
    // What may come from his own machine is told to him whatever he has chosen.
    const told = [...(uploader?.status === 'Approved' ? [uploader] : []), ...people.values()];
    return this.unitOfWork.run(systemCall(), async (tx) => {
      const mailed: string[] = [];
      for (const person of told) {
        const { messageId } = await this.mail.queue(tx, systemCall(), {
          ...this.contentFor(person, file),
          id: messageIdFor(taskId, person.id),
          to: { name: person.name, address: person.email },
          personId: person.id,
          language: person.language,
          kind: 'automatic',
          ...(file.ticket === null ? {} : { subjectTag: `[${file.ticket.number}]`, threadId: file.ticket.id }),
        });
        mailed.push(messageId);
      }
      return { mailed, left };
    });
  }

  /** An administrator who sent it himself hears as the one who sent it. */
  private contentFor(person: PersonFacts, { uploader, ticket, filename, finding }: InfectedFile) {
    const { publicUrl } = this.configuration;
    const about = { firstName: person.firstName, filename, finding, number: ticket?.number ?? null };
    return person.id === uploader?.id
      ? {
          template: 'file-infected' as const,
          data: {
            ...about,
            url: ticket === null ? publicUrl : `${publicUrl}${PAGES.ticket(ticket.number, person.role)}`,
          },
        }
      : {
          template: 'file-infected-notice' as const,
          data: { ...about, uploaderName: uploader?.name ?? null, url: `${publicUrl}${PAGES.files}` },
        };
  }
}
