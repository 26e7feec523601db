import fc from 'fast-check';
import { AUDIENCES } from '../../../kernel/domain-event.js';
import { decodeBatch, encodeBatches, withoutRepeats } from './hint-batch.js';
import type { HintSubject } from './hint-rooms.js';

const anyEvent: fc.Arbitrary<HintSubject> = fc.record({
  name: fc.constantFrom('ticket.commented', 'ticket.edited', 'account.registered'),
  subject: fc.record({ type: fc.constantFrom('ticket', 'account'), id: fc.uuid() }),
  audience: fc.constantFrom(...AUDIENCES),
});

function counter(): () => number {
  let number = 0;
  return () => (number += 1);
}

describe('what processes tell each other', () => {
  it('arrives as it was sent, in order, each payload small enough for one NOTIFY', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 300 }), (events) => {
        const payloads = encodeBatches('here', events, counter());
        const batches = payloads.map(decodeBatch);
        expect(payloads.every((payload) => Buffer.byteLength(payload) < 8_000)).toBe(true);
        expect(batches.map((batch) => batch?.number)).toEqual(payloads.map((_, index) => index + 1));
        expect(batches.flatMap((batch) => batch?.events ?? [])).toEqual(withoutRepeats(events));
      }),
      { numRuns: 100 },
    );
  });

  it('is said once', () => {
    const event = { name: 'ticket.edited', subject: { type: 'ticket', id: 't' }, audience: 'everyone' } as const;
    expect(withoutRepeats([event, { ...event }, { ...event, audience: 'staff' }])).toHaveLength(2);
  });

  it('becomes "many" where it would take too many payloads', () => {
    const events = Array.from({ length: 401 }, (_, index) => ({
      name: 'ticket.edited',
      subject: { type: 'ticket', id: String(index) },
      audience: 'everyone' as const,
    }));
    const [payload = '', ...more] = encodeBatches('here', events, counter());
    expect(more).toEqual([]);
    expect(decodeBatch(payload)).toEqual({ origin: 'here', number: 1, events: null });
  });

  it.each([
    '',
    'text',
    '{}',
    'null',
    '[]',
    '["here"]',
    '["here","1",[]]',
    '["here",1,{}]',
    '["here",1,[["a","b"]]]',
    '["here",1,[["a","b","c","nobody"]]]',
    '[1,1,[]]',
  ])('is nothing when it reads %j', (payload) => {
    expect(decodeBatch(payload)).toBeNull();
  });
});
