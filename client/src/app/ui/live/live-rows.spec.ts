import { LiveRows } from './live-rows';

const row = (id: string, text = id): { id: string; text: string } => ({ id, text });
const idsOf = (rows: readonly { id: string }[]): string => rows.map(({ id }) => id).join(' ');

describe('a list that lives', () => {
  let list: LiveRows<{ id: string; text: string }>;

  beforeEach(() => {
    list = new LiveRows();
    list.take([row('a'), row('b'), row('c')]);
  });

  it('keeps its rows in place, with their newest text, and lets new ones wait', () => {
    list.take([row('x'), row('b', 'changed'), row('a'), row('c')]);
    expect(idsOf(list.rows())).toBe('a b c');
    expect(list.rows()[1]?.text).toBe('changed');
    expect(idsOf(list.waiting())).toBe('x');
    expect(list.count()).toBe(4);
  });

  it('marks what is gone and does not count it', () => {
    list.take([row('a'), row('c')]);
    expect(idsOf(list.rows())).toBe('a b c');
    expect([...list.gone()]).toEqual(['b']);
    expect(list.count()).toBe(2);
  });

  it('lets go of what has been gone for a while, and of nothing else', () => {
    vi.useFakeTimers();
    list.take([row('a'), row('c')]);
    vi.advanceTimersByTime(4_000);
    list.take([row('c')]);
    vi.advanceTimersByTime(2_000);
    list.letGo(6_000);
    expect([idsOf(list.rows()), ...list.gone()]).toEqual(['a c', 'a']);
    list.take([row('a'), row('c')]);
    vi.advanceTimersByTime(60_000);
    list.letGo(6_000);
    expect(idsOf(list.rows())).toBe('a c');
    vi.useRealTimers();
  });

  it('puts new ones on top when they are asked for', () => {
    list.take([row('x'), row('a'), row('c')]);
    list.showWaiting();
    expect(idsOf(list.rows())).toBe('x a c');
    expect(list.waiting()).toEqual([]);
    expect(list.gone().size).toBe(0);
  });

  it('never brings back what the reader decided on', () => {
    list.remove('b');
    list.take([row('a'), row('b'), row('c')]);
    expect(idsOf(list.rows())).toBe('a c');
    expect(list.waiting()).toEqual([]);
  });

  it('shows new ones at once when no row is left to be moved', () => {
    for (const id of ['a', 'b', 'c']) {
      list.remove(id);
    }
    list.take([row('x')]);
    expect(idsOf(list.rows())).toBe('x');
  });

  it('tells the failure of the first load alone', () => {
    list.fail(new Error('later'));
    expect(list.error()).toBeNull();
    const first = new LiveRows<{ id: string }>();
    first.fail('away');
    expect(first.error()).toBe('away');
  });
});
