import type { RestAnswer } from '../../support/rest.js';
import type { Body, DeskDriver, Shown, ShownAlone } from './desk-driver.js';
import { allowedActions, linkCount, ways } from './rules.js';
import { isStaff, type ActorName, type ModelState, type ModelTicket, type Outcome } from './world.js';

/** The desk does not do what the documents say, or the model does not. */
export class Different extends Error {
  constructor(
    readonly where: string,
    expected: unknown,
    found: unknown,
  ) {
    super(`${where}: by the documents ${JSON.stringify(expected)}, at the desk ${JSON.stringify(found)}`);
  }
}

/** Whose eyes, on what. */
export interface Look {
  readonly ticket: ModelTicket;
  readonly actor: ActorName;
  readonly state: ModelState;
  readonly where: string;
}

/** Times of the model are taken before the call, those of the desk within it. */
const TOLERANCE = 60_000;

export function compareAnswer({ status, body }: RestAnswer<Body>, outcome: Outcome, words: readonly string[]): void {
  const { code, applied, items, fields = [] } = outcome;
  if (status !== outcome.status || (code !== undefined && body.code !== code)) {
    throw new Different('the answer', { status: outcome.status, code }, { status, body });
  }
  const told = `${body.error} ${JSON.stringify(body.details ?? {})}`;
  const missing = [
    ...words.filter((word) => !told.includes(word)),
    ...fields.filter((field) => !(field in (body.details ?? {}))),
  ];
  if (missing.length > 0) {
    throw new Different('the words of the refusal', missing, body);
  }
  if (applied !== undefined && body.applied !== applied) {
    throw new Different('whether the callback had an effect', applied, body.applied);
  }
  const results = body.items?.map(({ outcome: each, code: why }) => ({
    outcome: each,
    ...(why === undefined ? {} : { code: why }),
  }));
  if (items !== undefined && !isSame(results, items)) {
    throw new Different('the results of many', items, results);
  }
}

/** Of what was done, the very same answer; what was refused is refused again. */
export function compareRepeated(first: RestAnswer<Body>, second: RestAnswer<Body>): void {
  const isRepeated = first.status < 300 ? first.bytes.equals(second.bytes) : true;
  if (first.status !== second.status || !isRepeated) {
    throw new Different('the repeated answer', first.body, { status: second.status, body: second.body });
  }
}

export function compareListed(desk: DeskDriver, shown: Shown, { ticket, actor, state, where }: Look): void {
  compare(where, shownInList(desk, shown), {
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    requester: ticket.requester,
    assignee: ticket.assignee,
    team: ticket.team,
    tags: ticket.tags,
    confidential: ticket.confidential,
    holdReason: ticket.holdReason,
    commentCount: ticket.publicComments + (isStaff(actor) ? ticket.notes : 0),
    allowedActions: [...allowedActions(actor, ticket, state.now)].sort(),
  });
  if (shown.version < (ticket.versions.at(-1) ?? 0)) {
    throw new Different(`${where}: version`, ticket.versions, shown.version);
  }
  if (!isStaff(actor) && shown.sla !== null) {
    throw new Different(`${where}: sla`, null, shown.sla);
  }
}

export function compareAlone(desk: DeskDriver, shown: ShownAlone, look: Look, followUpOf: string | null): void {
  const { ticket, actor, state, where } = look;
  compareListed(desk, shown, look);
  compare(
    where,
    {
      description: shown.description,
      resolution: shown.resolution,
      submittedBy: shown.submittedBy === null ? null : desk.nameOf(shown.submittedBy.id),
      watchers: shown.watchers.map(({ id }) => desk.nameOf(id)).sort(),
      linkCount: shown.linkCount,
      transitions: shown.transitions.map(({ to, needs }) => `${to}: ${[...needs].sort().join(', ')}`).sort(),
      isFollowUp: shown.followUpOf !== null,
    },
    {
      description: ticket.description,
      resolution: ticket.resolution,
      submittedBy: ticket.submittedBy,
      watchers: [...ticket.watchers].sort(),
      linkCount: linkCount(actor, state, state.tickets.indexOf(ticket)),
      // Those that can be set; employees have words of their own for their ways.
      transitions: (isStaff(actor) ? ways(actor, ticket, state.now) : [])
        .map(({ to, needs }) => `${to}: ${[...needs].sort().join(', ')}`)
        .sort(),
      isFollowUp: ticket.followUpOf !== null,
    },
  );
  if (shown.followUpOf !== null && shown.followUpOf !== followUpOf) {
    throw new Different(`${where}: followUpOf`, followUpOf, shown.followUpOf);
  }
  for (const time of ['holdUntil', 'resolvedAt', 'closedAt'] as const) {
    compareTime(`${where}: ${time}`, ticket[time], shown[time]);
  }
}

/** As JSON, since what was cloned comes from another realm. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function compareTime(where: string, expected: number | null, found: string | null): void {
  const isNear =
    expected === null || found === null
      ? expected === found
      : Math.abs(new Date(found).getTime() - expected) < TOLERANCE;
  if (!isNear) {
    throw new Different(where, expected === null ? null : new Date(expected).toISOString(), found);
  }
}

function shownInList(desk: DeskDriver, shown: Shown): object {
  return {
    subject: shown.subject,
    status: shown.status,
    priority: shown.priority,
    requester: shown.requester === null ? null : desk.nameOf(shown.requester.id),
    assignee: shown.assignee === null ? null : desk.nameOf(shown.assignee.id),
    team: shown.team === null ? null : desk.teamNameOf(shown.team.id),
    tags: shown.tags,
    confidential: shown.confidential,
    holdReason: shown.holdReason,
    commentCount: shown.commentCount,
    allowedActions: [...shown.allowedActions].sort(),
  };
}

function compare(where: string, found: object, expected: object): void {
  for (const [field, value] of Object.entries(expected)) {
    const shown: unknown = Reflect.get(found, field);
    if (!isSame(shown, value)) {
      throw new Different(`${where}: ${field}`, value, shown);
    }
  }
}
