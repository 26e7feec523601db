import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import type { Scope } from '../../../kernel/scope.js';
import { Database } from '../../../platform/database/database.js';
import { TicketsFacade, type Category } from '../../tickets/tickets.facade.js';
import { UsersFacade, type TeamSummary } from '../../users/users.facade.js';
import { decideReply, replyActions, type ReplyAction, type SavedReply } from '../domain/saved-reply.js';
import { SavedRepliesRepository } from '../persistence/saved-replies.repository.js';

export interface ShownReply extends SavedReply {
  readonly team: TeamSummary | null;
  readonly category: Category | null;
  readonly actions: readonly ReplyAction[];
}

export interface FindReplies {
  readonly q: string;
  readonly scopes: readonly Scope[];
  /** Keys or names. */
  readonly categories: readonly string[];
}

/** The saved replies somebody can use: his own, those of his teams, everyone's. */
@Injectable()
export class ListReplies {
  constructor(
    private readonly database: Database,
    private readonly replies: SavedRepliesRepository,
    private readonly tickets: TicketsFacade,
    private readonly users: UsersFacade,
  ) {}

  /** Three statements, whatever there is to show. */
  async execute({ actor }: PersonCall, { q, scopes, categories }: FindReplies): Promise<ShownReply[]> {
    const words = categories.map((word) => word.toLowerCase());
    const known = await this.tickets.categories(this.database);
    const categoryIds = known
      .filter(({ key, name }) => words.includes(key) || words.includes(name.toLowerCase()))
      .map(({ id }) => id);
    if (words.length > 0 && categoryIds.length === 0) {
      return [];
    }
    const found = await this.replies.ofPerson(this.database, actor, { q, scopes, categoryIds });
    return this.shown(actor, found, known);
  }

  /** 404 for what the caller does not see. */
  async one({ actor }: PersonCall, id: string): Promise<ShownReply> {
    const reply = await this.replies.find(this.database, id);
    const [shown] =
      reply === null ? [] : await this.shown(actor, [reply], await this.tickets.categories(this.database));
    if (shown === undefined) {
      throw resourceNotFound();
    }
    return shown;
  }

  private async shown(
    actor: PersonActor,
    replies: readonly SavedReply[],
    categories: readonly Category[],
  ): Promise<ShownReply[]> {
    const visible = replies.filter((reply) => decideReply(actor, 'read', reply).allowed);
    const teams = await this.users.teams(visible.flatMap(({ teamId }) => (teamId === null ? [] : [teamId])));
    return visible.map((reply) => ({
      ...reply,
      team: reply.teamId === null ? null : (teams.get(reply.teamId) ?? null),
      category: categories.find(({ id }) => id === reply.categoryId) ?? null,
      actions: replyActions(actor, reply),
    }));
  }
}
