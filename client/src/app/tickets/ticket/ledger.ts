import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import type { TicketClockDto, TicketDto, TicketSlaSegmentDto } from '../../api/types';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Icon } from '../../ui/icon/icon';
import { SlaChip } from '../../ui/status/sla-chip';
import { spanWords } from '../../ui/status/sla-clock';
import { Time } from '../../ui/time/time';

/** Share of the strip that the words at its ends take. */
const NEAR_END = 0.2;

/** What is promised next, and why it is due just then: the time of the ticket as a strip and in sentences. */
@Component({
  selector: 'ss-ledger',
  imports: [Icon, InPlaceError, Skeleton, SlaChip, Time, TranslocoDirective],
  templateUrl: './ledger.html',
  styleUrl: './ledger.css',
})
export class Ledger {
  readonly ticket = input.required<TicketDto>();

  private readonly api = inject(TicketsApi);
  private readonly i18n = inject(TranslocoService);
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

  /** Closed hours take no room on the strip: nobody works then, and nights would hide the rest. */
  protected parts(clock: TicketClockDto): readonly TicketSlaSegmentDto[] {
    return this.told(clock).filter(({ kind, seconds }) => kind !== 'closed' && seconds > 0);
  }

  /** What would have been left of a promise that was kept explains nothing. */
  protected told({ segments, metAt }: TicketClockDto): readonly TicketSlaSegmentDto[] {
    return metAt === null ? segments : segments.filter(({ from }) => from < metAt);
  }

  /** What is to come is nobody's act. */
  protected actorOf({ kind, actor }: TicketSlaSegmentDto): string | null {
    return kind === 'running' || kind === 'paused' ? (actor?.name ?? null) : null;
  }

  /** Where the strip ends in time; null: it goes on. */
  protected endOf(clock: TicketClockDto): string | null {
    if (this.ticket().sla?.next?.kind === clock.kind) {
      return clock.state === 'breached' ? null : clock.dueAt;
    }
    return clock.metAt ?? this.parts(clock).at(-1)?.to ?? null;
  }

  protected isSameDay({ from, to }: TicketSlaSegmentDto): boolean {
    return new Date(from).toDateString() === new Date(to).toDateString();
  }

  /** Where the strip stops being what was: now, or when it was due. Not so near an end that the words would touch. */
  protected readonly turn = computed(() => {
    const clock = this.shown();
    const parts = clock === null ? [] : this.parts(clock);
    const at = parts.findIndex(({ kind }) => kind === 'remaining' || kind === 'overdue');
    const part = parts[at];
    if (part === undefined) {
      return null;
    }
    const sum = (some: readonly TicketSlaSegmentDto[]): number => some.reduce((all, { seconds }) => all + seconds, 0);
    const share = sum(parts.slice(0, at)) / sum(parts);
    const isDue = part.kind === 'overdue';
    return share < NEAR_END || share > 1 - NEAR_END ? null : { share, isDue, at: isDue ? part.from : null };
  });

  /** From here on the time was close; the share of the strip is what counts. */
  protected isLate(clock: TicketClockDto, part: TicketSlaSegmentDto): boolean {
    return part.kind === 'running' && clock.warnAt !== null && part.from >= clock.warnAt;
  }

  protected span(seconds: number): string {
    return spanWords(seconds * 1_000, (unit, count) => this.i18n.translate<string>(`ui.${unit}`, { count }));
  }

  protected sentence(part: TicketSlaSegmentDto): string {
    const say = (key: string, values: Record<string, string> = {}): string =>
      this.i18n.translate<string>(`tickets.ledger.${key}`, values);
    const why =
      part.cause === 'on_hold' && part.holdReason !== null
        ? this.i18n.translate<string>(`tickets.hold.reason.${part.holdReason}`)
        : say(`cause.${part.cause}`);
    return say(`part.${part.kind}`, { span: this.span(part.seconds), why });
  }

  /** The strip in words, for those who do not see it. */
  protected stripWords(clock: TicketClockDto): string {
    return this.parts(clock)
      .map((part) => this.sentence(part))
      .join('. ');
  }

  protected outcome(clock: TicketClockDto): string {
    const target = this.span(clock.targetSeconds);
    return this.i18n.translate<string>(`tickets.ledger.state.${clock.state}`, {
      what: this.i18n.translate<string>(`sla.kind.${clock.kind}`),
      target,
      elapsed: this.span(clock.elapsedSeconds),
    });
  }
}
