import { isId } from '../../../kernel/ids.js';

/** Everything a client may say: which tickets its pages show right now. */
export const CLIENT_MESSAGES = ['watch', 'unwatch'] as const;
export type ClientMessage = (typeof CLIENT_MESSAGES)[number];

export function isClientMessage(name: unknown): name is ClientMessage {
  return CLIENT_MESSAGES.some((known) => known === name);
}

/** The id of the ticket in `{id}`, or null for any other shape. */
export function ticketIdOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || Object.keys(body).join() !== 'id') {
    return null;
  }
  const { id } = body as { id: unknown };
  return typeof id === 'string' && isId(id) ? id : null;
}
