import { queuesOf, type TypeCounts } from './queue-counts.js';

const counts = (type: string, given: Partial<TypeCounts> = {}): TypeCounts => ({
  type,
  queued: 0,
  running: 0,
  failed: 0,
  dead: 0,
  oldestDueAt: null,
  ...given,
});

describe('what waits, by type and lane', () => {
  it('adds up the lanes of a handler and keeps each', () => {
    const early = new Date('2026-09-04T10:00:00Z');
    const late = new Date('2026-09-04T11:00:00Z');
    const [queue, ...others] = queuesOf(
      ['webhook.deliver'],
      [
        counts('webhook.deliver:b', { failed: 2, oldestDueAt: late }),
        counts('webhook.deliver:a', { queued: 1, dead: 3, oldestDueAt: early }),
        counts('webhook.deliver:c', { running: 1 }),
      ],
    );
    expect(others).toEqual([]);
    expect(queue).toMatchObject({ queued: 1, running: 1, failed: 2, dead: 3, oldestDueAt: early });
    expect(queue?.lanes.map(({ lane, dead }) => [lane, dead])).toEqual([
      ['a', 3],
      ['b', 0],
      ['c', 0],
    ]);
  });

  it('lists what has nothing to do, and what nobody here knows', () => {
    expect(queuesOf(['mail.deliver'], [counts('gone.away', { queued: 1 })])).toMatchObject([
      { type: 'gone.away', queued: 1, lanes: [] },
      { type: 'mail.deliver', queued: 0, oldestDueAt: null, lanes: [] },
    ]);
  });

  it('takes the name of a consumer for a type of its own', () => {
    expect(queuesOf([], [counts('event:notifications.tickets', { queued: 2 })])).toMatchObject([
      { type: 'event:notifications.tickets', lanes: [] },
    ]);
  });
});
