import { randomUUID } from 'node:crypto';
import type { RestAnswer } from '../../support/rest.js';
import type { Body, DeskDriver } from './desk-driver.js';
import { seenVersion, ticketOf } from './model-acts.js';
import { HOUR } from './rules.js';
import type { ActorName, BulkChange, Command, ModelState, ModelTicket, Seen, StatusChange } from './world.js';

export type Answer = RestAnswer<Body>;

/** What the desk calls a ticket of the story. */
export interface TicketRef {
  readonly id: string;
  readonly number: string;
}

/** Commands as calls of the REST interface, made of the state before them. */
export class Requests {
  constructor(
    private readonly desk: DeskDriver,
    private readonly state: ModelState,
    private readonly refs: readonly TicketRef[],
  ) {}

  /** Null when the story has nothing to do it with. */
  of(command: Command, linkId: string | undefined): (() => Promise<Answer>) | null {
    const isTwice = 'twice' in command && command.twice === true;
    const key: Record<string, string> = isTwice ? { 'idempotency-key': randomUUID() } : {};
    const send =
      (by: ActorName, method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
      async (): Promise<Answer> =>
        this.desk.as<Body>(by, method, path, {
          headers: { ...headers, ...key },
          ...(body === undefined ? {} : { body }),
        });
    const { state } = this;
    switch (command.kind) {
      case 'submit': {
        const { by, confidential, onBehalfOf, priority } = command;
        const names = {
          subject: `Subject ${String(state.tickets.length)}`,
          description: 'As it is',
          category: 'other',
        };
        return send(by, 'POST', '/api/tickets', {
          ...names,
          confidential,
          ...(onBehalfOf === null ? {} : { onBehalfOf: this.desk.idOf(onBehalfOf) }),
          ...(priority === null ? {} : { priority }),
        });
      }
      case 'bulk':
        return async () => this.sendBulk(command.by, this.bulkBody(command.change));
      case 'callback':
        return async () => this.sendCallback(command);
      case 'advance':
        return null;
      default:
        break;
    }
    const ticket = ticketOf(state, command.on);
    const ref = this.refs[command.on % Math.max(1, state.tickets.length)];
    if (ticket === null || ref === undefined) {
      return null;
    }
    const { by } = command;
    const path = `/api/tickets/${ref.id}`;
    const seen = command.broken === true ? BROKEN : seenOf(ticket, 'seen' in command ? command.seen : undefined);
    switch (command.kind) {
      case 'claim':
        return send(by, 'POST', `${path}/claim`);
      case 'assign': {
        const { to, team } = command;
        const given = {
          ...(to === undefined ? {} : { assigneeId: to === null ? null : this.desk.idOf(to) }),
          ...(team === undefined ? {} : { teamId: team === null ? null : this.desk.teamId(team) }),
        };
        return send(by, 'POST', `${path}/assign`, { ...given, ...seen.body }, seen.headers);
      }
      case 'status':
        return send(by, 'POST', `${path}/status`, { ...this.statusBody(command.change), ...seen.body }, seen.headers);
      case 'hold': {
        const { holdReason, until } = command;
        return send(by, 'POST', `${path}/hold`, { holdReason, ...this.when(until), ...seen.body }, seen.headers);
      }
      case 'withdraw':
      case 'close':
      case 'reopen': {
        const { kind, reason } = command;
        const given = reason === undefined || kind === 'close' ? {} : { reason };
        return send(by, 'POST', `${path}/${kind}`, { ...given, ...seen.body }, seen.headers);
      }
      case 'comment': {
        const { visibility, then } = command;
        const more = then === undefined ? {} : { then: this.statusBody(then) };
        return send(by, 'POST', `${path}/comments`, {
          body: command.broken === true ? 7 : 'Words',
          visibility,
          ...more,
        });
      }
      case 'edit': {
        const { team, ...fields } = command.fields;
        const given = team === undefined ? {} : { teamId: team === null ? null : this.desk.teamId(team) };
        return send(by, 'PATCH', path, { ...fields, ...given, ...seen.body }, seen.headers);
      }
      case 'watch':
      case 'unwatch': {
        const who = command.who === by ? 'me' : this.desk.idOf(command.who);
        return send(by, command.kind === 'watch' ? 'PUT' : 'DELETE', `${path}/watchers/${who}`);
      }
      case 'link': {
        const other = this.refs[command.to % state.tickets.length]?.id ?? '';
        return send(by, 'POST', `${path}/links`, { type: command.type, ticket: other });
      }
      case 'unlink':
        return linkId === undefined ? null : send(by, 'DELETE', `${path}/links/${linkId}`);
    }
  }

  private statusBody({ to, until, ...gifts }: StatusChange): object {
    return { status: to, ...gifts, ...this.when(until) };
  }

  private when(until: number | undefined): object {
    return until === undefined ? {} : { until: new Date(this.desk.now() + until * HOUR).toISOString() };
  }

  private bulkBody(change: BulkChange): object {
    switch (change.action) {
      case 'assign':
        return { action: change.action, assigneeId: change.to === null ? null : this.desk.idOf(change.to) };
      case 'set_team':
        return { action: change.action, teamId: change.team === null ? null : this.desk.teamId(change.team) };
      case 'change_status':
        return { action: change.action, ...this.statusBody(change.change) };
      default:
        return change;
    }
  }

  /** Those that were not tried in time are sent again, as the answer says. */
  private async sendBulk(by: ActorName, body: object): Promise<Answer> {
    let ids = this.refs.map(({ id }) => id);
    const results = new Map<string, { id: string; outcome: string; code?: string }>();
    for (;;) {
      const answer = await this.desk.as<Body>(by, 'POST', '/api/tickets/bulk', { body: { ...body, ids } });
      if (answer.status !== 200) {
        return answer;
      }
      answer.body.items?.forEach((item) => results.set(item.id, item));
      const late = ids.filter((id) => results.get(id)?.code === 'TIME_OVER');
      if (late.length === 0) {
        const items = this.refs.flatMap(({ id }) => results.get(id) ?? []);
        return { ...answer, body: { ...answer.body, items } };
      }
      ids = late;
    }
  }

  private async sendCallback(command: Extract<Command, { kind: 'callback' }>): Promise<Answer> {
    const index = command.on % this.refs.length;
    const { number } = this.refs[index] ?? { number: '' };
    const runs = await this.desk.runsOf(number, this.state.tickets[index]?.runs.length ?? 0);
    const { state, status, assignee, comment } = command;
    const callback = {
      ticketNumber: number,
      runId: (command.run === 'first' ? runs[0] : runs.at(-1)) ?? '',
      state,
      ...(status === undefined ? {} : { status }),
      ...(assignee === undefined ? {} : { assigneeEmail: this.desk.emailOf(assignee) }),
      ...(comment ? { comment: 'Words' } : {}),
    };
    const answer = await this.desk.workflow.callBack(callback);
    return answer as unknown as Answer;
  }
}

const BROKEN = { body: { version: 'x' }, headers: {} };

/** What he had on the screen, as the contract takes it. */
function seenOf(ticket: ModelTicket, seen: Seen | undefined): { body: object; headers: Record<string, string> } {
  const version = seen === undefined ? 0 : seenVersion(ticket, seen);
  switch (seen?.by) {
    case 'version':
      return { body: { version }, headers: {} };
    case 'if-match':
      return { body: {}, headers: { 'if-match': `"${String(version)}"` } };
    default:
      return { body: {}, headers: {} };
  }
}
