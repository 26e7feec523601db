import type { CalendarRules } from './calendar-rules.js';

export const CLOCK_KINDS = ['firstResponse', 'nextReply', 'resolution'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

export const SLA_PRIORITIES = ['Low', 'Medium', 'High', 'Critical'] as const;
export type SlaPriority = (typeof SLA_PRIORITIES)[number];

/** Seconds of business time; null promises nothing. */
export type Targets = Readonly<Record<ClockKind, number | null>>;

/** Whether a ticket that rests lets this clock stand still: the first answer is owed whatever the ticket waits for. */
export function isPausable(kind: ClockKind): boolean {
  return kind !== 'firstResponse';
}

/** Who is told of a warning or a breach. */
export const ESCALATION_RECIPIENTS = ['assignee', 'team', 'admins'] as const;
export type EscalationRecipient = (typeof ESCALATION_RECIPIENTS)[number];

/** What follows by itself. */
export interface Escalation {
  readonly onWarn: { readonly notify: readonly EscalationRecipient[] };
  readonly onBreach: {
    readonly notify: readonly EscalationRecipient[];
    /** One step up, once in a ticket's life: the shorter targets of a higher priority must not raise it again. */
    readonly raisePriority: boolean;
    /** The team that takes it over; null: it stays where it is. */
    readonly teamId: string | null;
  };
}

export const DEFAULT_ESCALATION: Escalation = {
  onWarn: { notify: ['assignee'] },
  onBreach: { notify: ['assignee', 'team'], raisePriority: false, teamId: null },
};

/** A calendar with its name; the version is that of name and rules together. */
export interface SlaCalendar extends CalendarRules {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}

/** What is promised for the tickets of a category, or for all that have no policy of their own. */
export interface SlaPolicy {
  readonly id: string;
  readonly name: string;
  readonly calendarId: string;
  /** Null: the one that holds where no other does. */
  readonly categoryId: string | null;
  readonly targets: Readonly<Record<SlaPriority, Targets>>;
  /** Percent of the target after which a warning is given. */
  readonly warnAtPercent: number;
  readonly escalation: Escalation;
  readonly version: number;
}
