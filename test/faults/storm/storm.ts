import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../../api/ticket-model/random.js';
import { People } from '../../support/people.js';
import { restClient } from '../../support/rest.js';
import { Coverage } from './coverage.js';
import { faultsOf, type Fault } from './faults.js';
import { felt, findings, p99, unfinished } from './findings.js';
import { Stage, STORM_ADMIN } from './stage.js';
import { Traffic } from './traffic.js';

export interface StormSettings {
  /** The same seed draws the same faults; what the traffic does in between depends on the machine. */
  readonly seed: number;
  readonly rounds: number;
  /** Only faults whose names contain one of these words; empty: all. */
  readonly only: readonly string[];
  readonly say: (line: string) => void;
}

interface Round {
  readonly faults: readonly Fault[];
  readonly round: number;
  readonly say: (line: string) => void;
}

const CALM = 4_000;
/** After a recovery everything must be done within this, in milliseconds. */
const QUIET_WITHIN = 60_000;

/** Plays the rounds; resolves with everything that was not as promised, and stops at the first round with a finding. */
export async function storm({ seed, rounds, only, say }: StormSettings): Promise<string[]> {
  say(`seed ${String(seed)}, ${String(rounds)} rounds`);
  const coverage = new Coverage();
  const stage = await Stage.open();
  try {
    const random = new Random(seed);
    const traffic = new Traffic(stage, random, await crowdOf(stage));
    const deck = new Deck(
      faultsOf(stage).filter(({ name }) => only.length === 0 || only.some((word) => name.includes(word))),
      random,
    );
    const calm = await calmRound(traffic);
    say(`nothing fails yet: p99 ${calm.toFixed(0)} ms`);
    for (let round = 1; round <= rounds; round += 1) {
      const faults = deck.draw();
      const problems = await play(stage, traffic, random, { faults, round, say });
      coverage.count(faults);
      if (problems.length > 0) {
        const outputs = stage.actors.map(({ program }) => `--- ${program.name}\n${program.output.slice(-4_000)}`);
        return [`seed ${String(seed)}, round ${String(round)}`, ...problems.slice(0, 30), ...outputs];
      }
    }
    return [];
  } finally {
    coverage.table().forEach(say);
    await stage.close();
  }
}

/** What people wait here while nothing fails: the slowest in a hundred, in milliseconds. */
async function calmRound(traffic: Traffic): Promise<number> {
  traffic.start(0);
  await delay(CALM);
  await traffic.stop();
  return p99(traffic.answers.map(({ took }) => took));
}

async function play(stage: Stage, traffic: Traffic, random: Random, { faults, round, say }: Round): Promise<string[]> {
  const isFelt = faults.some((fault) => fault.isFelt);
  const [before, asked] = [traffic.acts.length, traffic.answers.length];
  stage.actors.forEach(({ program }) => program.newOutput());
  traffic.start(round);
  await delay(300);
  const beyond = (await Promise.all(faults.map((fault) => fault.run(stage, random)))).flat();
  const recovered = Date.now();
  await traffic.stop();
  await traffic.settle();
  let rest = await unfinished(stage);
  while (rest.length > 0 && Date.now() - recovered < QUIET_WITHIN) {
    await delay(200);
    rest = await unfinished(stage);
  }
  const quietAfter = ((Date.now() - recovered) / 1_000).toFixed(1);
  const times = traffic.answers.slice(asked).map(({ took }) => took);
  say(
    `round ${String(round)} [${faults.map(({ name }) => name).join(' + ')}] ${String(traffic.acts.length - before)} changes, ` +
      `${String(traffic.acts.slice(before).filter(({ outcome }) => outcome === 'unknown').length)} unanswered, ` +
      `p99 ${p99(times).toFixed(0)} ms, done ${quietAfter} s after the recovery, went without Redis: ${withoutRedis(stage)}`,
  );
  return [
    ...beyond,
    ...traffic.refusals.splice(0),
    ...rest.map((words) => `still not done after ${quietAfter} s: ${words}`),
    ...(await findings(stage, traffic)),
    ...felt(traffic, round, isFelt),
  ];
}

/** How often each process that did gave Redis up in this round; on a busy machine it is sometimes too late for them. */
function withoutRedis({ actors }: Stage): string {
  const times = actors.flatMap(({ program }) => {
    const count = program.newOutput().split('Redis does not answer').length - 1;
    return count === 0 ? [] : [`${program.name} ${String(count)} times`];
  });
  return times.length === 0 ? 'nobody' : times.join(', ');
}

/** Every fault once before any comes again. */
class Deck {
  private cards: Fault[] = [];

  constructor(
    private readonly faults: readonly Fault[],
    private readonly random: Random,
  ) {}

  /** One, or two that are about different things and of which people notice at most one. */
  draw(): readonly Fault[] {
    const first = this.take(() => true);
    if (first === undefined) {
      throw new Error('No fault has such a name');
    }
    const isAlone = first.about !== 'redis' && (first.isFelt || first.about === 'worker');
    const second = isAlone
      ? undefined
      : this.take(({ about, isFelt }) => !isFelt && about !== 'worker' && about !== first.about);
    return second === undefined ? [first] : [first, second];
  }

  private take(fits: (fault: Fault) => boolean): Fault | undefined {
    if (this.cards.length === 0) {
      this.cards = shuffled(this.faults, this.random);
    }
    const index = this.cards.findIndex(fits);
    return index === -1 ? undefined : this.cards.splice(index, 1)[0];
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

async function crowdOf(stage: Stage) {
  const rest = restClient(stage.servers[0]?.program.url ?? '');
  const people = new People(rest, STORM_ADMIN);
  // News that waits to go as one is no news that is stuck.
  const settled = await rest.request('PATCH', '/api/settings/mail', {
    as: await people.admin(),
    body: { values: { collapseSeconds: 0 } },
  });
  if (settled.status !== 200) {
    throw new Error(`The desk did not take the setting: ${JSON.stringify(settled.body)}`);
  }
  const webhook = await rest.request('POST', '/api/webhooks', {
    as: await people.admin(),
    body: {
      name: 'Storm',
      url: stage.receiverUrl,
      eventTypes: ['ticket.submitted', 'ticket.commented', 'ticket.assigned', 'ticket.status_changed'],
    },
  });
  if (webhook.status !== 201) {
    throw new Error(`The desk did not take the webhook: ${JSON.stringify(webhook.body)}`);
  }
  const employees = [await people.employee(), await people.employee(), await people.employee()];
  const coordinators = [await people.coordinator(), await people.coordinator()] as const;
  const { body } = await rest.request<{ items: { key: string }[] }>('GET', '/api/categories', { as: coordinators[0] });
  return { employees, coordinators, category: body.items[0]?.key ?? '' };
}
