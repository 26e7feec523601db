import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/statement.js';
import { afterAct, beginClocks, type SlaAct, type SlaClocks, type TermsById } from './domain/sla-clocks.js';
import type { SlaPriority } from './domain/sla-policy.js';
import { ledgersOf, standingOf, type ClockLedger, type Standing } from './domain/sla-standing.js';
import type { CountingTerms, SlaTerms } from './domain/sla-terms.js';
import { RememberedTerms } from './remembered-terms.js';

export { SEGMENT_KINDS, type SegmentKind } from './domain/sla-clock.js';
export type { ResumeCause, SlaAct, SlaClocks } from './domain/sla-clocks.js';
export { CLOCK_KINDS, type ClockKind, type Escalation, type EscalationRecipient } from './domain/sla-policy.js';
export {
  answerDueAt,
  CLOCK_STATES,
  marksOf,
  SEGMENT_CAUSES,
  STANDING_STATES,
  timesOf,
  type ClockLedger,
  type ClockState,
  type LedgerSegment,
  type SegmentCause,
  type SlaMark,
  type SlaTimes,
  type Standing,
  type StandingState,
} from './domain/sla-standing.js';
export type { SlaTerms } from './domain/sla-terms.js';

/** An act as its module knows it: the new terms of a re-targeting are looked up here. */
export type GivenAct =
  | Exclude<SlaAct, { readonly kind: 'retargeted' }>
  | {
      readonly kind: 'retargeted';
      readonly at: Date;
      readonly by: string | null;
      readonly categoryId: string;
      readonly priority: SlaPriority;
    };

/**
 * Clocks of anything that has promises. They are a value that its owner keeps on the subject's own row, under the same lock
 * and in the same statement as everything else about it; what is promised and how it is counted is known here alone.
 * `from` is the caller's transaction; policies and calendars come from memory, and only when they are not there from it.
 */
@Injectable()
export class SlaFacade {
  constructor(private readonly terms: RememberedTerms) {}

  /** The promises of a new subject. */
  async begin(
    from: Queryable,
    subject: {
      readonly categoryId: string;
      readonly priority: SlaPriority;
      readonly at: Date;
      readonly by: string | null;
    },
  ): Promise<SlaClocks> {
    const terms = await this.terms.holding(from, subject.categoryId);
    return beginClocks(terms, subject.priority, subject.at, subject.by);
  }

  /** After these acts, in their order. */
  async after(from: Queryable, before: SlaClocks, acts: readonly GivenAct[]): Promise<SlaClocks> {
    if (acts.length === 0) {
      return before;
    }
    const terms = new Map(await this.termsOf(from, [before]));
    let clocks = before;
    for (const act of acts) {
      if (act.kind !== 'retargeted') {
        clocks = afterAct(clocks, act, terms);
        continue;
      }
      const { categoryId, priority, at, by } = act;
      const holding: CountingTerms = await this.terms.holding(from, categoryId);
      terms.set(holding.id, holding);
      clocks = afterAct(clocks, { kind: 'retargeted', at, by, priority, terms: holding }, terms);
    }
    return clocks;
  }

  /** Where each of these stands now, in their order. */
  async standings(from: Queryable, all: readonly (SlaClocks | null)[], now: Date): Promise<(Standing | null)[]> {
    const terms = await this.termsOf(
      from,
      all.filter((clocks) => clocks !== null),
    );
    return all.map((clocks) => (clocks === null ? null : standingOf(clocks, terms, now)));
  }

  async ledgers(
    from: Queryable,
    clocks: SlaClocks,
    now: Date,
  ): Promise<{ readonly terms: SlaTerms | null; readonly clocks: readonly ClockLedger[] }> {
    const terms = await this.termsOf(from, [clocks]);
    return { terms: terms.get(clocks.termsId) ?? null, clocks: ledgersOf(clocks, terms, now) };
  }

  /** The terms that hold for a subject. */
  async termsFor(from: Queryable, clocks: SlaClocks): Promise<SlaTerms | null> {
    return (await this.termsOf(from, [clocks])).get(clocks.termsId) ?? null;
  }

  private async termsOf(from: Queryable, all: readonly SlaClocks[]): Promise<TermsById> {
    return this.terms.byIds(
      from,
      all.flatMap(({ termsId, clocks }) => [termsId, ...clocks.map((clock) => clock.termsId)]),
    );
  }
}
