import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { UsersFacade, type PersonSummary } from '../../users/users.facade.js';
import { plainText, plainWords } from '../domain/search-words.js';
import { SimilarTicketsQuery, type CountedWord, type SimilarTicketRow } from '../persistence/similar-tickets.query.js';
import { VisibleTicket } from './visible-ticket.js';

export interface SimilarTicket extends SimilarTicketRow {
  readonly assignee: PersonSummary | null;
}

/** A word of the subject says more of what a request is about than one of its text. */
const WEIGHT = { subject: 2, text: 1 };
/** So much of a text is read, and so many different words of it. */
const READ = 2_000;
const WORDS_MOST = 60;

/** Tickets the caller may see that speak of the same. */
@Injectable()
export class FindSimilar {
  constructor(
    private readonly visible: VisibleTicket,
    private readonly query: SimilarTicketsQuery,
    private readonly users: UsersFacade,
  ) {}

  async toTicket(call: PersonCall, ref: string): Promise<readonly SimilarTicket[]> {
    const { id, subject, description } = await this.visible.execute(call, ref);
    return this.find(call, subject, description, id);
  }

  /** While a new request is typed. */
  async toText(call: PersonCall, subject: string, text: string): Promise<readonly SimilarTicket[]> {
    return this.find(call, subject, text, null);
  }

  private async find(call: PersonCall, subject: string, text: string, not: string | null): Promise<SimilarTicket[]> {
    const rows = await this.query.like(call.actor, wordsOf(subject, text), not);
    const people = await this.users.people(rows.map((row) => row.assigneeId).filter((id) => id !== null));
    return rows.map((row) => ({
      ...row,
      resolution: row.resolution === null ? null : plainText(row.resolution).slice(0, 300).toWellFormed(),
      assignee: row.assigneeId === null ? null : (people.get(row.assigneeId) ?? null),
    }));
  }
}

function wordsOf(subject: string, text: string): readonly CountedWord[] {
  const weights = new Map<string, number>();
  const take = (given: string, weight: number): void => {
    plainWords(plainText(given.slice(0, READ)))
      .filter((word) => word.length >= 3 && word.length <= 40 && !/^\d+$/u.test(word))
      .forEach((word) => {
        if (weights.size < WORDS_MOST && !weights.has(word)) {
          weights.set(word, weight);
        }
      });
  };
  take(subject, WEIGHT.subject);
  take(text, WEIGHT.text);
  return [...weights].map(([word, weight]) => ({ word, weight }));
}
