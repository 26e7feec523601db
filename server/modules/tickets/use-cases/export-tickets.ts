import { Injectable, Logger } from '@nestjs/common';
import { systemCall, type Call, type PersonCall } from '../../../kernel/call.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { TicketFilter, TicketSort } from '../domain/ticket-list.js';
import type { ExportColumn } from '../domain/ticket-view.js';
import type { TicketListItem, TicketPage } from './list-tickets.js';
import { NarrowTickets } from './narrow-tickets.js';
import { RunningExports } from './running-exports.js';
import { SearchTickets } from './search-tickets.js';

/** So many are in memory at a time. */
const PAGE = 500;

export interface ExportTicketsQuery {
  readonly filter: TicketFilter;
  readonly view: string | null;
  readonly sort: TicketSort | null;
  readonly columns: readonly ExportColumn[];
}

export interface TicketExport {
  readonly pages: AsyncGenerator<readonly TicketListItem[]>;
  /** Must be called when nobody reads on, whatever the reason: makes room for the next one and tells the audit, once. */
  readonly end: () => Promise<void>;
}

/**
 * All tickets that a list shows, page by page and never all in memory. What is asked for is told to the audit before the
 * first ticket leaves, and how many left when the last one did.
 */
@Injectable()
export class ExportTickets {
  private readonly logger = new Logger(ExportTickets.name);

  constructor(
    private readonly narrowing: NarrowTickets,
    private readonly search: SearchTickets,
    private readonly running: RunningExports,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, query: ExportTicketsQuery): Promise<TicketExport> {
    const release = this.running.begin(call.actor.id);
    try {
      const { filter, sort } = await this.narrowing.execute(call, query);
      const page = async (cursor: string | null): Promise<TicketPage> =>
        (await this.search.page(call, { filter, view: null, sort, cursor, limit: PAGE, includeTotal: false })).page;
      // Whatever is wrong with the question is told before the answer begins.
      const first = await page(null);
      const id = newId();
      const { columns, view } = query;
      const about = { columns, view, sort };
      const { q, tags, ...asked } = filter;
      const typed = { ...(q === '' ? {} : { q }), ...(tags.length === 0 ? {} : { tags }) };
      await this.tell(call, id, 'tickets.export_started', { ...about, filter: asked }, typed);
      const progress = { count: 0, isComplete: false };
      let ending: Promise<void> | null = null;
      const end = async (): Promise<void> => {
        release();
        ending ??= this.tellTheEnd(call, id, { ...about, filter: asked, ...progress }, typed);
        await ending;
      };
      // Who reads to the end gets the last byte when the audit knows of it.
      return { pages: endingWith(this.pages(call, first, page, progress), end), end };
    } catch (error) {
      release();
      throw error;
    }
  }

  private async *pages(
    call: PersonCall,
    first: TicketPage,
    next: (cursor: string) => Promise<TicketPage>,
    progress: { count: number; isComplete: boolean },
  ): AsyncGenerator<readonly TicketListItem[]> {
    let page = first;
    for (;;) {
      progress.count += page.items.length;
      progress.isComplete = page.nextCursor === null;
      yield page.items;
      if (page.nextCursor === null) {
        return;
      }
      // Whoever is no longer let in gets no more, though he asked while he was.
      await this.unitOfWork.run(call, async (tx) => tx.assertStanding());
      page = await next(page.nextCursor);
    }
  }

  private async tellTheEnd(call: PersonCall, id: string, data: object, typed: object): Promise<void> {
    try {
      try {
        await this.tell(call, id, 'tickets.exported', data, typed);
      } catch (error) {
        if (!(error instanceof DomainError)) {
          throw error;
        }
        // Shut out meanwhile: it is told all the same, and who it was stands in the beginning.
        await this.tell(systemCall(call.requestId), id, 'tickets.exported', data, typed);
      }
    } catch (error) {
      // Nobody waits for an answer here, and the beginning is told.
      this.logger.error({ err: error, msg: 'The end of an export could not be told to the audit' });
    }
  }

  private async tell(call: Call, id: string, name: string, data: object, typed: object): Promise<void> {
    await this.unitOfWork.run(call, async (tx) =>
      this.events.append(tx, call, [
        {
          name,
          subject: { type: 'ticket_export', id },
          audience: 'admin',
          data,
          personal: { ...typed },
        },
      ]),
    );
  }
}

async function* endingWith<T>(given: AsyncGenerator<T>, end: () => Promise<void>): AsyncGenerator<T> {
  try {
    yield* given;
  } finally {
    await end();
  }
}
