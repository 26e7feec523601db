import { Injectable } from '@nestjs/common';
import { UsersFacade } from '../../users/users.facade.js';
import type { PeopleAround } from '../domain/ticket-recipients.js';

/** Whom a ticket names. */
export interface TicketPeople {
  readonly requesterId: string;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly watcherIds: readonly string[];
}

/** Everybody who might be told of something that happens to a ticket. */
@Injectable()
export class ReadAround {
  constructor(private readonly users: UsersFacade) {}

  /** `actorId`: who did it; null for a program. */
  async execute(ticket: TicketPeople, actorId: string | null): Promise<PeopleAround> {
    const { requesterId, assigneeId, watcherIds, teamId } = ticket;
    const [admins, members] = await Promise.all([
      this.users.activeByRole('System Admin'),
      teamId === null ? [] : this.users.approvedInTeam(teamId),
    ]);
    return {
      actorId,
      requesterId,
      assigneeId,
      watcherIds,
      teamMemberIds: members.map(({ id }) => id),
      adminIds: admins.map(({ id }) => id),
    };
  }
}
