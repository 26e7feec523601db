import { requireGranted, ticketOf } from './model-acts.js';
import { Refused } from './refused.js';
import { canSee } from './rules.js';
import type { Command, LinkType, ModelLink, ModelState, ModelTicket, Outcome } from './world.js';

/** The first one duplicates the second one, or is its parent. */
function endsOf(type: LinkType, here: number, there: number): Omit<ModelLink, 'id'> {
  switch (type) {
    case 'relates':
      return { kind: 'relates', from: here, to: there };
    case 'duplicates':
      return { kind: 'duplicates', from: here, to: there };
    case 'duplicated_by':
      return { kind: 'duplicates', from: there, to: here };
    case 'parent':
      return { kind: 'parent', from: there, to: here };
    case 'child':
      return { kind: 'parent', from: here, to: there };
  }
}

export function link(
  state: ModelState,
  ticket: ModelTicket,
  { by, type, to }: Extract<Command, { kind: 'link' }>,
): Outcome {
  requireGranted(by, 'link', ticket);
  const other = ticketOf(state, to);
  if (other === null || !canSee(by, other)) {
    throw new Refused({ status: 400, code: 'VALIDATION_FAILED', fields: ['ticket'] });
  }
  if (other === ticket) {
    throw new Refused({ status: 409, code: 'LINK_TO_ITSELF' });
  }
  const ends = endsOf(type, state.tickets.indexOf(ticket), state.tickets.indexOf(other));
  if (ends.kind !== 'relates' && leadsTo(state, ends.kind, ends.to, ends.from)) {
    throw new Refused({ status: 409, code: 'LINK_CYCLE' });
  }
  const isThere = state.links.some(
    ({ kind, from, to: end }) =>
      kind === ends.kind &&
      ((from === ends.from && end === ends.to) || (kind === 'relates' && from === ends.to && end === ends.from)),
  );
  if (isThere) {
    throw new Refused({ status: 409, code: 'LINK_EXISTS' });
  }
  state.linksMade += 1;
  state.links.push({ ...ends, id: state.linksMade });
  return { status: 201 };
}

function leadsTo(state: ModelState, kind: ModelLink['kind'], from: number, to: number): boolean {
  return state.links.some(
    (one) => one.kind === kind && one.from === from && (one.to === to || leadsTo(state, kind, one.to, to)),
  );
}

/** The link that a command means, of those the desk shows him here. */
export function linkMeant(state: ModelState, on: number, nth: number): ModelLink | null {
  const ticket = ticketOf(state, on);
  const index = ticket === null ? -1 : state.tickets.indexOf(ticket);
  const here = state.links.filter(({ from, to }) => from === index || to === index);
  return here[nth % Math.max(1, here.length)] ?? null;
}

export function unlink(
  state: ModelState,
  ticket: ModelTicket,
  { by, on, nth }: Extract<Command, { kind: 'unlink' }>,
): Outcome | null {
  const meant = linkMeant(state, on, nth);
  if (meant === null) {
    return null;
  }
  requireGranted(by, 'link', ticket);
  const other = state.tickets[meant.from === state.tickets.indexOf(ticket) ? meant.to : meant.from];
  if (other === undefined || !canSee(by, other)) {
    throw new Refused({ status: 404, code: 'NOT_FOUND' });
  }
  state.links = state.links.filter(({ id }) => id !== meant.id);
  return { status: 204 };
}
