import { randomUUID } from 'node:crypto';
import { systemCall } from '../../server/kernel/call.js';
import type { StoredEvent } from '../../server/kernel/domain-event.js';
import { adHoc } from '../../server/platform/database/statement.js';
import { Database } from '../../server/platform/database/database.js';
import { UnitOfWork } from '../../server/platform/database/unit-of-work.js';
import { EventConsumers, type ConsumerContext } from '../../server/platform/events/event-consumers.js';
import { EventLog } from '../../server/platform/events/event-log.js';
import {
  INSIDE,
  PermanentTaskError,
  PostponedTaskError,
  QueueFacade,
  TaskHandlers,
  type TaskContext,
  type TaskHandler,
} from '../../server/modules/queue/queue.facade.js';
import { TaskStore } from '../../server/modules/queue/persistence/task-store.js';
import { RelayOutbox } from '../../server/modules/queue/use-cases/relay-outbox.js';
import { RunTask } from '../../server/modules/queue/use-cases/run-task.js';
import { Tidy } from '../../server/modules/queue/use-cases/tidy.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';

interface TaskRow {
  id: string;
  type: string;
  state: string;
  attempts: number;
  result: unknown;
  last_error: string | null;
  locked_by: string | null;
  wait_ms: number;
}

const append = (desk: Desk, count: number, name = 'probe.happened'): Promise<string[]> =>
  desk.app.get(UnitOfWork).run(systemCall(), async (tx) => {
    const events = Array.from({ length: count }, (_, index) => ({
      name,
      subject: { type: 'probe', id: randomUUID() },
      audience: 'admin' as const,
      data: { index },
    }));
    await desk.app.get(EventLog, { strict: false }).append(tx, systemCall(), events);
    const appended = await tx.query<{ id: string }>(
      adHoc('SELECT id FROM events WHERE subject_id = ANY ($1) ORDER BY seq'),
      [events.map(({ subject }) => subject.id)],
    );
    return appended.map(({ id }) => id);
  });

const tasks = (desk: Desk, type: string): Promise<TaskRow[]> =>
  desk.database.query<TaskRow>(
    'SELECT *, (extract(epoch FROM due_at - now()) * 1000)::int AS wait_ms FROM tasks WHERE type = $1 ORDER BY created_at',
    [type],
  );

const enqueue = (desk: Desk, type: string, id: string = randomUUID()): Promise<string> =>
  desk.app
    .get(UnitOfWork)
    .run(systemCall(), (tx) =>
      desk.app.get(QueueFacade).enqueue(tx, systemCall(), { id, type, payload: { of: 'test' } }),
    );

function register(desk: Desk, type: string, handle: TaskHandler['handle'], settings: Partial<TaskHandler> = {}): void {
  desk.app.get(TaskHandlers).register({ type, retry: INSIDE, timeoutMs: 5_000, concurrency: 4, ...settings, handle });
}

describe('the queue without Redis', () => {
  let desk: Desk;
  const seen: { event: StoredEvent; context: ConsumerContext }[] = [];

  beforeAll(async () => {
    desk = await startDesk();
    ['probe.first', 'probe.second'].forEach((name) => {
      desk.app.get(EventConsumers, { strict: false }).register({
        name,
        events: ['probe.happened'],
        handle: (event, context) => {
          seen.push({ event, context });
          return Promise.resolve({ told: name });
        },
      });
    });
  });

  afterAll(async () => {
    await desk.close();
  });

  it('makes one task per consumer of every event, however many relays run at once', async () => {
    const ids = await append(desk, 250);
    const relay = desk.app.get(RelayOutbox);
    await Promise.all(Array.from({ length: 6 }, () => relay.execute()));
    await eventually(async () => (await desk.database.query('SELECT 1 FROM outbox')).length === 0);
    const made = await desk.database.query<{ type: string; count: number }>(
      'SELECT type, count(DISTINCT event_id)::int AS count FROM tasks WHERE event_id = ANY($1) GROUP BY type ORDER BY type',
      [ids],
    );
    expect(made).toEqual([
      { type: 'event:probe.first', count: 250 },
      { type: 'event:probe.second', count: 250 },
    ]);
    await eventually(async () => (await tasks(desk, 'event:probe.second')).every((task) => task.state === 'succeeded'));
    await eventually(async () => (await tasks(desk, 'event:probe.first')).every((task) => task.state === 'succeeded'));
    expect(seen).toHaveLength(500);
    expect(new Set(seen.map(({ context }) => context.taskId)).size).toBe(500);
  });

  it('takes an event without consumers out of the outbox', async () => {
    const [id] = await append(desk, 1, 'probe.ignored');
    await eventually(
      async () => (await desk.database.query('SELECT 1 FROM outbox WHERE event_id = $1', [id])).length === 0,
    );
    expect(await desk.database.query('SELECT 1 FROM tasks WHERE event_id = $1', [id])).toEqual([]);
  });

  it('tries again after a failure, keeps what was said, and records the result of the success', async () => {
    const attempts: TaskContext[] = [];
    register(desk, 'test.flaky', (_payload, context) => {
      attempts.push(context);
      return attempts.length < 3
        ? Promise.reject(new Error(`not yet ${String(attempts.length)}`))
        : Promise.resolve({ done: true });
    });
    await enqueue(desk, 'test.flaky');
    await eventually(async () =>
      (await tasks(desk, 'test.flaky')).some((task) => task.last_error === 'Error: not yet 1'),
    );
    const [task] = await eventually(async () => {
      const rows = await tasks(desk, 'test.flaky');
      return rows[0]?.state === 'succeeded' && rows;
    });
    expect(task).toMatchObject({ attempts: 3, result: { done: true }, last_error: null, locked_by: null });
    expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  it('gives up at once on an error that another attempt cannot help', async () => {
    register(desk, 'test.permanent', () => Promise.reject(new PermanentTaskError('no such thing')));
    await enqueue(desk, 'test.permanent');
    const [task] = await eventually(async () => {
      const rows = await tasks(desk, 'test.permanent');
      return rows[0]?.state === 'dead' && rows;
    });
    expect(task).toMatchObject({ attempts: 1, last_error: 'PermanentTaskError: no such thing' });
  });

  it('does not count an attempt that was postponed', async () => {
    register(desk, 'test.postponed', () => Promise.reject(new PostponedTaskError('the other side is down', 60_000)));
    await enqueue(desk, 'test.postponed');
    const [task] = await eventually(async () => {
      const rows = await tasks(desk, 'test.postponed');
      return rows[0]?.last_error !== null && rows[0]?.state !== 'running' && rows;
    });
    expect(task).toMatchObject({ state: 'queued', attempts: 0 });
    expect(task?.wait_ms).toBeGreaterThan(50_000);
    expect(await desk.app.get(QueueFacade).makeDue('test.postponed')).toBe(1);
  });

  it('ends an attempt that takes too long, and the process lives on', async () => {
    let signal: AbortSignal | undefined;
    register(
      desk,
      'test.slow',
      (_payload, context) => {
        signal = context.signal;
        return new Promise(() => undefined);
      },
      { timeoutMs: 50 },
    );
    await enqueue(desk, 'test.slow');
    await eventually(async () => (await tasks(desk, 'test.slow'))[0]?.last_error === 'Error: Not done within 0.05 s');
    expect(signal?.aborted).toBe(true);
  });

  it('survives a handler that throws before it has begun', async () => {
    register(desk, 'test.throws', () => {
      throw new TypeError('at once');
    });
    await enqueue(desk, 'test.throws');
    await eventually(async () => (await tasks(desk, 'test.throws'))[0]?.last_error === 'TypeError: at once');
  });

  it('makes a task with a known id only once', async () => {
    let runs = 0;
    register(desk, 'test.once', () => Promise.resolve((runs += 1)));
    const id = randomUUID();
    await enqueue(desk, 'test.once', id);
    await enqueue(desk, 'test.once', id);
    await eventually(async () => (await tasks(desk, 'test.once'))[0]?.state === 'succeeded');
    expect(await tasks(desk, 'test.once')).toHaveLength(1);
    expect(runs).toBe(1);
  });

  it('lets only one of many win a task', async () => {
    const id = randomUUID();
    await desk.database.query("INSERT INTO tasks (id, type) VALUES ($1, 'test.unknown_here')", [id]);
    const store = desk.app.get(TaskStore);
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, index) => store.claim(id, `process ${String(index)}`)),
    );
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });

  it('delivers the task of a killed process again when its lease has ended', async () => {
    register(desk, 'test.orphan', (_payload, { attempt }) => Promise.resolve({ attempt }));
    const id = randomUUID();
    await desk.database.query(
      `INSERT INTO tasks (id, type, state, attempts, locked_by, locked_until)
       VALUES ($1, 'test.orphan', 'running', 1, 'a killed process', now() + interval '1 second')`,
      [id],
    );
    expect(await desk.app.get(TaskStore).claim(id, 'too early')).toBeNull();
    const [task] = await eventually(async () => {
      const rows = await tasks(desk, 'test.orphan');
      return rows[0]?.state === 'succeeded' && rows;
    });
    expect(task).toMatchObject({ attempts: 2, result: { attempt: 2 } });
  });

  it('sets a task aside that has killed every process that tried it', async () => {
    let runs = 0;
    register(desk, 'test.poison', () => Promise.resolve((runs += 1)));
    await desk.database.query(
      `INSERT INTO tasks (id, type, state, attempts, locked_by, locked_until, trying_since)
       VALUES ($1, 'test.poison', 'running', 10, 'a killed process', now(), now() - interval '5 minutes')`,
      [randomUUID()],
    );
    const [task] = await eventually(async () => {
      const rows = await tasks(desk, 'test.poison');
      return rows[0]?.state === 'dead' && rows;
    });
    expect(task).toMatchObject({ last_error: 'PermanentTaskError: The process died in the last attempt' });
    expect(runs).toBe(0);
  });

  it('does not let the former owner record anything after its lease was taken over', async () => {
    const id = randomUUID();
    await desk.database.query("INSERT INTO tasks (id, type) VALUES ($1, 'test.taken_over')", [id]);
    const store = desk.app.get(TaskStore);
    const first = await store.claim(id, 'first');
    await desk.database.query("UPDATE tasks SET locked_until = now() - interval '1 second' WHERE id = $1", [id]);
    const second = await store.claim(id, 'second');
    if (first === null || second === null) {
      throw new Error('both must have had it');
    }
    await store.succeed(first, 'first', 'too late');
    expect(await store.fail(desk.app.get(Database, { strict: false }), first, 'first', 'too late', 0)).toBe(false);
    await store.succeed(second, 'second', 'in time');
    expect(await tasks(desk, 'test.taken_over')).toMatchObject([{ state: 'succeeded', result: 'in time' }]);
  });

  it('removes what succeeded two weeks ago, and nothing else', async () => {
    await desk.database.query(
      `INSERT INTO tasks (id, type, state, finished_at) VALUES
       ($1, 'test.old', 'succeeded', now() - interval '15 days'), ($2, 'test.old', 'dead', now() - interval '15 days'),
       ($3, 'test.old', 'succeeded', now() - interval '13 days')`,
      [randomUUID(), randomUUID(), randomUUID()],
    );
    await desk.app.get(Tidy).execute();
    expect((await tasks(desk, 'test.old')).map(({ state }) => state).sort()).toEqual(['dead', 'succeeded']);
  });
});

describe('two processes on one database', () => {
  it('do every task once between them, and a process that ends gives its work back', async () => {
    const first = await startDesk();
    const second = await startDesk({ database: first.database });
    const done: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    [first, second].forEach((desk) => {
      register(desk, 'test.shared', (_payload, { taskId }) => {
        done.push(taskId);
        return Promise.resolve(null);
      });
    });
    const ids = await Promise.all(Array.from({ length: 40 }, () => enqueue(first, 'test.shared')));
    await eventually(async () => (await tasks(first, 'test.shared')).every((task) => task.state === 'succeeded'));
    expect(done.sort()).toEqual([...ids].sort());

    let isBegun = false;
    register(first, 'test.long', async () => {
      isBegun = true;
      await held;
    });
    await enqueue(first, 'test.long');
    await eventually(() => isBegun);
    await first.app.get(RunTask).stop(10);
    expect(await tasks(first, 'test.long')).toMatchObject([{ state: 'queued', attempts: 0, locked_by: null }]);
    release();
    await second.close();
    await first.close();
  });
});
