import { DeskDriver } from './ticket-model/desk-driver.js';
import { tellStories } from './ticket-model/runner.js';

/** `MODEL_RUNS=5000 MODEL_SEED=7 npm run test:api -- ticket-model` tells more, or the same again. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 300);
const SEED = Number(process.env['MODEL_SEED'] ?? Date.now() % 1_000_000_007);

describe('the desk and its model', () => {
  let desk: DeskDriver;

  beforeAll(async () => {
    desk = await DeskDriver.start();
  });
  afterAll(async () => {
    await desk.close();
  });

  it(
    `tell ${String(RUNS)} random stories alike: answers, states, sight, allowed actions`,
    async () => {
      const failure = await tellStories(desk, RUNS, SEED);
      if (failure !== null) {
        const { seed, told, error } = failure;
        const story = told.map((command, index) => `${String(index + 1)}. ${JSON.stringify(command)}`).join('\n');
        throw new Error(`MODEL_SEED=${String(seed)} MODEL_RUNS=20\n${story}\n${error.message}`, { cause: error });
      }
    },
    RUNS * 2_000 + 120_000,
  );
});
