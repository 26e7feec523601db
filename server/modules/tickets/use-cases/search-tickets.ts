import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { FoundWords } from '../domain/search-words.js';
import type { TicketFilter } from '../domain/ticket-list.js';
import { doubtfulWords, likelySearches } from '../domain/typing-error.js';
import { KnownWordsQuery } from '../persistence/known-words.query.js';
import { TicketTextsQuery } from '../persistence/ticket-texts.query.js';
import { ListTickets, type ListTicketsQuery, type TicketListItem, type TicketPage } from './list-tickets.js';
import { NarrowTickets } from './narrow-tickets.js';

/** About as many characters as two lines of a list hold. */
const EXCERPT = 160;
/** Texts are read for so long at a stretch, in milliseconds; then other requests have their turn. */
const STRETCH = 10;

export interface Highlights {
  readonly subject: string | null;
  readonly text: string | null;
}

export interface FoundTicket extends TicketListItem {
  /** Null when nothing was searched for. */
  readonly highlights: Highlights | null;
}

export interface FoundPage extends TicketPage {
  readonly items: readonly FoundTicket[];
  /** The words that were searched for instead. */
  readonly didYouMean: string | null;
}

/**
 * A list with the words that were found in it. When nothing is found as typed, what was probably meant is searched for
 * instead; a search costs one statement more than a list, and one that finds nothing at most four more.
 */
@Injectable()
export class SearchTickets {
  constructor(
    private readonly narrowing: NarrowTickets,
    private readonly list: ListTickets,
    private readonly words: KnownWordsQuery,
    private readonly texts: TicketTextsQuery,
  ) {}

  async execute(call: PersonCall, query: ListTicketsQuery): Promise<FoundPage> {
    const { page, didYouMean, q } = await this.page(call, query);
    if (q === '') {
      return { ...page, items: page.items.map((item) => ({ ...item, highlights: null })), didYouMean };
    }
    const texts = await this.texts.of(
      call.actor,
      page.items.map(({ id }) => id),
    );
    return { ...page, items: await highlighted(page.items, texts, q), didYouMean };
  }

  /** Without highlights, for what is no page of a client. */
  async page(
    call: PersonCall,
    query: ListTicketsQuery,
  ): Promise<{ page: TicketPage; didYouMean: string | null; q: string }> {
    const { filter, sort } = await this.narrowing.execute(call, query);
    const read = async (narrowed: TicketFilter, cursor: string | null): Promise<TicketPage> =>
      this.list.execute(call, { ...query, filter: narrowed, sort, view: null, cursor });
    const guessed = guessIn(query.cursor);
    if (guessed !== null) {
      const page = await read({ ...filter, q: guessed.q }, guessed.cursor);
      return { page: pointingBack(page, guessed.q), didYouMean: guessed.q, q: guessed.q };
    }
    const typed = await read(filter, query.cursor);
    if (typed.items.length > 0 || query.cursor !== null || filter.isNothing) {
      return { page: typed, didYouMean: null, q: filter.q };
    }
    const doubtful = doubtfulWords(filter.q);
    const known = doubtful.length === 0 ? [] : await this.words.like(call.actor, doubtful);
    for (const q of likelySearches(filter.q, known)) {
      const page = await read({ ...filter, q }, null);
      if (page.items.length > 0) {
        return { page: pointingBack(page, q), didYouMean: q, q };
      }
    }
    return { page: typed, didYouMean: null, q: filter.q };
  }
}

async function highlighted(
  items: readonly TicketListItem[],
  texts: ReadonlyMap<string, readonly string[]>,
  q: string,
): Promise<FoundTicket[]> {
  const found = new FoundWords(q);
  const result: FoundTicket[] = [];
  let since = performance.now();
  for (const item of items) {
    if (performance.now() - since > STRETCH) {
      await setImmediate();
      since = performance.now();
    }
    const highlights = { subject: found.mark(item.subject), text: excerptOf(found, texts.get(item.id) ?? []) };
    result.push({ ...item, highlights });
  }
  return result;
}

/** The page after this one is of the same guess, whatever is found as typed by then. */
function pointingBack(page: TicketPage, q: string): TicketPage {
  return page.nextCursor === null
    ? page
    : { ...page, nextCursor: `${Buffer.from(q).toString('base64url')}.${page.nextCursor}` };
}

function guessIn(cursor: string | null): { q: string; cursor: string } | null {
  const [guess, rest] = cursor?.split('.') ?? [];
  return guess === undefined || rest === undefined
    ? null
    : { q: Buffer.from(guess, 'base64url').toString('utf8').replaceAll('\u0000', '\ufffd'), cursor: rest };
}

function excerptOf(found: FoundWords, texts: readonly string[]): string | null {
  for (const text of texts) {
    const excerpt = found.excerpt(text, EXCERPT);
    if (excerpt !== null) {
      return excerpt;
    }
  }
  return null;
}
