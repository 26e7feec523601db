import { Injectable } from '@nestjs/common';
import { isId } from '../../../kernel/ids.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { SettingsFacade } from '../../settings/settings.facade.js';
import { UsersFacade } from '../../users/users.facade.js';
import type { Category } from '../domain/category.js';
import { routeByCategory } from '../domain/category-routing.js';
import { priorityAfter } from '../domain/ticket-priority.js';
import type { Level, Priority } from '../domain/ticket-status.js';
import { TAGS_MOST, type Ticket } from '../domain/ticket.js';
import { CategoriesRepository } from '../persistence/categories.repository.js';
import { categoryNotInUse, categoryUnknown, tagsFull, teamUnknown } from '../tickets.errors.js';
import { TICKETS } from '../tickets.settings.js';
import { TakeText } from './take-text.js';

export interface TicketEdit {
  readonly subject?: string | undefined;
  readonly description?: string | undefined;
  /** Key or name. */
  readonly category?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly impact?: Level | null | undefined;
  readonly urgency?: Level | null | undefined;
  readonly teamId?: string | null | undefined;
  readonly tags?: readonly string[] | undefined;
  /** On top of those it has. */
  readonly addTags?: readonly string[] | undefined;
  readonly removeTags?: readonly string[] | undefined;
  readonly confidential?: boolean | undefined;
}

/** An edit whose references are known to exist, with what follows from it. */
export interface ResolvedEdit {
  readonly subject?: string | undefined;
  readonly description?: string | undefined;
  /** Shows the images of the ticket that it names; empty without a description. */
  readonly descriptionHtml: string;
  readonly categoryId?: string | undefined;
  readonly priority?: Priority | undefined;
  /** Nobody said the priority: impact and urgency did. */
  readonly isPriorityDerived: boolean;
  readonly impact?: Level | null | undefined;
  readonly urgency?: Level | null | undefined;
  readonly teamId?: string | null | undefined;
  /** The team of its new category, where nobody said one. */
  readonly routedToTeamId: string | null;
  readonly tags?: readonly string[] | undefined;
  readonly confidential?: boolean | undefined;
}

/** What an edit means for the ticket as it stands under its lock. */
@Injectable()
export class ResolveTicketEdit {
  constructor(
    private readonly categories: CategoriesRepository,
    private readonly users: UsersFacade,
    private readonly settings: SettingsFacade,
    private readonly texts: TakeText,
  ) {}

  async execute(tx: Transaction, ticket: Ticket, edit: TicketEdit): Promise<ResolvedEdit> {
    const { subject, description, impact, urgency, teamId, confidential } = edit;
    const category = edit.category === undefined ? null : await this.category(tx, ticket, edit.category);
    if (typeof teamId === 'string' && !(isId(teamId) && (await this.users.teamExists(teamId, tx)))) {
      throw teamUnknown();
    }
    const { priorityFromImpact } = await this.settings.read(TICKETS, tx);
    const priority = priorityAfter(ticket, edit, priorityFromImpact);
    return {
      subject,
      description,
      descriptionHtml:
        description === undefined
          ? ''
          : await this.texts.render(tx, { ticketId: ticket.id, audience: 'everyone', body: description }),
      categoryId: category?.id,
      priority,
      isPriorityDerived: edit.priority === undefined && priority !== undefined,
      impact,
      urgency,
      teamId,
      routedToTeamId: category === null ? null : routeByCategory(ticket, category, edit),
      tags: tagsOf(ticket, edit),
      confidential,
    };
  }

  private async category(tx: Transaction, ticket: Ticket, word: string): Promise<Category> {
    const category = await this.categories.byKeyOrName(tx, word);
    if (category === null) {
      throw categoryUnknown();
    }
    // What is no longer in use stays on the tickets that have it.
    if (!category.isActive && category.id !== ticket.categoryId) {
      throw categoryNotInUse(category.name);
    }
    return category;
  }
}

/** Whoever adds one takes no other away. */
function tagsOf(ticket: Ticket, { tags, addTags, removeTags }: TicketEdit): readonly string[] | undefined {
  if (addTags === undefined && removeTags === undefined) {
    return tags;
  }
  const after = [...new Set([...(tags ?? ticket.tags), ...(addTags ?? [])])].filter(
    (tag) => removeTags?.includes(tag) !== true,
  );
  if (after.length > TAGS_MOST) {
    throw tagsFull(TAGS_MOST);
  }
  return after;
}
