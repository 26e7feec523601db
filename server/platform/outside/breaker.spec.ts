import { jest } from '@jest/globals';
import { Breaker, OutsideIsDownError, PROBE_EVERY } from './breaker.js';

const fails = async (): Promise<never> => Promise.reject(new Error('refused'));
const works = async (): Promise<string> => Promise.resolve('ok');

describe('Breaker', () => {
  const probe = jest.fn(async () => Promise.resolve());
  const closed = jest.fn(async () => Promise.resolve());

  beforeEach(() => {
    jest.useFakeTimers();
    probe.mockClear();
    closed.mockClear();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  async function broken(): Promise<Breaker> {
    const breaker = new Breaker({ name: 'It', probe, closed });
    for (let failure = 1; failure <= 3; failure += 1) {
      await expect(breaker.run(fails)).rejects.toThrow('refused');
    }
    return breaker;
  }

  it('opens after three failures in a row and then asks nobody', async () => {
    const breaker = await broken();
    expect(breaker.state).toBe('open');
    const asked = jest.fn(works);
    await expect(breaker.run(asked)).rejects.toBeInstanceOf(OutsideIsDownError);
    expect(asked).not.toHaveBeenCalled();
  });

  it('probes while it is open, closes at the first success and wakes what waits', async () => {
    const breaker = await broken();
    await jest.advanceTimersByTimeAsync(2 * PROBE_EVERY);
    expect(probe).toHaveBeenCalledTimes(2);
    await expect(breaker.run(works)).resolves.toBe('ok');
    expect(breaker.state).toBe('closed');
    expect(closed).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(2 * PROBE_EVERY);
    expect(probe).toHaveBeenCalledTimes(2);
  });

  it('does not count what is no sign of being down', async () => {
    const breaker = new Breaker({ name: 'It', counts: () => false, probe, closed });
    for (let failure = 1; failure <= 5; failure += 1) {
      await expect(breaker.run(fails)).rejects.toThrow('refused');
    }
    expect(breaker.state).toBe('closed');
  });
});
