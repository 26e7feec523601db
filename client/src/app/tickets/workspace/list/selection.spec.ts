import { allOrNone, NOTHING_CHOSEN, ranged, stepped, toggled, type Selection } from './selection';

const ORDER = ['a', 'b', 'c', 'd', 'e'];
const chosen = ({ ids }: Selection): string => [...ids].sort().join('');

describe('choosing rows', () => {
  it('one by one', () => {
    const two = toggled(toggled(NOTHING_CHOSEN, 'b'), 'd');
    expect(chosen(two)).toBe('bd');
    expect(chosen(toggled(two, 'b'))).toBe('d');
  });

  it('a range, either way, and beside what was chosen', () => {
    const b = toggled(NOTHING_CHOSEN, 'b');
    expect(chosen(ranged(b, ORDER, 'd'))).toBe('bcd');
    expect(chosen(ranged(toggled(b, 'e'), ORDER, 'd'))).toBe('bde');
    expect(chosen(ranged(toggled(b, 'd'), ORDER, 'a'))).toBe('abcd');
  });

  it('a range off again, when its first row was taken off', () => {
    const all = allOrNone(NOTHING_CHOSEN, ORDER);
    expect(chosen(ranged(toggled(all, 'b'), ORDER, 'd'))).toBe('ae');
  });

  it('a range without a beginning, or from a row that has gone, is the row alone', () => {
    expect(chosen(ranged(NOTHING_CHOSEN, ORDER, 'c'))).toBe('c');
    expect(chosen(ranged({ ids: new Set(['x']), anchor: 'x' }, ORDER, 'c'))).toBe('cx');
  });

  it('step by step with the keyboard, and back', () => {
    let state = stepped(NOTHING_CHOSEN, ORDER, 'b', 'c');
    expect(chosen(state)).toBe('bc');
    state = stepped(state, ORDER, 'c', 'd');
    expect(chosen(state)).toBe('bcd');
    state = stepped(state, ORDER, 'd', 'c');
    expect(chosen(state)).toBe('bc');
    state = stepped(stepped(state, ORDER, 'c', 'b'), ORDER, 'b', 'a');
    expect(chosen(state)).toBe('ab');
  });

  it('all that are loaded, then none', () => {
    const all = allOrNone(toggled(NOTHING_CHOSEN, 'b'), ORDER);
    expect(chosen(all)).toBe('abcde');
    expect(chosen(allOrNone(all, ORDER))).toBe('');
  });
});
