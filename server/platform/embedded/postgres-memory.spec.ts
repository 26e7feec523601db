import { sharedBuffers } from './postgres-memory.js';

const GB = 1024 ** 3;

describe('what the embedded PostgreSQL keeps at hand', () => {
  it.each([
    [GB / 4, '128MB'],
    [GB, '128MB'],
    [2 * GB, '256MB'],
    [4 * GB, '512MB'],
    [64 * GB, '2048MB'],
  ])('is an eighth of %d bytes, within bounds: %s', (memory, expected) => {
    expect(sharedBuffers(memory)).toBe(expected);
  });

  it('is sized for the machine it runs on', () => {
    expect(sharedBuffers()).toMatch(/^\d{3,4}MB$/u);
  });
});
