import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { SignedIn } from '../../support/people.js';
import type { Random } from '../../api/ticket-model/random.js';
import type { Stage } from './stage.js';

/** A person waits this long for an answer, in milliseconds. */
const PATIENCE = 8_000;
const TRIES = 4;

export type Deed = 'create' | 'claim' | 'assign' | 'comment' | 'withdraw';

/** One change that somebody wanted. */
export interface Act {
  readonly deed: Deed;
  readonly round: number;
  readonly key: string;
  /** Stands in the text that was sent, and in no other. */
  readonly marker: string;
  readonly path: string;
  readonly body: object;
  readonly by: SignedIn;
  /** Assigned to. */
  readonly to: SignedIn | null;
  readonly ticket: Ticket;
  /** unknown: nobody ever answered. */
  outcome: 'acknowledged' | 'unknown';
}

export interface Ticket {
  readonly requester: SignedIn;
  id: string;
  number: string;
}

export interface Answered {
  readonly what: string;
  readonly round: number;
  /** 0: none came. */
  readonly status: number;
  readonly took: number;
  readonly said: string;
}

export interface Crowd {
  readonly employees: readonly SignedIn[];
  readonly coordinators: readonly [SignedIn, SignedIn];
  readonly category: string;
}

/** What people do all day, and a ledger of what they were told came of it. */
export class Traffic {
  readonly acts: Act[] = [];
  readonly answers: Answered[] = [];
  /** What was refused although it was right. */
  readonly refusals: string[] = [];
  private turn = 0;
  private isFlowing = false;
  private flows: Promise<void>[] = [];
  private round = 0;

  constructor(
    private readonly stage: Stage,
    private readonly random: Random,
    private readonly crowd: Crowd,
  ) {}

  start(round: number): void {
    this.round = round;
    this.isFlowing = true;
    this.flows = this.crowd.employees.map((employee) => this.flow(employee));
  }

  /** Resolves when whoever was waiting has an answer, or has lost patience. */
  async stop(): Promise<void> {
    this.isFlowing = false;
    await Promise.all(this.flows);
  }

  /** Asks again for what nobody has answered, with the same keys: for every second one, the others must be whole as they are. */
  async settle(): Promise<void> {
    for (const act of this.acts.filter(({ outcome }) => outcome === 'unknown')) {
      if (this.random.chance(0.5)) {
        await this.attempt(act, false);
      }
    }
  }

  private async flow(employee: SignedIn): Promise<void> {
    while (this.isFlowing) {
      await this.story(employee);
      await delay(20 + this.random.below(60));
    }
  }

  /** One ticket's life; it stops where an answer stays out. */
  private async story(requester: SignedIn): Promise<void> {
    const ticket: Ticket = { requester, id: '', number: '' };
    const [first, second] = this.crowd.coordinators;
    const marker = randomUUID();
    const isCreated = await this.act({
      deed: 'create',
      marker,
      path: '/api/tickets/',
      body: { subject: `Storm ${marker}`, description: 'It *broke*.', category: this.crowd.category },
      by: requester,
      to: null,
      ticket,
    });
    if (!isCreated) {
      return;
    }
    await this.read(`/api/tickets/${ticket.number}`, requester);
    const path = `/api/tickets/${ticket.id}`;
    const way = this.random.next();
    if (way < 0.2) {
      await this.act({
        deed: 'withdraw',
        marker: '',
        path: `${path}/withdraw`,
        body: {},
        by: requester,
        to: null,
        ticket,
      });
    } else if (way < 0.8) {
      const isOpen =
        way < 0.5
          ? await this.act({ deed: 'claim', marker: '', path: `${path}/claim`, body: {}, by: first, to: null, ticket })
          : await this.act({
              deed: 'assign',
              marker: '',
              path: `${path}/assign`,
              body: { assigneeId: second.id },
              by: first,
              to: second,
              ticket,
            });
      const isAnswered =
        isOpen && this.random.chance(0.5)
          ? await this.comment(ticket, first)
          : isOpen && this.random.chance(0.5) && (await this.comment(ticket, requester));
      if (isAnswered && this.random.chance(0.2)) {
        await this.act({
          deed: 'withdraw',
          marker: '',
          path: `${path}/withdraw`,
          body: {},
          by: requester,
          to: null,
          ticket,
        });
      }
    }
    await this.read('/api/tickets/?limit=10', this.random.chance(0.5) ? requester : first);
  }

  private comment(ticket: Ticket, by: SignedIn): Promise<boolean> {
    const marker = randomUUID();
    const body = { body: `About this: ${marker}`, visibility: 'public' };
    return this.act({
      deed: 'comment',
      marker,
      path: `/api/tickets/${ticket.id}/comments`,
      body,
      by,
      to: null,
      ticket,
    });
  }

  /** True once it was acknowledged. */
  private async act(wanted: Omit<Act, 'key' | 'round' | 'outcome'>): Promise<boolean> {
    const act: Act = { ...wanted, key: randomUUID(), round: this.round, outcome: 'unknown' };
    this.acts.push(act);
    return this.attempt(act, true);
  }

  private async attempt(act: Act, isCounted: boolean): Promise<boolean> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const answer = await this.ask('POST', act.path, act.by, act.body, act.key);
      if (isCounted || answer.status >= 500) {
        this.answers.push({ ...answer, what: act.deed, round: this.round, said: JSON.stringify(answer.body) });
      }
      if (answer.status >= 200 && answer.status < 300) {
        act.outcome = 'acknowledged';
        if (act.deed === 'create') {
          act.ticket.id = String(answer.body['id']);
          act.ticket.number = String(answer.body['number']);
        }
        return true;
      }
      if (answer.status >= 400 && answer.status < 500 && answer.body['code'] !== 'IDEMPOTENCY_IN_FLIGHT') {
        this.refusals.push(`${act.deed} was refused: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
        return false;
      }
      await delay(150);
    }
    return false;
  }

  private async read(path: string, by: SignedIn): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const answer = await this.ask('GET', path, by);
      this.answers.push({ ...answer, what: 'read', round: this.round, said: JSON.stringify(answer.body) });
      if (answer.status === 200) {
        return;
      }
      await delay(150);
    }
  }

  /** The servers in turn, as a balancer would; a dead one is not asked. */
  private async ask(
    method: string,
    path: string,
    by: SignedIn,
    body?: object,
    key?: string,
  ): Promise<{ status: number; took: number; body: Record<string, unknown> }> {
    this.turn += 1;
    const alive = this.stage.servers.filter(({ program }) => program.isAlive);
    const url = alive[this.turn % Math.max(1, alive.length)]?.program.url ?? 'http://127.0.0.1:9';
    const begun = performance.now();
    try {
      const answer = await fetch(`${url}${path}`, {
        method,
        signal: AbortSignal.timeout(PATIENCE),
        headers: {
          authorization: `Bearer ${by.access}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const parsed = (await answer.json()) as Record<string, unknown>;
      return { status: answer.status, took: performance.now() - begun, body: parsed };
    } catch (error) {
      // Refused, cut, or too late: the asker knows nothing.
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      return { status: 0, took: performance.now() - begun, body: { error: cause } };
    }
  }
}
