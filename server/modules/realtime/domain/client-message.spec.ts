import { isClientMessage, ticketIdOf } from './client-message.js';

const ID = '019a8a00-0000-7000-8000-000000000001';

describe('what a client may say', () => {
  it('is one of two words', () => {
    expect(['watch', 'unwatch'].every(isClientMessage)).toBe(true);
    expect(['join', 'toString', '', null, 3, {}].some(isClientMessage)).toBe(false);
  });

  it.each<[string, unknown, string | null]>([
    ['an id', { id: ID }, ID],
    ['a number of a ticket', { id: 'SS-000001' }, null],
    ['more than an id', { id: ID, role: 'System Admin' }, null],
    ['a list', [ID], null],
    ['text', ID, null],
    ['an object in an object', { id: { id: ID } }, null],
    ['nothing', null, null],
    ['no body', undefined, null],
  ])('about %s', (_, body, id) => {
    expect(ticketIdOf(body)).toBe(id);
  });
});
