import { meetDrafts } from './shared-drafts';

const mine = { fields: { text: 'mine' } };
const theirs = { fields: { text: 'theirs' } };
const server = { value: theirs, version: 4, updatedAt: '2026-09-01T10:00:00.000Z' };
const early = Date.parse('2026-09-01T09:00:00.000Z');
const late = Date.parse('2026-09-01T11:00:00.000Z');

describe('a draft on this device and on the server', () => {
  it.each([
    ['nothing anywhere', null, null, null, null, null],
    ['only here', mine, null, null, mine, null],
    ['only there', null, null, server, theirs, null],
    ['known as it stands there, ahead here', mine, { version: 4, isAhead: true, at: late }, server, mine, null],
    ['newer there, nothing new here', mine, { version: 3, isAhead: false, at: early }, server, theirs, null],
    ['new in both, there later', mine, { version: 3, isAhead: true, at: early }, server, theirs, mine],
    ['new in both, here later', mine, { version: 3, isAhead: true, at: late }, server, mine, theirs],
    ['sent from elsewhere', mine, { version: 3, isAhead: false, at: early }, null, null, null],
    ['sent from elsewhere, but typed on here', mine, { version: 3, isAhead: true, at: late }, null, mine, null],
  ])('%s', (_case, local, known, standing, value, other) => {
    const met = meetDrafts(local, known, standing);
    expect(met.value).toEqual(value);
    expect(met.other?.value ?? null).toEqual(other);
    expect(met.isChanged).toBe(JSON.stringify(value) !== JSON.stringify(local));
  });
});
