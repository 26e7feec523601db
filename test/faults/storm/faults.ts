import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../api/ticket-model/random.js';
import type { LineMood } from '../../support/fault-proxy.js';
import { eventually } from '../../support/eventually.js';
import { ENDS_WITHIN } from './program.js';
import type { Actor, Stage, System } from './stage.js';

/** One way in which something fails for a while. */
export interface Fault {
  readonly name: string;
  /** What it is about: two faults of one round are about different things. */
  readonly about: System | 'server' | 'worker';
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

function spoiltLine(system: System, mood: LineMood): Fault {
  return {
    name: `${system}: ${mood}`,
    about: system,
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
  kind: 'server' | 'worker',
  name: string,
  run: (actor: Actor, random: Random) => Promise<string[]>,
): Fault {
  return {
    name: `${kind}: ${name}`,
    about: kind,
    isFelt: kind === 'server',
    run: (stage, random) => run(one(actorsOf(stage, kind), random), random),
  };
}

const killed = (kind: 'server' | 'worker'): Fault =>
  processFault(kind, 'killed', async (actor, random) => {
    await delay(random.below(2_000));
    await actor.program.kill();
    await restarted(actor);
    return [];
  });

const told = (kind: 'server' | 'worker'): Fault =>
  processFault(kind, 'told to end', async (actor, random) => {
    await delay(1_000 + random.below(1_000));
    const { code, after } = await actor.program.end();
    await restarted(actor);
    return code === 0 && after < ENDS_WITHIN
      ? []
      : [`${actor.program.name} ended with ${String(code)} ${after.toFixed(0)} ms after SIGTERM`];
  });

const frozen = (kind: 'server' | 'worker', forMs: number): Fault =>
  processFault(kind, 'frozen', async ({ program }) => {
    program.freeze();
    await delay(forMs);
    program.thaw();
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
];

/** Shot by its own line, at exactly this point of whatever it is doing then. */
function diesAt(kind: 'server' | 'worker', { name, system, says, dies, answer = /^/ }: Point): Fault {
  return processFault(kind, name, async (actor) => {
    const line = actor.lines[system];
    const said = new WeakSet<object>();
    let isReached = false;
    line.tap((direction, piece, connection) => {
      const text = piece.toString('latin1');
      const isSaid = direction === 'up' && says.test(text);
      if (isSaid) {
        said.add(connection);
      }
      const isNow =
        dies === 'before it is heard' ? isSaid : direction === 'down' && said.has(connection) && answer.test(text);
      if (isNow && !isReached) {
        isReached = true;
        actor.program.shoot();
      }
      return isReached ? 'drop' : 'pass';
    });
    const problems = await eventually(() => isReached, { within: REACHED_WITHIN }).then(
      () => [],
      () => [`${actor.program.name} never came to the point where it ${name}`],
    );
    line.tap(null);
    await actor.program.kill();
    await restarted(actor);
    return problems;
  });
}

const LINE_MOODS = ['refuse', 'hang', 'slow', 'reset', 'nonsense', 'deaf'] as const;

const OUTSIDE: readonly Fault[] = [
  ...(['smtp', 'workflow', 'redis'] as const).flatMap((system) => LINE_MOODS.map((mood) => spoiltLine(system, mood))),
  {
    name: 'smtp: answers 451',
    about: 'smtp',
    isFelt: false,
    run: async ({ mail }) => {
      mail.set('refuse');
      await delay(SHORT);
      mail.set('accept');
      return [];
    },
  },
  ...(['fail', 'nonsense'] as const).map((mood): Fault => ({
    name: `workflow: answers ${mood === 'fail' ? '500' : 'a page'}`,
    about: 'workflow',
    isFelt: false,
    run: async ({ workflow }) => {
      workflow.set(mood);
      await delay(SHORT);
      workflow.set('accept');
      return [];
    },
  })),
  {
    name: 'redis: loses everything',
    about: 'redis',
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
    name: 'postgres: crashes',
    about: 'postgres',
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
  diesAt('server', BEFORE_COMMIT),
  diesAt('server', AFTER_COMMIT),
  killed('worker'),
  told('worker'),
  frozen('worker', PAST_THE_LEASE),
  ...WORKER_POINTS.map((point) => diesAt('worker', point)),
];

/** All that can happen on this stage; a Redis that is not there cannot fail. */
export function faultsOf(stage: Stage): readonly Fault[] {
  return [...OUTSIDE, ...INSIDE].filter(({ about }) => about !== 'redis' || stage.redis !== null);
}
