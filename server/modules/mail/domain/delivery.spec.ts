import { judgeFailure, type DeliveryVerdict } from './delivery.js';

describe('a failed delivery', () => {
  it.each<[string, number | null, string | null, DeliveryVerdict]>([
    ['no such mailbox', 550, 'RCPT TO', 'bounced'],
    ['content refused', 554, 'DATA', 'bounced'],
    ['greylisted', 450, 'RCPT TO', 'later'],
    ['try again later', 451, 'DATA', 'server'],
    ['commands out of order', 503, 'RCPT TO', 'later'],
    ['nobody listens', null, 'CONN', 'server'],
    ['silence', null, null, 'server'],
    ['wrong password', 535, 'AUTH PLAIN', 'server'],
    ['sender refused', 553, 'MAIL FROM', 'server'],
    ['greeting refuses', 554, 'CONN', 'server'],
  ])('with "%s" (%s at %s) is judged %s', (_case, responseCode, command, verdict) => {
    expect(judgeFailure({ responseCode, command })).toBe(verdict);
  });
});
