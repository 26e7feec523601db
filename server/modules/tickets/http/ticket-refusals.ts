import { applyDecorators, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { PersonCall } from '../../../kernel/call.js';
import { ToldFirst, type EarlierRefusal } from '../../../platform/http/refusal-order.interceptor.js';
import type { DeskRequest } from '../../../platform/http/request.js';
import type { TicketAction } from '../domain/ticket-policy.js';
import { STATUSES, type TicketStatus } from '../domain/ticket-status.js';
import { AssertPossible } from '../use-cases/assert-possible.js';
import { ACTION_OF } from '../use-cases/edit-ticket.js';
import type { TicketEdit } from '../use-cases/resolve-ticket-edit.js';
import { assertStaffFields } from '../use-cases/submit-ticket.js';
import { VisibleTicket } from '../use-cases/visible-ticket.js';

const ACTIONS = 'smartsupport:ticket-actions';

interface Asked {
  readonly call: PersonCall;
  readonly userId: string;
  /** Of a body that may be anything. */
  readonly field: (name: string) => unknown;
  readonly query: (name: string) => unknown;
}
type Asking = TicketAction | 'read_internal';
type ActionsAsked = (asked: Asked) => readonly Asking[];

function askedBy(call: PersonCall, { body, params, query }: DeskRequest): Asked {
  const field = (from: unknown, name: string): unknown =>
    typeof from === 'object' && from !== null && Object.hasOwn(from, name) ? Reflect.get(from, name) : undefined;
  const userId = field(params, 'userId');
  return {
    call,
    userId: typeof userId === 'string' ? userId : '',
    field: (name) => field(body, name),
    query: (name) => field(query, name),
  };
}

/** The 404, 403 and 409 of one ticket, for a request that is wrong in shape as well. */
@Injectable()
export class TicketRefusals implements EarlierRefusal {
  constructor(
    private readonly reflector: Reflector,
    private readonly visible: VisibleTicket,
    private readonly possible: AssertPossible,
  ) {}

  async assertNone(call: PersonCall, request: DeskRequest, handler: () => unknown): Promise<void> {
    const actions = this.reflector.get<ActionsAsked>(ACTIONS, handler);
    const { ref } = request.params as { ref: string };
    const asked = askedBy(call, request);
    const asking = actions(asked);
    const ticket = await this.visible.permitted(call, ref, asking);
    if (request.method === 'GET') {
      return;
    }
    const acts = asking.filter((action) => action !== 'read_internal');
    const isUnassigning = acts.includes('assign') && asked.field('assigneeId') === null;
    await this.possible.execute(call, ticket, { actions: acts, to: statusWanted(acts, asked), isUnassigning });
  }
}

const WAYS: Partial<Record<TicketAction, TicketStatus>> = { withdraw: 'Withdrawn', close: 'Closed', reopen: 'Open' };

/** A reply may change the status itself before the one that is to be set with it: there the reply alone is asked. */
function statusWanted(actions: readonly TicketAction[], { field }: Asked): TicketStatus | null {
  const [way] = actions.map((action) => WAYS[action]).filter((status) => status !== undefined);
  const named = actions.length === 1 && actions.includes('change_status') ? field('status') : undefined;
  return way ?? STATUSES.find((status) => status === named) ?? null;
}

/** The 403 of a submission: fields that are for staff. */
@Injectable()
export class SubmissionRefusals implements EarlierRefusal {
  assertNone(call: PersonCall, request: DeskRequest): void {
    const { field } = askedBy(call, request);
    assertStaffFields(call, ['priority', 'impact', 'urgency', 'onBehalfOf'].map(field));
  }
}

/** On routes of one ticket: what the handler does to it, null for those that only look. */
export function ForAction(action: Asking | ActionsAsked | null): MethodDecorator {
  const actions: ActionsAsked = typeof action === 'function' ? action : () => (action === null ? [] : [action]);
  return applyDecorators(SetMetadata(ACTIONS, actions), ToldFirst(TicketRefusals));
}

export const commentActions: ActionsAsked = ({ field }) => [
  field('visibility') === 'internal' ? 'note' : 'reply',
  ...(isGiven(field('then')) ? (['change_status'] as const) : []),
];

/** A query, not a body. */
export const receiverActions: ActionsAsked = ({ query }) => [query('visibility') === 'internal' ? 'note' : 'reply'];

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

export const editActions: ActionsAsked = ({ field }) =>
  (Object.keys(ACTION_OF) as (keyof TicketEdit)[])
    .filter((name) => field(name) !== undefined)
    .map((name) => ACTION_OF[name]);

export function watcherActions(own: 'watch' | 'unwatch'): ActionsAsked {
  return ({ call, userId }) => [userId === 'me' || userId === call.actor.id ? own : 'manage_watchers'];
}
