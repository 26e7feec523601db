import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Role } from '../../../server/kernel/role.js';
import { LinkMakers } from '../../../server/modules/mail/mail.facade.js';
import type { Desk } from '../../support/desk.js';
import { eventually } from '../../support/eventually.js';
import type { SignedIn } from '../../support/people.js';
import { PNG, submitTicket, type TicketView } from '../../support/ticket-views.js';
import { SECRET } from '../../support/workflow-sink.js';

/** The kinds of callers, one column of the matrix each. */
export const ACTORS = [
  'anonymous',
  'pending',
  'suspended',
  'owner',
  'other',
  'watcher',
  'coordinator',
  'admin',
  'readOnlyToken',
  'workflow',
] as const;
export type Actor = (typeof ACTORS)[number];

/** What a program may be given that is only to read: every word that changes nothing. */
export const READING_WORDS = [
  'category:read',
  'ticket:read',
  'file:read',
  'task:read',
  'people:find',
  'mail:read',
] as const;

export type TicketKind = 'ordinary' | 'confidential';

/** What one cell acts upon: the parameters of its path, and whatever its body needs. */
export type Fresh = Readonly<Record<string, string>>;

export interface Cell {
  readonly actor: Actor;
  readonly kind: TicketKind;
  /** Who acts; for callers that are nobody, the owner. */
  readonly person: SignedIn;
}

const ROLES: Partial<Record<Actor, Role>> = { coordinator: 'Ticket Coordinator', admin: 'System Admin' };

/** The people of the matrix, and the fresh things they act upon. */
export class Cast {
  private made = 0;

  private constructor(
    readonly desk: Desk,
    private readonly people: Readonly<Record<Exclude<Actor, 'anonymous' | 'workflow' | 'readOnlyToken'>, SignedIn>>,
    private readonly readOnlyToken: string,
  ) {}

  static async on(desk: Desk): Promise<Cast> {
    const admin = await desk.people.admin();
    const [owner, other, watcher, coordinator] = await Promise.all([
      desk.people.employee(),
      desk.people.employee(),
      desk.people.employee(),
      desk.people.coordinator(),
    ]);
    // Both were administrators a moment ago: nothing but their standing may keep them out.
    const [pending, suspended] = await Promise.all([desk.people.secondAdmin(), desk.people.secondAdmin()]);
    const token = await desk.request<{ token: string }>('POST', '/api/me/api-tokens', {
      as: admin,
      body: { name: 'reads', scopes: READING_WORDS },
    });
    const cast = new Cast(desk, { pending, suspended, owner, other, watcher, coordinator, admin }, token.body.token);
    await cast.forge(pending, 'Pending');
    await cast.forge(suspended, 'Suspended');
    return cast;
  }

  /** The person who acts, or in whose name something is made. */
  personOf(actor: Actor): SignedIn {
    switch (actor) {
      case 'anonymous':
      case 'workflow':
        return this.people.owner;
      case 'readOnlyToken':
        return this.people.admin;
      default:
        return this.people[actor];
    }
  }

  /** How a caller makes himself known. */
  headersOf(actor: Actor, body: string): Record<string, string> {
    switch (actor) {
      case 'anonymous':
        return {};
      case 'workflow': {
        const id = `msg_${randomUUID()}`;
        const at = new Date();
        return {
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
          'webhook-signature': new Webhook(SECRET).sign(id, at, body),
        };
      }
      case 'readOnlyToken':
        return { authorization: `Bearer ${this.readOnlyToken}` };
      default:
        return { authorization: `Bearer ${this.people[actor].access}` };
    }
  }

  /** A word that nothing else is called by. */
  word(): string {
    this.made += 1;
    return `made-${String(this.made)}`;
  }

  /** Somebody of the same role for an act that would end the caller himself; who may not come in stays who he is. */
  async stunt(actor: Actor): Promise<SignedIn | null> {
    return ['owner', 'other', 'watcher', 'coordinator', 'admin'].includes(actor)
      ? this.newcomer(ROLES[actor] ?? 'Employee')
      : null;
  }

  /** An approved person with the owner's password. */
  async newcomer(role: Role = 'Employee'): Promise<SignedIn> {
    const { email } = await this.account('Approved', role);
    return this.desk.people.signIn({ email, password: this.people.owner.password });
  }

  async account(status: string, role: Role = 'Employee'): Promise<{ id: string; email: string }> {
    const word = this.word();
    const email = `${word}@desk.example`;
    const id = randomUUID();
    await this.desk.database.query(
      `INSERT INTO users (id, company_id, email, password_hash, first_name, last_name, role, status)
       SELECT $1, $2, $3, password_hash, 'Some', 'Body', $4, $5 FROM users WHERE id = $6`,
      [id, `MATRIX-${word}`, email, role, status, this.people.owner.id],
    );
    return { id, email };
  }

  /** An open ticket of the owner, with a file, which the watcher watches. */
  async ticket(kind: TicketKind, state: 'New' | 'Open' | 'Resolved' | 'Closed' = 'Open'): Promise<Fresh> {
    const { owner, watcher, admin } = this.people;
    const { body } = await submitTicket(this.desk, owner, {
      confidential: kind === 'confidential',
      files: [{ name: 'a.png', type: 'image/png', bytes: new Uint8Array(PNG) }],
    });
    const { id, number, taskIds = [], attachments } = body as TicketView & { taskIds?: string[] };
    await this.desk.database.query('INSERT INTO ticket_watchers (ticket_id, user_id) VALUES ($1, $2)', [
      id,
      watcher.id,
    ]);
    const steps = [{ status: 'Open' }, { status: 'Resolved', resolution: 'Done' }, { status: 'Closed' }].slice(
      0,
      ['New', 'Open', 'Resolved', 'Closed'].indexOf(state),
    );
    for (const step of steps) {
      await this.must('POST', `/api/tickets/${id}/status`, admin, step);
    }
    return { ref: id, number, attachmentId: attachments[0]?.id ?? '', taskId: taskIds[0] ?? '' };
  }

  async create(path: string, body: object): Promise<string> {
    return (await this.must<{ id: string }>('POST', path, this.people.admin, body)).id;
  }

  async resetLink(): Promise<string> {
    const { id, email } = await this.account('Approved');
    await this.desk.request('POST', '/api/auth/password/forgot', { body: { email } });
    return this.link('password-reset', 'SELECT id FROM password_resets WHERE user_id = $1', id);
  }

  async emailLink(): Promise<string> {
    const person = await this.newcomer();
    const body = { email: `${this.word()}@desk.example`, currentPassword: person.password };
    await this.must('POST', '/api/me/email', person, body);
    return this.link('email-change', 'SELECT id FROM email_changes WHERE user_id = $1', person.id);
  }

  private async link(purpose: string, sql: string, userId: string): Promise<string> {
    const [row] = await this.desk.database.query<{ id: string }>(sql, [userId]);
    const url = await this.desk.app.get(LinkMakers).make({ purpose, rowId: row?.id ?? '' });
    return new URL(url ?? 'none:').searchParams.get('token') ?? '';
  }

  async must<B>(method: string, path: string, as: SignedIn, body?: object): Promise<B> {
    const answer = await this.desk.request<B>(method, path, { as, ...(body === undefined ? {} : { body }) });
    if (answer.status >= 300) {
      throw new Error(`${method} ${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  /**
   * An administrator without the second factor that his role needs from now on. The cast's own administrator has one,
   * so that he goes on making things.
   */
  async withoutSecondFactor(): Promise<SignedIn> {
    const { admin } = this.people;
    const newcomer = await this.newcomer('System Admin');
    await this.desk.database.query(
      `INSERT INTO second_factors (user_id, secret, created_at, confirmed_at) VALUES ($1, 'x', now(), now())`,
      [admin.id],
    );
    await this.ring(admin);
    await this.must('PATCH', '/api/settings/security', admin, { values: { secondFactorRoles: ['System Admin'] } });
    await eventually(async () => (await this.desk.request('GET', '/api/users', { as: admin })).status === 200);
    return newcomer;
  }

  /** The state alone, without the epoch that a real decision moves: the state must be enough. */
  private async forge({ id }: SignedIn, status: string): Promise<void> {
    await this.desk.database.query('UPDATE users SET status = $2 WHERE id = $1', [id, status]);
    await this.ring({ id });
  }

  /** As every real change of an account does: whoever remembers it forgets it. */
  private async ring({ id }: { readonly id: string }): Promise<void> {
    await this.desk.database.query(`SELECT pg_notify('smartsupport_accounts', $1)`, [id]);
  }
}
