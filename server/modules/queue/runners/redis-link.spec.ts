import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { within } from './redis-link.js';

function beBusy(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until) {
    // Nothing else gets a turn.
  }
}

describe('the time that Redis gets', () => {
  it('ends for what does not answer', async () => {
    await expect(within(new Promise(() => undefined), 10)).rejects.toThrow('within 10 ms');
  });

  it('does not end for what has answered while this process was busy', async () => {
    // From here the loop comes to its timers first.
    await setImmediate();
    // Answered by another thread in a moment, and heard only when this one looks.
    const answer = within(stat('.'), 20);
    beBusy(60);
    await expect(answer).resolves.toBeDefined();
  });

  it('passes on what went wrong', async () => {
    await expect(within(Promise.reject(new Error('READONLY')), 1_000)).rejects.toThrow('READONLY');
  });
});
