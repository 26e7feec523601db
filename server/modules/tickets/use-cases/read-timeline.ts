import { Injectable } from '@nestjs/common';
import { isAdmin, isStaff } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import type { Audience } from '../../../kernel/domain-event.js';
import { Database } from '../../../platform/database/database.js';
import { FilesFacade, type Attachment } from '../../files/files.facade.js';
import { UsersFacade, type PersonSummary } from '../../users/users.facade.js';
import type { TimelineRow } from '../domain/timeline.js';
import { TimelineQuery } from '../persistence/timeline.query.js';
import { TICKET_FILES } from './attach-files.js';
import { withUploaders } from './uploaders.js';
import { VisibleTicket } from './visible-ticket.js';

export interface Timeline {
  readonly rows: readonly TimelineRow[];
  /** Everybody who is named in it. */
  readonly people: ReadonlyMap<string, PersonSummary>;
  readonly attachments: readonly Attachment[];
  /** Whose ticket it is. */
  readonly requester: PersonSummary | null;
}

/** Everything that happened, of what the caller may see (T2). */
@Injectable()
export class ReadTimeline {
  constructor(
    private readonly visible: VisibleTicket,
    private readonly query: TimelineQuery,
    private readonly users: UsersFacade,
    private readonly files: FilesFacade,
    private readonly database: Database,
  ) {}

  async execute(call: PersonCall, ref: string): Promise<Timeline> {
    const ticket = await this.visible.execute(call, ref);
    const audiences: Audience[] = ['everyone'];
    if (isStaff(call.actor)) {
      audiences.push('staff');
    }
    if (isAdmin(call.actor)) {
      audiences.push('admin');
    }
    const rows = await this.query.read(call.actor, ticket.id, audiences);
    const [people, attachments] = await Promise.all([
      this.users.people([ticket.requesterId, ...rows.flatMap(peopleIn)]),
      this.files.of(this.database, TICKET_FILES, ticket.id, isStaff(call.actor) ? ['everyone', 'staff'] : ['everyone']),
    ]);
    return {
      rows,
      people: await withUploaders(this.users, people, attachments),
      attachments,
      requester: people.get(ticket.requesterId) ?? null,
    };
  }
}

const PERSON_KEYS = ['assigneeId', 'fromAssigneeId', 'userId'] as const;

function peopleIn(row: TimelineRow): string[] {
  return [row.actorId, ...PERSON_KEYS.map((key) => row.data[key])].filter((id) => typeof id === 'string');
}
