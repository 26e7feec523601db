import { lastMessageOf } from './last-message.js';

const EARLY = { at: '2026-11-23T08:00:00+00:00', by: 'ada', text: 'Early' };
const LATE = { at: '2026-11-23T09:00:00+00:00', by: null, text: 'Late' };
const ALL = ['public', 'internal'] as const;

describe('the last message', () => {
  it.each([
    ['of nobody', null, null, ALL, null],
    ['is the reply after the note', LATE, EARLY, ALL, 'public'],
    ['is the note after the reply', EARLY, LATE, ALL, 'internal'],
    ['is the reply for whoever reads no notes', EARLY, LATE, ['public'], 'public'],
    ['is none for whoever reads no notes', null, LATE, ['public'], null],
  ] as const)('%s', (_name, reply, note, visibilities, expected) => {
    expect(lastMessageOf(reply, note, visibilities)?.visibility ?? null).toBe(expected);
  });

  it('says when, whose and what', () => {
    expect(lastMessageOf(EARLY, null, ALL)).toEqual({
      at: new Date('2026-11-23T08:00:00Z'),
      authorId: 'ada',
      text: 'Early',
      visibility: 'public',
    });
  });
});
