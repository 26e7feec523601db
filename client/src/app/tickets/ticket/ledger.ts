import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import type { TicketClockDto, TicketDto } from '../../api/types';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { LedgerLines } from '../../ui/ledger/ledger-lines';
import { LedgerStrip } from '../../ui/ledger/ledger-strip';
import { type LedgerPart, LedgerWords, stripParts } from '../../ui/ledger/ledger-words';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Icon } from '../../ui/icon/icon';
import { SlaChip } from '../../ui/status/sla-chip';
import { Time } from '../../ui/time/time';

/** Share of the strip that the words at its ends take. */
const NEAR_END = 0.2;

/** What is promised next, and why it is due just then: the time of the ticket as a strip and in sentences. */
@Component({
  selector: 'ss-ledger',
  imports: [Icon, InPlaceError, LedgerLines, LedgerStrip, Skeleton, SlaChip, Time, TranslocoDirective],
  templateUrl: './ledger.html',
  styleUrl: './ledger.css',
})
export class Ledger {
  readonly ticket = input.required<TicketDto>();

  private readonly api = inject(TicketsApi);
  private readonly i18n = inject(TranslocoService);
  private readonly words = inject(LedgerWords);
  protected readonly isOpen = signal(false);
  protected readonly clocks = new Loaded(() => this.api.clocks(this.ticket().number));
  /** The one on the strip: the next promise, else the last that was given. */
  protected readonly shown = computed<TicketClockDto | null>(() => {
    const all = this.clocks.value()?.clocks ?? [];
    const next = this.ticket().sla?.next?.kind ?? 'resolution';
    return all.findLast(({ kind }) => kind === next) ?? all.at(-1) ?? null;
  });
  protected readonly others = computed(() => (this.clocks.value()?.clocks ?? []).filter((one) => one !== this.shown()));
  private number = '';

  constructor() {
    effect(() => {
      const { number, updatedAt, sla } = this.ticket();
      untracked(() => {
        if (number !== this.number) {
          this.number = number;
          this.isOpen.set(false);
          this.clocks.reset();
        }
        // A promise changes without the ticket's version: its due date tells.
        if (updatedAt !== '' && sla !== null) {
          void this.clocks.refresh();
        }
      });
    });
  }

  /** What would have been left of a promise that was kept explains nothing; what is to come is nobody's act. */
  protected parts({ segments, metAt, warnAt }: TicketClockDto): readonly LedgerPart[] {
    return segments
      .filter(({ from }) => metAt === null || from < metAt)
      .map(({ kind, from, to, seconds, cause, holdReason, actor }) => ({
        kind,
        from,
        to,
        seconds,
        why:
          cause === 'on_hold' && holdReason !== null
            ? this.i18n.translate<string>(`tickets.hold.reason.${holdReason}`)
            : this.i18n.translate<string>(`tickets.ledger.cause.${cause}`),
        who: kind === 'running' || kind === 'paused' ? (actor?.name ?? '') : '',
        isLate: kind === 'running' && warnAt !== null && from >= warnAt,
      }));
  }

  /** Where the strip ends in time; null: it goes on. */
  protected endOf(clock: TicketClockDto): string | null {
    if (this.ticket().sla?.next?.kind === clock.kind) {
      return clock.state === 'breached' ? null : clock.dueAt;
    }
    return clock.metAt ?? stripParts(this.parts(clock)).at(-1)?.to ?? null;
  }

  /** Where the strip stops being what was: now, or when it was due. Not so near an end that the words would touch. */
  protected readonly turn = computed(() => {
    const clock = this.shown();
    const parts = clock === null ? [] : stripParts(this.parts(clock));
    const at = parts.findIndex(({ kind }) => kind === 'remaining' || kind === 'overdue');
    const part = parts[at];
    if (part === undefined) {
      return null;
    }
    const sum = (some: readonly LedgerPart[]): number => some.reduce((all, { seconds }) => all + seconds, 0);
    const share = sum(parts.slice(0, at)) / sum(parts);
    const isDue = part.kind === 'overdue';
    return share < NEAR_END || share > 1 - NEAR_END ? null : { share, isDue, at: isDue ? part.from : null };
  });

  protected outcome(clock: TicketClockDto): string {
    const target = this.words.span(clock.targetSeconds);
    return this.i18n.translate<string>(`tickets.ledger.state.${clock.state}`, {
      what: this.i18n.translate<string>(`sla.kind.${clock.kind}`),
      target,
      elapsed: this.words.span(clock.elapsedSeconds),
    });
  }
}
