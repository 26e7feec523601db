import { fitting, larger, smaller } from './zoom';

describe('zooming', () => {
  it.each([
    [1, 1.5],
    [0.33, 0.5],
    [0.99, 1.5],
    [4, 4],
    [0.01, 0.1],
  ])('from %d goes up to %d', (from, to) => {
    expect(larger(from)).toBe(to);
  });

  it.each([
    [1, 0.75],
    [0.33, 0.25],
    [1.02, 0.75],
    [0.1, 0.1],
    [0.05, 0.05],
  ])('from %d goes down to %d', (from, to) => {
    expect(smaller(from)).toBe(to);
  });

  it('fits what is large into the room, and leaves what is small as it is', () => {
    expect(fitting({ width: 2000, height: 500 }, { width: 1000, height: 800 })).toBe(0.5);
    expect(fitting({ width: 500, height: 2000 }, { width: 1000, height: 800 })).toBe(0.4);
    expect(fitting({ width: 16, height: 16 }, { width: 1000, height: 800 })).toBe(1);
    expect(fitting({ width: 0, height: 0 }, { width: 1000, height: 800 })).toBe(1);
  });
});
