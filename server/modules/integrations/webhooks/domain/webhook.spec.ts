import { afterFailure, PAUSE_AFTER } from './webhook.js';

const NOW = new Date('2026-09-04T12:00:00Z');
const fresh = { state: 'active', failures: 0, failingSince: null } as const;

describe('a webhook whose receiver fails', () => {
  it('is failing after three in a row', () => {
    const once = afterFailure(fresh, 500, NOW);
    expect(once).toEqual({ state: 'active', pausedReason: null, failures: 1, failingSince: NOW });
    expect(afterFailure(afterFailure(once, null, NOW), 500, NOW)).toMatchObject({ state: 'failing', failures: 3 });
  });

  it('is paused after a day without a success, and at once when it is gone', () => {
    const failing = { state: 'failing', failures: 40, failingSince: new Date(NOW.getTime() - PAUSE_AFTER) } as const;
    expect(afterFailure(failing, 503, NOW)).toMatchObject({ state: 'paused', pausedReason: 'failures' });
    expect(afterFailure(failing, 503, new Date(NOW.getTime() - 1))).toMatchObject({ state: 'failing' });
    expect(afterFailure(fresh, 410, NOW)).toMatchObject({ state: 'paused', pausedReason: 'gone' });
  });
});
