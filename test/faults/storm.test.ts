import { storm } from './storm/storm.js';

const SEED = Number(process.env['STORM_SEED'] ?? 1);
const ROUNDS = Number(process.env['STORM_ROUNDS'] ?? 5);
/** A round with its recovery, at worst, in milliseconds. */
const ROUND = 120_000;

/**
 * Two servers and two workers while everything around them fails in turn. The short selection is one seed and few rounds;
 * the long storm is `npm run test:faults -- --rounds=200 --seed=7 [--only=smtp,dies]`.
 */
describe('a storm', () => {
  it(
    'nothing that was acknowledged is lost, and nothing happens twice',
    async () => {
      const found = await storm({
        seed: SEED,
        rounds: ROUNDS,
        only: (process.env['STORM_ONLY'] ?? '').split(',').filter((word) => word !== ''),
        say: (line) => {
          process.stderr.write(`storm: ${line}\n`);
        },
      });
      expect(found.join('\n')).toBe('');
    },
    60_000 + ROUNDS * ROUND,
  );
});
