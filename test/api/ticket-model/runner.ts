import type { DeskDriver, Shown } from './desk-driver.js';
import { nextCommand } from './generator.js';
import { Random } from './random.js';
import { Story } from './story.js';
import { ACTORS, type ActorName, type Command } from './world.js';

/** Stories told side by side: they share the desk and its clock, and nothing else. */
const SIDE_BY_SIDE = 20;
const ROUNDS = 14;
const HOURS = [2, 9, 26, 74, 100, 170, 340] as const;
/** Once in every story the reopen window of what has ended passes. */
const LATE_ROUND = 8;
const LATE_HOURS = 340;
/** Tries to make a story shorter. */
const SHRINKS = 120;

export interface Failure {
  readonly seed: number;
  readonly told: readonly Command[];
  readonly error: Error;
}

/** Tells so many stories; the first that goes wrong is cut to what matters. */
export async function tellStories(desk: DeskDriver, runs: number, seed: number): Promise<Failure | null> {
  for (let told = 0; told < runs; told += SIDE_BY_SIDE) {
    const batchSeed = seed + told;
    const failure = await tellBatch(desk, Math.min(SIDE_BY_SIDE, runs - told), batchSeed);
    if (failure !== null) {
      return shrunk(desk, { ...failure, seed: batchSeed });
    }
  }
  return null;
}

type Failed = Omit<Failure, 'seed'>;

async function tellBatch(desk: DeskDriver, count: number, seed: number): Promise<Failed | null> {
  const time = new Random(seed);
  const since = new Date(desk.now());
  const stories = Array.from({ length: count }, (_, n) => ({
    story: new Story(desk),
    random: new Random(seed * 31 + n * 7_919 + 1),
  }));
  const all = stories.map(({ story }) => story);
  const passed = async (hours: number): Promise<Failed | null> =>
    hours === 0 ? null : advanced(desk, all, since, hours);
  for (let round = 0; round < ROUNDS; round += 1) {
    const failed =
      (await each(
        stories,
        async ({ story, random }) => story.tell(nextCommand(random, story.model.state)),
        (one) => one.story,
      )) ??
      (await compared(desk, all, since)) ??
      (await passed(round === LATE_ROUND ? LATE_HOURS : time.chance(0.2) ? time.pick(HOURS) : 0));
    if (failed !== null) {
      return failed;
    }
  }
  return each(
    all,
    async (story) => story.compareAll(),
    (story) => story,
  );
}

async function advanced(
  desk: DeskDriver,
  stories: readonly Story[],
  since: Date,
  hours: number,
): Promise<Failed | null> {
  await desk.advance(hours);
  stories.forEach((story) => {
    story.time(hours);
  });
  return compared(desk, stories, since);
}

async function compared(desk: DeskDriver, stories: readonly Story[], since: Date): Promise<Failed | null> {
  const lists = new Map<ActorName, Map<string, Shown>>(
    await Promise.all(ACTORS.map(async (actor) => [actor, await desk.listOf(actor, since)] as const)),
  );
  return each(
    stories,
    async (story) => {
      story.compareLists(lists);
      await story.compareOne();
    },
    (story) => story,
  );
}

/** All at once; the first one that failed, when all have ended. */
async function each<T>(
  items: readonly T[],
  act: (item: T) => Promise<void>,
  storyOf: (item: T) => Story,
): Promise<Failed | null> {
  const results = await Promise.allSettled(items.map(act));
  for (const [index, result] of results.entries()) {
    const item = items[index];
    if (result.status === 'rejected' && item !== undefined) {
      const error = result.reason instanceof Error ? result.reason : new Error(String(result.reason));
      return { told: [...storyOf(item).told], error };
    }
  }
  return null;
}

/** The same story alone, on fresh tickets. */
async function retell(desk: DeskDriver, told: readonly Command[]): Promise<Error | null> {
  const since = new Date(desk.now());
  const story = new Story(desk);
  for (const command of told) {
    const failed =
      command.kind === 'advance'
        ? await advanced(desk, [story], since, command.hours)
        : ((await each(
            [story],
            async (one) => one.tell(command),
            (one) => one,
          )) ?? (await compared(desk, [story], since)));
    if (failed !== null) {
      return failed.error;
    }
  }
  return (
    (
      await each(
        [story],
        async (one) => one.compareAll(),
        (one) => one,
      )
    )?.error ?? null
  );
}

async function shrunk(desk: DeskDriver, failure: Failure): Promise<Failure> {
  let { told, error } = failure;
  let tries = 0;
  for (let size = Math.ceil(told.length / 2); size > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < told.length && tries < SHRINKS;) {
      tries += 1;
      const shorter = told.filter((_, index) => index < start || index >= start + size);
      const still = await retell(desk, shorter);
      if (still === null) {
        start += size;
      } else {
        [told, error] = [shorter, still];
      }
    }
  }
  return { ...failure, told, error };
}
