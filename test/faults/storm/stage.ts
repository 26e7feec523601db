import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../server/platform/embedded/embedded-postgres.js';
import { eventually } from '../../support/eventually.js';
import { faultProxy, type FaultProxy, type LineMood } from '../../support/fault-proxy.js';
import { freePort } from '../../support/free-port.js';
import { gmailSink, type GmailSink } from '../../support/gmail-sink.js';
import { redisServer, type RedisServer } from '../../support/redis-server.js';
import { smtpSink, type SmtpSink } from '../../support/smtp-sink.js';
import { webhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.js';
import { workflowSink, type WorkflowSink } from '../../support/workflow-sink.js';
import { Program } from './program.js';

/** What stands around the desk. */
export type System = 'postgres' | 'redis' | 'smtp' | 'gmail' | 'workflow' | 'webhook';

/**
 * A process, and its own line to each system, so that one alone can lose one. Only the line to the receiver of webhooks is
 * everybody's: its address is entered once, for the whole desk.
 */
export interface Actor {
  readonly program: Program;
  readonly lines: Readonly<Record<System, FaultProxy>>;
}

export const STORM_ADMIN = { email: 'admin@desk.example', password: 'first-Administrator-2031' };
const KEPT = ['PATH', 'HOME', 'TMPDIR', 'LANG'];

export function hasRedisServer(): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'redis-server')));
}

/** A message that arrived, by whichever way. */
export interface Arrived {
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

/**
 * Two servers and two workers on one PostgreSQL and one Redis, with sinks for everything that leaves the house. The first of
 * each sends its mail by SMTP, the second by the Gmail API: an attempt may go either way, and what arrives is counted as one.
 */
export class Stage {
  private constructor(
    private readonly folder: string,
    private postgres: EmbeddedPostgres,
    private database: pg.Pool,
    /** Null where the machine has none: the desk then works without. */
    readonly redis: RedisServer | null,
    readonly mail: SmtpSink,
    readonly gmail: GmailSink,
    readonly workflow: WorkflowSink,
    readonly receiver: WebhookReceiver,
    readonly receiverLine: FaultProxy,
    readonly servers: Actor[],
    readonly workers: Actor[],
  ) {}

  static async open(): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), 'smartsupport-storm-'));
    // As root the database runs as `nobody`, who must be able to enter.
    chmodSync(folder, 0o755);
    const postgres = await startEmbeddedPostgres(folder);
    const redis = hasRedisServer() ? await redisServer() : null;
    await redis?.start();
    const receiver = await webhookReceiver();
    const stage = new Stage(
      folder,
      postgres,
      poolOf(postgres),
      redis,
      await smtpSink(),
      await gmailSink(),
      await workflowSink(),
      receiver,
      await faultProxy(() => Number(new URL(receiver.url).port)),
      [],
      [],
    );
    try {
      for (const name of ['server 1', 'server 2']) {
        stage.servers.push(await stage.actor(name, 'main.js', stage.servers.length === 1));
      }
      for (const name of ['worker 1', 'worker 2']) {
        stage.workers.push(await stage.actor(name, 'worker.js', stage.workers.length === 1));
      }
      // All at once, on an empty database: one of them makes the tables and the first administrator.
      await Promise.all(stage.actors.map(({ program }) => program.boot()));
    } catch (error) {
      await stage.close();
      throw error;
    }
    return stage;
  }

  get actors(): readonly Actor[] {
    return [...this.servers, ...this.workers];
  }

  /** Where webhooks are to go: past the line that can be spoilt. */
  get receiverUrl(): string {
    return through(this.receiver.url, this.receiverLine);
  }

  /** Every copy of every message. */
  get arrived(): readonly Arrived[] {
    const bySmtp = this.mail.messages.map(({ mail, envelopeTo }) => ({ mail, to: envelopeTo.join() }));
    const byGmail = this.gmail.messages.map((mail) => ({
      mail,
      to: [mail.to ?? []]
        .flat()
        .flatMap(({ value }) => value)
        .map(({ address }) => address ?? '')
        .join(),
    }));
    return [...bySmtp, ...byGmail].map(({ mail, to }) => ({ id: mail.messageId ?? 'none', to, text: mail.text ?? '' }));
  }

  /** Straight to the database, past every spoilt line. */
  async query<R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return (await this.database.query<R>(text, [...values])).rows;
  }

  /** Of all processes. */
  async spoil(system: System, mood: LineMood): Promise<void> {
    await Promise.all(this.actors.map(({ lines }) => lines[system].set(mood)));
  }

  /** PostgreSQL ends every connection of the desk with an error code, as an administrator of it would. */
  async dismissAll(): Promise<void> {
    await this.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name <> 'storm' AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
    );
  }

  /** kill -9 of every process of the database, and its return. */
  async crashDatabase(downFor: () => Promise<void>): Promise<void> {
    const pidFile = join(this.folder, 'postgres', 'postmaster.pid');
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n', 1)[0]);
    process.kill(pid, 'SIGKILL');
    await downFor();
    this.postgres = await startEmbeddedPostgres(this.folder);
    void this.database.end();
    this.database = poolOf(this.postgres);
  }

  async close(): Promise<void> {
    await Promise.all(
      this.actors.map(async ({ program, lines }) => {
        program.thaw();
        await program.kill();
        await Promise.all(Object.values(lines).map((line) => line.close()));
      }),
    );
    await this.receiverLine.close();
    await this.receiver.close();
    await this.workflow.close();
    await this.gmail.close();
    await this.mail.close();
    await this.redis?.kill();
    await this.database.end();
    await eventually(async () => {
      await this.postgres.stop();
      return !existsSync(join(this.folder, 'postgres', 'postmaster.pid'));
    });
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async actor(name: string, entry: 'main.js' | 'worker.js', isGmail: boolean): Promise<Actor> {
    const port = await freePort();
    const url = `http://127.0.0.1:${String(port)}`;
    const lines = {
      postgres: await faultProxy(() => Number(new URL(this.postgres.url).port)),
      redis: await faultProxy(() => Number(new URL(this.redis?.url ?? 'redis://127.0.0.1:9').port)),
      smtp: await faultProxy(() => this.mail.port),
      gmail: await faultProxy(() => this.gmail.port),
      workflow: await faultProxy(() => Number(new URL(this.workflow.url).port)),
      webhook: this.receiverLine,
    };
    const env = {
      ...Object.fromEntries(
        KEPT.flatMap((kept) => (process.env[kept] === undefined ? [] : [[kept, process.env[kept]]])),
      ),
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: this.servers[0]?.program.url ?? url,
      DATA_DIR: join(this.folder, 'data'),
      DATABASE_URL: through(this.postgres.url, lines.postgres),
      REDIS_URL: this.redis === null ? 'off' : through(this.redis.url, lines.redis),
      // The URLs inside that of Gmail's sink name its port as well.
      MAIL_URL: isGmail
        ? this.gmail.url.replaceAll(String(this.gmail.port), String(lines.gmail.port))
        : through(this.mail.url, lines.smtp),
      WEBHOOK_ALLOW_PRIVATE: 'true',
      WORKFLOW_URL: through(this.workflow.url, lines.workflow),
      WORKFLOW_KEY: this.workflow.key,
      WORKFLOW_SECRET: this.workflow.secret,
      WORKERS: 'off',
      RATE_LIMIT_FACTOR: '1000',
      LOG_LEVEL: 'warn',
      ADMIN_EMAIL: STORM_ADMIN.email,
      ADMIN_PASSWORD: STORM_ADMIN.password,
    };
    return { program: new Program(name, entry, env, entry === 'main.js' ? url : null), lines };
  }
}

function through(url: string, line: FaultProxy): string {
  const changed = new URL(url);
  changed.port = String(line.port);
  return changed.toString();
}

function poolOf({ url }: EmbeddedPostgres): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 3, application_name: 'storm' });
  pool.on('error', () => {
    // Only when the storm has killed the database; it opens another pool then.
  });
  return pool;
}
