import { readSla, spanWords, type SlaNext } from './sla-clock';

const NOW = new Date('2026-09-07T10:00:00Z');
const clock = (over: Partial<SlaNext> = {}): SlaNext => ({
  kind: 'resolution',
  dueAt: '2026-09-07T12:00:00Z',
  warnAt: '2026-09-07T11:00:00Z',
  state: 'running',
  targetSeconds: 14_400,
  remainingSeconds: 7_200,
  ...over,
});

describe('what is promised next', () => {
  it.each([
    ['runs', {}, { state: 'running', leftMs: 7_200_000, used: 0.5 }],
    ['warns by itself when its time has come', { warnAt: '2026-09-07T10:00:00Z' }, { state: 'warning' }],
    ['warns as the server says', { state: 'warning' as const }, { state: 'warning' }],
    ['is overdue by itself', { dueAt: '2026-09-07T09:00:00Z' }, { state: 'breached', leftMs: -3_600_000, used: 1 }],
    ['stands still', { state: 'paused' as const, dueAt: null }, { state: 'paused', leftMs: 7_200_000 }],
    ['stays broken while it stands still', { state: 'breached' as const, dueAt: null }, { state: 'breached' }],
  ])('%s', (_, over, expected) => {
    expect(readSla(clock(over), NOW)).toMatchObject(expected);
  });
});

describe('a span in words', () => {
  it.each([
    [20_000, '1 minutes'],
    [23 * 60_000, '23 minutes'],
    [60 * 60_000, '1 hours'],
    [190 * 60_000, '3 hours 10 minutes'],
    [26 * 3_600_000 + 5 * 60_000, '1 days 2 hours'],
    [24 * 3_600_000 + 5 * 60_000, '1 days'],
    [-72 * 60_000, '1 hours 12 minutes'],
  ])('%d ms: %s', (ms, words) => {
    expect(spanWords(ms, (unit, count) => `${String(count)} ${unit}`)).toBe(words);
  });
});
