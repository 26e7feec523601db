import { Deadlines } from '../../../server/modules/tickets/deadlines.js';
import { startDesk, type Desk } from '../../support/desk.js';
import { eventually } from '../../support/eventually.js';
import type { SignedIn } from '../../support/people.js';
import type { Refusal, RequestOptions, RestAnswer } from '../../support/rest.js';
import { workflowSink, type WorkflowSink } from '../../support/workflow-sink.js';
import { HOUR } from './rules.js';
import { ACTORS, type ActorName, type TeamName } from './world.js';

/** What the desk says of a ticket, in lists and alone. */
export interface Shown {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly status: string;
  readonly priority: string;
  readonly version: number;
  readonly requester: { readonly id: string } | null;
  readonly assignee: { readonly id: string } | null;
  readonly team: { readonly id: string } | null;
  readonly tags: readonly string[];
  readonly confidential: boolean;
  readonly holdReason: string | null;
  readonly commentCount: number;
  readonly allowedActions: readonly string[];
  readonly sla: object | null;
}
export interface ShownAlone extends Shown {
  readonly description: string;
  readonly resolution: string | null;
  readonly holdUntil: string | null;
  readonly resolvedAt: string | null;
  readonly closedAt: string | null;
  readonly submittedBy: { readonly id: string } | null;
  readonly watchers: readonly { readonly id: string }[];
  readonly linkCount: number;
  readonly followUpOf: string | null;
  readonly transitions: readonly { readonly to: string; readonly needs: readonly string[] }[];
}
/** Whatever a call answers. */
export type Body = Refusal &
  ShownAlone & {
    readonly followUp?: { readonly id: string; readonly number: string };
    readonly applied?: boolean;
    readonly items?: readonly { id: string; outcome: string; code?: string }[];
  };

interface Page {
  readonly items: readonly Shown[];
  readonly nextCursor: string | null;
}

/** The real desk, with the people of the stories in it. */
export class DeskDriver {
  private readonly sessions = new Map<ActorName, SignedIn>();
  private readonly teams = new Map<TeamName, string>();

  private constructor(
    private readonly desk: Desk,
    readonly workflow: WorkflowSink,
  ) {}

  static async start(): Promise<DeskDriver> {
    const workflow = await workflowSink();
    const env = { WORKFLOW_URL: workflow.url, WORKFLOW_KEY: workflow.key, DATABASE_POOL: '8' };
    const driver = new DeskDriver(await startDesk({ env }), workflow);
    await driver.settle();
    return driver;
  }

  private async settle(): Promise<void> {
    const { people } = this.desk;
    const named = (name: string) => ({ firstName: name, lastName: 'Model', email: `${name}@desk.example` });
    this.sessions.set('admin', await people.admin());
    this.sessions.set('ada', await people.employee(named('ada')));
    this.sessions.set('bob', await people.employee(named('bob')));
    for (const name of ['carla', 'carl'] as const) {
      this.sessions.set(name, await people.coordinator(named(name)));
    }
    for (const name of ['north', 'south'] as const) {
      const { body } = await this.as<{ id: string }>('admin', 'POST', '/api/teams', { body: { name } });
      this.teams.set(name, body.id);
    }
    await this.as('admin', 'PUT', `/api/teams/${this.teamId('north')}/members/${this.idOf('carla')}`);
  }

  now(): number {
    return this.desk.clock.now().getTime();
  }

  idOf(name: ActorName): string {
    return this.session(name).id;
  }

  /** Who stands behind an id; as it is when it is nobody of the stories. */
  nameOf(id: string): string {
    return ACTORS.find((name) => this.idOf(name) === id) ?? id;
  }

  emailOf(name: ActorName): string {
    return this.session(name).email;
  }

  fullNameOf(name: ActorName): string {
    const { firstName, lastName } = this.session(name);
    return `${firstName} ${lastName}`;
  }

  teamId(name: TeamName): string {
    return this.teams.get(name) ?? '';
  }

  teamNameOf(id: string): string {
    return [...this.teams].find(([, teamId]) => teamId === id)?.[0] ?? id;
  }

  async as<B>(name: ActorName, method: string, path: string, options: RequestOptions = {}): Promise<RestAnswer<B>> {
    return this.desk.request<B>(method, path, { as: this.session(name), ...options });
  }

  /** Everything that somebody's list has of what was submitted since then. */
  async listOf(name: ActorName, since: Date): Promise<Map<string, Shown>> {
    const found = new Map<string, Shown>();
    let cursor: string | null = '';
    while (cursor !== null) {
      const query = `submittedFrom=${since.toISOString()}&limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page: RestAnswer<Page> = await this.as<Page>(name, 'GET', `/api/tickets?${query}`);
      if (page.status !== 200) {
        throw new Error(`The list of ${name}: ${JSON.stringify(page.body)}`);
      }
      page.body.items.forEach((item) => found.set(item.id, item));
      cursor = page.body.nextCursor;
    }
    return found;
  }

  /** What became due meanwhile is done before anybody acts again; sessions live on as those of people do. */
  async advance(hours: number): Promise<void> {
    this.desk.clock.advance(hours * HOUR);
    for (const [name, session] of this.sessions) {
      const { refresh } = session;
      const answer = await this.desk.request<{ access: string; refresh: string }>('POST', '/api/token/refresh', {
        body: { refresh },
      });
      const next = answer.status === 200 ? { ...session, ...answer.body } : await this.desk.people.signIn(session);
      this.sessions.set(name, next);
    }
    await this.desk.app.get(Deadlines).catchUp();
  }

  /** The runs of a ticket in the order in which the Workflow system heard of them, once it has heard of so many. */
  async runsOf(number: string, count: number): Promise<string[]> {
    return eventually(
      () => {
        const calls = this.workflow.calls.filter(({ body }) => body.ticketNumber === number);
        const runs = [...new Set(calls.map(({ body }) => body.runId))];
        return runs.length >= count && runs;
      },
      { within: 20_000, every: 5 },
    );
  }

  async close(): Promise<void> {
    await this.desk.close();
    await this.workflow.close();
  }

  private session(name: ActorName): SignedIn {
    const session = this.sessions.get(name);
    if (session === undefined) {
      throw new Error(`${name} has not come in`);
    }
    return session;
  }
}
