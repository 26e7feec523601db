import { DEFAULT_PRIORITY, type Level, type Priority } from './ticket-status.js';

/** Rows: how many are hit and how hard; columns: how soon it hurts. */
const MATRIX: Readonly<Record<Level, Readonly<Record<Level, Priority>>>> = {
  High: { High: 'Critical', Medium: 'High', Low: 'Medium' },
  Medium: { High: 'High', Medium: 'Medium', Low: 'Low' },
  Low: { High: 'Medium', Medium: 'Low', Low: 'Low' },
};

export interface Weight {
  readonly impact: Level | null;
  readonly urgency: Level | null;
}

/** Null until both are known: half of the truth is no reason. */
export function priorityFrom({ impact, urgency }: Weight): Priority | null {
  return impact === null || urgency === null ? null : MATRIX[impact][urgency];
}

export interface PriorityReasons extends Weight {
  /** What somebody said, who may. */
  readonly given: Priority | undefined;
  /** Of the category. */
  readonly usual: Priority | null;
  /** The desk's setting. */
  readonly followsImpact: boolean;
}

/** Of a new ticket: what was said, else what impact and urgency make of it, else what is usual for its category. */
export function firstPriority({ given, usual, followsImpact, impact, urgency }: PriorityReasons): Priority {
  return given ?? (followsImpact ? priorityFrom({ impact, urgency }) : null) ?? usual ?? DEFAULT_PRIORITY;
}

/**
 * What a change of impact or urgency makes of the priority; undefined: it stays. Somebody who says a priority in the same
 * breath knows better.
 */
export function priorityAfter(
  before: Weight,
  edit: { readonly [K in keyof Weight]?: Level | null | undefined } & { readonly priority?: Priority | undefined },
  followsImpact: boolean,
): Priority | undefined {
  const after: Weight = {
    impact: edit.impact === undefined ? before.impact : edit.impact,
    urgency: edit.urgency === undefined ? before.urgency : edit.urgency,
  };
  const isSame = after.impact === before.impact && after.urgency === before.urgency;
  if (edit.priority !== undefined || !followsImpact || isSame) {
    return edit.priority;
  }
  return priorityFrom(after) ?? undefined;
}
