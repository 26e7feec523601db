/** What is promised next about a ticket, as its list and its page say it. Pure: the clock comes in. */
export type SlaState = 'running' | 'warning' | 'paused' | 'breached';

export interface SlaNext {
  readonly kind: 'firstResponse' | 'nextReply' | 'resolution';
  /** ISO 8601; null while it stands still. */
  readonly dueAt: string | null;
  readonly warnAt: string | null;
  readonly state: SlaState;
  /** Business time. */
  readonly targetSeconds: number;
  readonly remainingSeconds: number;
}

/** How it stands, now; a page that was left open warns by itself. */
export interface SlaReading {
  readonly state: SlaState;
  /** Milliseconds until it is due, negative afterwards, by the wall clock; while it stands still, what is left of it. */
  readonly leftMs: number;
  /** Share of the target that is used, 0 to 1. */
  readonly used: number;
}

export function readSla({ dueAt, warnAt, state, targetSeconds, remainingSeconds }: SlaNext, now: Date): SlaReading {
  const used = targetSeconds <= 0 ? 1 : Math.min(1, Math.max(0, 1 - remainingSeconds / targetSeconds));
  if (state === 'paused' || dueAt === null) {
    return { state: state === 'breached' ? 'breached' : 'paused', leftMs: remainingSeconds * 1_000, used };
  }
  const leftMs = new Date(dueAt).getTime() - now.getTime();
  if (state === 'breached' || leftMs <= 0) {
    return { state: 'breached', leftMs, used: 1 };
  }
  const isLate = state === 'warning' || (warnAt !== null && new Date(warnAt) <= now);
  return { state: isLate ? 'warning' : 'running', leftMs, used };
}

const MINUTE = 60_000;
const UNITS = [
  ['days', 24 * 60 * MINUTE],
  ['hours', 60 * MINUTE],
  ['minutes', MINUTE],
] as const;

/**
 * The two largest units: `1 d 2 h`, `3 h 10 min`, `23 min`; at least a minute.
 *
 * @param say words of one unit with its count
 */
export function spanWords(ms: number, say: (unit: 'days' | 'hours' | 'minutes', count: number) => string): string {
  // Rounded up: what is left is never told as nothing, and both ends of a minute say the same.
  let left = Math.max(MINUTE, Math.ceil(Math.abs(ms) / MINUTE) * MINUTE);
  const parts: string[] = [];
  const first = UNITS.findIndex(([, size]) => left >= size);
  for (const [unit, size] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) {
      parts.push(say(unit, count));
    }
  }
  return parts.join(' ');
}
