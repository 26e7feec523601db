import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Metrics } from '../metrics/metrics.js';
import { PROBE_EVERY, type BreakerFacts, type BreakerState } from './breaker.js';

/** What this process has seen is written down this often, in milliseconds; nothing is written while nothing changes. */
const NOTE_EVERY = 1_000;
/** A success after a success is news only after this time, in milliseconds. */
const SUCCESS_NEWS = 10_000;

/** A client of another system, as its module registers it. */
export interface OutsideSystem {
  /** Stable, in lower case: `mail`, `workflow`, `identity:google`. */
  readonly name: string;
  readonly isConfigured: boolean;
  /** Types of the tasks that wait for it. */
  readonly taskTypes: readonly string[];
  /** What this process has seen of it. Left out where `read` knows. */
  readonly facts?: () => BreakerFacts;
  /** Tries one call; asked for when another process found it down and this one has not. */
  readonly probe?: () => void;
  /** For systems whose state is in the database anyway. */
  readonly read?: () => Promise<SystemSight>;
}

/** What all processes together know of a system. */
export interface SystemSight {
  readonly breaker: BreakerState;
  /** Of being up or down; null before the first call. */
  readonly since: Date | null;
  readonly lastError: string | null;
  readonly lastFailureAt: Date | null;
  readonly lastSuccessAt: Date | null;
}

export const SYSTEM_STATES = ['absent', 'up', 'down'] as const;
export type SystemState = (typeof SYSTEM_STATES)[number];

export interface SystemView extends SystemSight {
  readonly name: string;
  readonly state: SystemState;
  readonly taskTypes: readonly string[];
}

/** Before the first call. */
export const UNSEEN: SystemSight = {
  breaker: 'closed',
  since: null,
  lastError: null,
  lastFailureAt: null,
  lastSuccessAt: null,
};

// The latest call decides, whichever process made it; of an older one only its times are kept.
const NOTE = statement(
  'outside.note',
  `INSERT INTO outside_systems AS s (name, breaker, since, last_error, last_failure_at, last_success_at, seen_at)
   VALUES ($1, $2, $5, $3, $4, $6, $5)
   ON CONFLICT (name) DO UPDATE SET
     breaker = CASE WHEN excluded.seen_at >= s.seen_at THEN excluded.breaker ELSE s.breaker END,
     since = CASE WHEN excluded.seen_at >= s.seen_at AND (excluded.breaker = 'closed') <> (s.breaker = 'closed')
       THEN excluded.since ELSE s.since END,
     last_error = CASE WHEN excluded.last_failure_at >= coalesce(s.last_failure_at, '-infinity')
       THEN excluded.last_error ELSE s.last_error END,
     last_failure_at = greatest(s.last_failure_at, excluded.last_failure_at),
     last_success_at = greatest(s.last_success_at, excluded.last_success_at),
     seen_at = greatest(s.seen_at, excluded.seen_at)`,
);
const ALL = statement(
  'outside.all',
  `SELECT name, breaker, since, last_error AS "lastError", last_failure_at AS "lastFailureAt",
     last_success_at AS "lastSuccessAt" FROM outside_systems`,
);
const DOWN = statement('outside.down', `SELECT name FROM outside_systems WHERE breaker <> 'closed'`);

/**
 * Every client of another system, and what is known of it. Calls are made by whichever process has the task, so that each
 * one notes what it saw in the database, and a process that begins while something is down looks for its return too.
 */
@Injectable()
export class OutsideSystems implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutsideSystems.name);
  private readonly systems = new Map<string, OutsideSystem>();
  private readonly noted = new Map<string, BreakerFacts>();
  private readonly timers: NodeJS.Timeout[] = [];
  private current: Promise<void> | null = null;

  constructor(
    private readonly configuration: Configuration,
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  /** Call while the application starts. */
  register(system: OutsideSystem): void {
    if (this.systems.has(system.name)) {
      throw new Error(`Two outside systems are called ${system.name}`);
    }
    this.systems.set(system.name, system);
  }

  onApplicationBootstrap(): void {
    this.metrics.gauge('outside_up', 'Whether an outside system that is configured answers', ['system'], async () =>
      (await this.look())
        .filter(({ state }) => state !== 'absent')
        .map(({ name, state }) => ({ labels: { system: name }, value: state === 'up' ? 1 : 0 })),
    );
    this.every(NOTE_EVERY, async () => this.note());
    if (this.configuration.runsWorkers) {
      this.every(PROBE_EVERY, async () => this.probe());
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.timers.forEach((timer) => {
      clearInterval(timer);
    });
    await this.current;
  }

  /** All of them, in the order in which they were registered. */
  async look(): Promise<SystemView[]> {
    const rows = await this.database.query<SystemSight & { name: string }>(ALL);
    const known = new Map(rows.map((row) => [row.name, row]));
    return Promise.all(
      [...this.systems.values()].map(async ({ name, isConfigured, taskTypes, read }): Promise<SystemView> => {
        const { breaker, since, lastError, lastFailureAt, lastSuccessAt } = !isConfigured
          ? UNSEEN
          : read === undefined
            ? (known.get(name) ?? UNSEEN)
            : await read();
        const state = !isConfigured ? 'absent' : breaker === 'closed' ? 'up' : 'down';
        return { name, state, breaker, since, lastError, lastFailureAt, lastSuccessAt, taskTypes };
      }),
    );
  }

  /** What has changed since it was noted last. */
  private async note(): Promise<void> {
    for (const { name, isConfigured, facts: read } of this.systems.values()) {
      const facts = read?.();
      if (facts !== undefined && isConfigured && isNews(this.noted.get(name), facts)) {
        await this.database.query(NOTE, [
          name,
          facts.breaker,
          facts.lastError,
          facts.lastFailureAt,
          seenAt(facts),
          facts.lastSuccessAt,
        ]);
        this.noted.set(name, facts);
      }
    }
  }

  private async probe(): Promise<void> {
    for (const { name } of await this.database.query<{ name: string }>(DOWN)) {
      const system = this.systems.get(name);
      if (system?.isConfigured === true && system.facts?.().breaker === 'closed') {
        system.probe?.();
      }
    }
  }

  private every(interval: number, work: () => Promise<void>): void {
    const timer = setInterval(() => {
      this.current ??= work()
        .catch((error: unknown) => {
          // The database is away; what is not noted yet is noted at the next turn.
          this.logger.debug({ err: error, msg: 'What is known of outside systems could not be noted or read' });
        })
        .finally(() => {
          this.current = null;
        });
    }, interval).unref();
    this.timers.push(timer);
  }
}

function seenAt({ lastFailureAt, lastSuccessAt }: BreakerFacts): Date {
  return new Date(Math.max(lastFailureAt?.getTime() ?? 0, lastSuccessAt?.getTime() ?? 0));
}

/** Nothing was called yet: that is no news, and says nothing about what others saw. */
function isNews(before: BreakerFacts | undefined, now: BreakerFacts): boolean {
  if (now.lastFailureAt === null && now.lastSuccessAt === null) {
    return false;
  }
  if (before === undefined || before.breaker !== now.breaker) {
    return true;
  }
  if (before.lastFailureAt?.getTime() !== now.lastFailureAt?.getTime()) {
    return true;
  }
  const [then, last] = [before.lastSuccessAt?.getTime() ?? 0, now.lastSuccessAt?.getTime() ?? 0];
  return last - then > SUCCESS_NEWS || (last > then && (before.lastFailureAt?.getTime() ?? 0) >= then);
}
