import { computed, inject, Injectable, signal } from '@angular/core';
import { toApiError, type ApiError } from '../../api/api-error';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import type { ChangeStatusDto, CommentDto, TicketAction, TicketDto, TimelineItemDto } from '../../api/types';
import { whileShown } from '../../api/while-shown';
import { Messages } from '../../files/messages';
import { ListStore } from '../workspace/list-store';
import { lastChangeOf, type ChangedField } from './changed-field';

const REFRESH_MS = 10_000;

/** Both changed the same field; the person decides whose value stands. */
export interface Conflict {
  readonly field: ChangedField;
  /** The value that was wanted, in words. */
  readonly mine: string;
  /** Who set the value that stands, and when; null when nothing tells. */
  readonly by: TimelineItemDto | null;
  /** Once more, without asking what was seen. */
  readonly insist: () => Promise<void>;
}

type Call = (seenVersion: number | undefined) => Promise<TicketDto>;

/** One ticket with everything that happened to it, and what may be done. */
@Injectable()
export class TicketStore {
  private readonly api = inject(TicketsApi);
  private readonly messages = inject(Messages);
  private readonly list = inject(ListStore);
  private readonly number = signal('');
  private readonly record = new Loaded(() => this.read());
  private readonly contested = signal<Conflict | null>(null);
  private readonly failure = signal<ApiError | null>(null);
  private readonly busy = signal(false);

  readonly ticket = computed(() => this.record.value()?.ticket ?? null);
  readonly timeline = computed(() => this.record.value()?.timeline ?? []);
  readonly error = this.record.error;
  readonly conflict = this.contested.asReadonly();
  /** Why the last change failed. */
  readonly changeError = this.failure.asReadonly();
  readonly isBusy = this.busy.asReadonly();
  /** Both texts are kept, for each ticket. */
  readonly reply = computed(() => this.messages.of(`reply.${this.number()}`));
  readonly note = computed(() => this.messages.of(`note.${this.number()}`));

  /** Something stands in one of them. */
  readonly isWritten = computed(() => [this.reply(), this.note()].some(({ fields }) => fields().text.trim() !== ''));

  constructor() {
    whileShown(this.ticket, () => this.record.refresh(), REFRESH_MS);
  }

  open(number: string): void {
    this.number.set(number);
    this.contested.set(null);
    this.failure.set(null);
    this.record.reset();
    void this.record.load();
  }

  load(): Promise<void> {
    return this.record.load();
  }

  /** Quietly, for what changed beside the ticket itself. */
  refresh(): Promise<void> {
    return this.record.refresh();
  }

  can(action: TicketAction): boolean {
    return this.ticket()?.allowedActions.includes(action) ?? false;
  }

  /**
   * Changes one field against the version that is shown; a conflict is put to the person. With `isMerging` the call adds to
   * what stands, and is made once more of what stands by then.
   */
  async change(field: ChangedField, mine: string, call: Call, { isMerging = false } = {}): Promise<void> {
    if (this.conflict()?.field === field) {
      this.contested.set(null);
    }
    try {
      await this.perform(() => call(this.ticket()?.version));
    } catch (error) {
      const reason = toApiError(error);
      await this.record.refresh();
      if (isConflict(reason) && isMerging) {
        await this.change(field, mine, call);
      } else if (isConflict(reason)) {
        const by = lastChangeOf(field, this.timeline());
        this.contested.set({ field, mine, by, insist: () => this.settle(() => call(undefined)) });
      } else {
        this.failure.set(reason);
      }
    }
  }

  /**
   * As `perform`, against the version that was shown when `mine` began; when somebody else was faster, the caller hears of
   * it where the text was typed, and doing it once more is done all the same.
   */
  warily(): (call: Call) => Promise<void> {
    let seen = this.ticket()?.version;
    return async (call) => {
      try {
        await this.perform(() => call(seen));
      } catch (error) {
        if (isConflict(toApiError(error))) {
          // The reading may have begun before theirs was saved: its version would be refused as well.
          seen = undefined;
          await this.record.refresh();
        }
        throw error;
      }
    };
  }

  /** As `change`, but the failure goes to the caller, who shows it where the text was typed. */
  async perform(call: () => Promise<TicketDto>): Promise<void> {
    this.busy.set(true);
    this.failure.set(null);
    try {
      const ticket = await call();
      const before = this.record.value();
      if (before !== null) {
        this.record.set({ ...before, ticket });
      }
      this.list.replace(ticket);
    } finally {
      // What the answer showed can be acted on; a second act must not fall into the reading after the first one.
      this.busy.set(false);
    }
    await this.record.refresh();
  }

  takeTheirs(): void {
    this.contested.set(null);
  }

  dismissError(): void {
    this.failure.set(null);
  }

  /**
   * Null when it did not arrive; the text is kept then.
   * @param then what becomes of the ticket with it; the server does both or neither
   */
  async send(visibility: CommentDto['visibility'], then?: ChangeStatusDto): Promise<CommentDto | null> {
    const number = this.number();
    const message = visibility === 'public' ? this.reply() : this.note();
    const comment = await message.send(({ text }, options) =>
      this.api.comment(number, { body: text, visibility, ...(then === undefined ? {} : { then }) }, options),
    );
    await this.record.refresh();
    const ticket = this.ticket();
    if (ticket !== null) {
      this.list.replace(ticket);
    }
    return comment;
  }

  /** The value that lost stays to be seen until it stands, or is given up. */
  private async settle(call: () => Promise<TicketDto>): Promise<void> {
    try {
      await this.perform(call);
      this.contested.set(null);
    } catch (error) {
      this.failure.set(toApiError(error));
    }
  }

  private async read(): Promise<{ ticket: TicketDto; timeline: readonly TimelineItemDto[] }> {
    const number = this.number();
    const [ticket, timeline] = await Promise.all([this.api.read(number), this.api.timeline(number)]);
    return { ticket, timeline: timeline.items };
  }
}

function isConflict({ code }: ApiError): boolean {
  return code === 'FIELD_CONFLICT' || code === 'VERSION_STALE';
}
