import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { systemCall } from '../../../kernel/call.js';
import type { StoredEvent } from '../../../kernel/domain-event.js';
import { messageIdFor } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { EventConsumer } from '../../../platform/events/event-consumers.js';
import { MailFacade } from '../../mail/mail.facade.js';
import { UsersFacade } from '../../users/users.facade.js';
import { PAGES } from '../composing/pages.js';
import { ReadAudience, type LeftOut } from '../composing/read-audience.js';

const HOUR = 3_600_000;

/**
 * Background work has failed for good: administrators hear of it, once per kind of work and hour, because what kills one
 * task often kills hundreds.
 */
@Injectable()
export class TaskMailsConsumer implements EventConsumer {
  readonly name = 'notifications.tasks';
  readonly events = ['task.died'];

  constructor(
    private readonly users: UsersFacade,
    private readonly audience: ReadAudience,
    private readonly mail: MailFacade,
    private readonly unitOfWork: UnitOfWork,
    private readonly configuration: Configuration,
  ) {}

  async handle({ data, occurredAt }: StoredEvent): Promise<{ mailed: string[]; left: readonly LeftOut[] }> {
    const type = String(data['type']);
    const admins = await this.users.activeByRole('System Admin');
    const { people, left } = await this.audience.execute(
      admins.map(({ id }) => ({ personId: id, key: 'task-died' as const })),
    );
    const series = `task-died:${type}:${String(Math.floor(occurredAt.getTime() / HOUR))}`;
    return this.unitOfWork.run(systemCall(), async (tx) => {
      const mailed: string[] = [];
      for (const person of people.values()) {
        const { messageId } = await this.mail.queue(tx, systemCall(), {
          // The same for all deaths of the hour: a message with a known id is not queued again.
          id: messageIdFor(series, person.id),
          to: { name: person.name, address: person.email },
          personId: person.id,
          language: person.language,
          template: 'task-died-notice',
          data: { firstName: person.firstName, type, url: `${this.configuration.publicUrl}${PAGES.deadTasks}` },
          kind: 'automatic',
        });
        mailed.push(messageId);
      }
      return { mailed, left };
    });
  }
}
