import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../api/ticket-model/random.js';
import type { LineMood, Tap } from '../../support/fault-proxy.js';
import { eventually } from '../../support/eventually.js';
import { ENDS_WITHIN } from './program.js';
import type { Actor, Stage, System } from './stage.js';

export type Party = System | 'server' | 'worker';

export const FAULT_KINDS = [
  'refuse',
  'hang',
  'slow',
  'reset',
  'nonsense',
  'error codes',
  'die',
  'lose answers',
  'told to end',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One way in which something fails for a while. */
export interface Fault {
  readonly name: string;
  /** What it is about: two faults of one round are about different things. */
  readonly about: Party;
  /** The column of the table of what was tried. */
  readonly kind: FaultKind;
  /** Whether people may notice: PostgreSQL and the servers themselves. Of everything else they must not. */
  readonly isFelt: boolean;
  /** Its whole life, up to the recovery. Resolves with what went wrong beyond the fault itself. */
  run(stage: Stage, random: Random): Promise<string[]>;
}

const SHORT = 4_000;
/** A lease is 8 s. */
const PAST_THE_LEASE = 10_000;
/** A named point is reached by some of the traffic within this, in milliseconds. */
const REACHED_WITHIN = 25_000;

function spoiltLine(system: System, mood: Exclude<LineMood, 'pass'>): Fault {
  return {
    name: `${system}: ${mood}`,
    about: system,
    kind: mood === 'deaf' ? 'lose answers' : mood,
    isFelt: system === 'postgres',
    run: async (stage, random) => {
      await stage.spoil(system, mood);
      await delay(SHORT + random.below(2_000));
      await stage.spoil(system, 'pass');
      return [];
    },
  };
}

function one<T>(of: readonly T[], random: Random): T {
  return random.pick(of);
}

async function restarted({ program }: Actor): Promise<void> {
  await delay(500);
  await program.boot();
}

const actorsOf = (stage: Stage, kind: 'server' | 'worker'): readonly Actor[] =>
  kind === 'server' ? stage.servers : stage.workers;

function processFault(
  about: 'server' | 'worker',
  kind: FaultKind,
  name: string,
  run: (actor: Actor, random: Random, stage: Stage) => Promise<string[]>,
): Fault {
  return {
    name: `${about}: ${name}`,
    about,
    kind,
    isFelt: about === 'server',
    run: (stage, random) => run(one(actorsOf(stage, about), random), random, stage),
  };
}

const killed = (kind: 'server' | 'worker'): Fault =>
  processFault(kind, 'die', 'killed', async (actor, random) => {
    await delay(random.below(2_000));
    await actor.program.kill();
    await restarted(actor);
    return [];
  });

const told = (kind: 'server' | 'worker'): Fault =>
  processFault(kind, 'told to end', 'told to end', async (actor, random) => {
    await delay(1_000 + random.below(1_000));
    const { code, after } = await actor.program.end();
    await restarted(actor);
    return code === 0 && after < ENDS_WITHIN
      ? []
      : [`${actor.program.name} ended with ${String(code)} ${after.toFixed(0)} ms after SIGTERM`];
  });

const frozen = (kind: 'server' | 'worker', forMs: number): Fault =>
  processFault(kind, 'hang', 'frozen', async ({ program }) => {
    program.freeze();
    await delay(forMs);
    program.thaw();
    return [];
  });

/** Gets a fifth of the time. */
const stuttering = (kind: 'server' | 'worker'): Fault =>
  processFault(kind, 'slow', 'stutters', async ({ program }) => {
    for (const until = Date.now() + SHORT; Date.now() < until;) {
      program.freeze();
      await delay(200);
      program.thaw();
      await delay(50);
    }
    return [];
  });

/** Nobody listens at its door for a while. */
const away = (kind: 'server' | 'worker'): Fault =>
  processFault(kind, 'refuse', 'away', async (actor, random) => {
    await actor.program.kill();
    await delay(SHORT + random.below(2_000));
    await restarted(actor);
    return [];
  });

/** A point in the life of a change, as it can be seen on one of the process's lines. */
interface Point {
  readonly name: string;
  readonly system: System;
  /** What the process says there. */
  readonly says: RegExp;
  /** It dies before this reaches the other side, or with the other side's answer to it. */
  readonly dies: 'before it is heard' | 'before it hears the answer';
  /** What the answer must begin with; by default anything. */
  readonly answer?: RegExp;
}

const BEFORE_COMMIT: Point = {
  name: 'dies before the commit',
  system: 'postgres',
  says: /^Q....COMMIT/s,
  dies: 'before it is heard',
};
const AFTER_COMMIT: Point = {
  ...BEFORE_COMMIT,
  name: 'dies after the commit',
  dies: 'before it hears the answer',
};
const WORKER_POINTS: readonly Point[] = [
  BEFORE_COMMIT,
  AFTER_COMMIT,
  { name: 'dies in mid-relay', system: 'postgres', says: /outbox\.relay/, dies: 'before it hears the answer' },
  { name: 'dies in mid-claim', system: 'postgres', says: /tasks\.claim/, dies: 'before it hears the answer' },
  { name: 'dies before it records a success', system: 'postgres', says: /tasks\.succeed/, dies: 'before it is heard' },
  {
    name: 'dies when a mail was taken',
    system: 'smtp',
    says: /\r\n\.\r\n$/,
    dies: 'before it hears the answer',
    answer: /^250/,
  },
  {
    name: 'dies when a run was begun',
    system: 'workflow',
    says: /^POST /,
    dies: 'before it hears the answer',
    answer: /^HTTP\/1\.1 2/,
  },
  {
    name: 'dies when Gmail took a mail',
    system: 'gmail',
    says: /^POST \/gmail\//,
    dies: 'before it hears the answer',
    answer: /^HTTP\/1\.1 2/,
  },
  {
    name: 'dies when a webhook was taken',
    system: 'webhook',
    says: /^POST /,
    dies: 'before it hears the answer',
    answer: /^HTTP\/1\.1 2/,
  },
  { name: 'dies while it talks to Redis', system: 'redis', says: /evalsha/i, dies: 'before it hears the answer' },
];

/** Who can come to the point: by SMTP the first sends, by Gmail the second, and at the line of all any of them. */
function victimsOf(stage: Stage, kind: 'server' | 'worker', system: System, random: Random): readonly Actor[] {
  const all = actorsOf(stage, kind);
  switch (system) {
    case 'smtp':
      return all.slice(0, 1);
    case 'gmail':
      return all.slice(1, 2);
    case 'webhook':
      return all;
    default:
      return [one(all, random)];
  }
}

/** Shot by the line, at exactly this point of whatever they are doing then. */
function diesAt(kind: 'server' | 'worker', { name, system, says, dies, answer = /^/ }: Point): Fault {
  return {
    name: `${kind}: ${name}`,
    about: kind,
    kind: 'die',
    isFelt: kind === 'server',
    run: async (stage, random) => {
      const victims = victimsOf(stage, kind, system, random);
      const said = new WeakSet<object>();
      let isReached = false;
      const tap: Tap = (direction, piece, connection) => {
        const text = piece.toString('latin1');
        const isSaid = direction === 'up' && says.test(text);
        if (isSaid) {
          said.add(connection);
        }
        const isNow =
          dies === 'before it is heard' ? isSaid : direction === 'down' && said.has(connection) && answer.test(text);
        if (isNow && !isReached) {
          isReached = true;
          victims.forEach(({ program }) => {
            program.shoot();
          });
        }
        return isReached ? 'drop' : 'pass';
      };
      const lines = new Set(victims.map((actor) => actor.lines[system]));
      lines.forEach((line) => {
        line.tap(tap);
      });
      const problems = await eventually(() => isReached, { within: REACHED_WITHIN }).then(
        () => [],
        () => [`nobody ever came to the point where a ${kind} ${name}`],
      );
      lines.forEach((line) => {
        line.tap(null);
      });
      for (const actor of victims) {
        await actor.program.kill();
        await restarted(actor);
      }
      return problems;
    },
  };
}

const LINE_MOODS = ['refuse', 'hang', 'slow', 'reset', 'nonsense', 'deaf'] as const;

const LINES = ['smtp', 'gmail', 'workflow', 'webhook', 'redis'] as const;

/** The other side answers, and says no. */
function refusing(about: Party, name: string, set: (stage: Stage) => Promise<void> | void, unset: typeof set): Fault {
  return {
    name: `${about}: answers ${name}`,
    about,
    kind: name === 'a page' ? 'nonsense' : 'error codes',
    isFelt: about === 'postgres',
    run: async (stage) => {
      await set(stage);
      await delay(SHORT);
      await unset(stage);
      return [];
    },
  };
}

const SAYS_NO: readonly Fault[] = [
  refusing(
    'smtp',
    '451',
    ({ mail }) => mail.set('refuse'),
    ({ mail }) => mail.set('accept'),
  ),
  ...(['quota', 'busy', 'broken'] as const).map((mood) =>
    refusing(
      'gmail',
      { quota: '403', busy: '429', broken: '503' }[mood],
      ({ gmail }) => gmail.set(mood),
      ({ gmail }) => gmail.set('accept'),
    ),
  ),
  refusing(
    'gmail',
    '401',
    ({ gmail }) => {
      gmail.expireTokens();
    },
    ({ gmail }) => {
      gmail.expireTokens();
    },
  ),
  ...(['fail', 'nonsense'] as const).map((mood) =>
    refusing(
      'workflow',
      mood === 'fail' ? '500' : 'a page',
      ({ workflow }) => workflow.set(mood),
      ({ workflow }) => workflow.set('accept'),
    ),
  ),
  ...[404, 429, 503].map((status) =>
    refusing(
      'webhook',
      String(status),
      ({ receiver }) => receiver.set(status),
      ({ receiver }) => receiver.set('accept'),
    ),
  ),
  refusing(
    'redis',
    'OOM',
    ({ redis }) => redis?.configure('maxmemory', '1'),
    ({ redis }) => redis?.configure('maxmemory', '0'),
  ),
];

const OUTSIDE: readonly Fault[] = [
  ...LINES.flatMap((system) => LINE_MOODS.map((mood) => spoiltLine(system, mood))),
  ...SAYS_NO,
  {
    name: 'redis: loses everything',
    about: 'redis',
    kind: 'die',
    isFelt: false,
    run: async ({ redis }, random) => {
      await redis?.kill();
      await delay(random.below(3_000));
      await redis?.start();
      return [];
    },
  },
];

const INSIDE: readonly Fault[] = [
  ...LINE_MOODS.map((mood) => spoiltLine('postgres', mood)),
  {
    name: 'postgres: answers 57P01',
    about: 'postgres',
    kind: 'error codes',
    isFelt: true,
    run: async (stage) => {
      for (const until = Date.now() + SHORT; Date.now() < until;) {
        await stage.dismissAll();
        await delay(400);
      }
      return [];
    },
  },
  {
    name: 'postgres: crashes',
    about: 'postgres',
    kind: 'die',
    isFelt: true,
    run: async (stage, random) => {
      await delay(500);
      await stage.crashDatabase(() => delay(random.below(2_000)));
      return [];
    },
  },
  killed('server'),
  told('server'),
  frozen('server', SHORT),
  stuttering('server'),
  away('server'),
  diesAt('server', BEFORE_COMMIT),
  diesAt('server', AFTER_COMMIT),
  killed('worker'),
  told('worker'),
  frozen('worker', PAST_THE_LEASE),
  stuttering('worker'),
  away('worker'),
  ...WORKER_POINTS.map((point) => diesAt('worker', point)),
];

/** All that can happen on this stage; a Redis that is not there cannot fail. */
export function faultsOf(stage: Stage): readonly Fault[] {
  return [...OUTSIDE, ...INSIDE].filter(({ name }) => !/redis/i.test(name) || stage.redis !== null);
}
