import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemCall } from '../../server/kernel/call.js';
import { INSIDE, QueueFacade, TaskHandlers } from '../../server/modules/queue/queue.facade.js';
import { JobQueue } from '../../server/modules/queue/runners/job-queue.js';
import { UnitOfWork } from '../../server/platform/database/unit-of-work.js';
import { startEmbeddedRedis } from '../../server/platform/embedded/embedded-redis.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { redisServer, type RedisServer } from '../support/redis-server.js';

const TYPE = 'test.work';

const enqueue = (desk: Desk, count = 1): Promise<string[]> =>
  desk.app.get(UnitOfWork).run(systemCall(), async (tx) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      ids.push(
        await desk.app.get(QueueFacade).enqueue(tx, systemCall(), { id: randomUUID(), type: TYPE, payload: { index } }),
      );
    }
    return ids;
  });

const isAllDone = async (desk: Desk): Promise<boolean> =>
  (await desk.database.query("SELECT 1 FROM tasks WHERE state <> 'succeeded'")).length === 0;

const hasRedis = (desk: Desk): boolean => desk.app.get(JobQueue).leftToDoorbell() > 0;

describe('the queue with Redis', () => {
  let redis: RedisServer;
  let desk: Desk;
  const effects = new Map<string, number>();
  let isFailing = false;

  beforeAll(async () => {
    redis = await redisServer();
    await redis.start();
    desk = await startDesk({ env: { REDIS_URL: redis.url } });
    desk.app.get(TaskHandlers).register({
      type: TYPE,
      retry: INSIDE,
      timeoutMs: 5_000,
      concurrency: 4,
      handle: (_payload, { taskId }) => {
        if (isFailing) {
          isFailing = false;
          return Promise.reject(new Error('once'));
        }
        effects.set(taskId, (effects.get(taskId) ?? 0) + 1);
        return Promise.resolve({ taskId });
      },
    });
    await eventually(() => hasRedis(desk));
  });

  beforeEach(() => {
    effects.clear();
  });

  afterAll(async () => {
    await desk.close();
    await redis.kill();
  });

  it('rings through Bull, well before the sweep would look, and leaves nothing behind', async () => {
    await enqueue(desk);
    await eventually(() => effects.size === 1);
    const begun = Date.now();
    await enqueue(desk, 30);
    await eventually(() => effects.size === 31, { within: 2_500 });
    expect(Date.now() - begun).toBeLessThan(2_500);
    await eventually(
      async () => (await isAllDone(desk)) && (await redis.keys()).every((key) => !/[0-9a-f-]{36}:1$/.test(key)),
    );
    expect([...effects.values()].every((count) => count === 1)).toBe(true);
    const [instance] = await desk.database.query<{ id: string }>('SELECT id FROM instance');
    expect((await redis.keys()).every((key) => key.startsWith(`smartsupport:${instance?.id ?? ''}:`))).toBe(true);
  });

  it('rings again for the next attempt', async () => {
    isFailing = true;
    const [id] = await enqueue(desk);
    await eventually(() => effects.get(id ?? '') === 1, { within: 2_500 });
    await eventually(() => isAllDone(desk));
    expect(await desk.database.query('SELECT attempts FROM tasks WHERE id = $1', [id])).toEqual([{ attempts: 2 }]);
  });

  it('does all work once when Redis is killed in the middle, and rings again when it is back', async () => {
    const before = await enqueue(desk, 40);
    await redis.kill();
    const after = await enqueue(desk, 40);
    await eventually(() => effects.size === 80);
    await eventually(() => isAllDone(desk));
    expect([...effects.keys()].sort()).toEqual([...before, ...after].sort());
    expect([...effects.values()].every((count) => count === 1)).toBe(true);

    await redis.start();
    await eventually(() => hasRedis(desk));
    effects.clear();
    await enqueue(desk, 5);
    await eventually(() => effects.size === 5, { within: 2_500 });
  });

  it('waits for a frozen Redis no longer than 50 ms', async () => {
    await eventually(() => isAllDone(desk));
    redis.freeze();
    const begun = Date.now();
    await enqueue(desk);
    expect(Date.now() - begun).toBeLessThan(500);
    await eventually(() => effects.size === 1, { within: 1_500 });
    redis.thaw();
    await eventually(() => hasRedis(desk));
    await eventually(() => isAllDone(desk));
    expect([...effects.values()]).toEqual([1]);
  });

  it('does the work that a Redis without memory has forgotten', async () => {
    const id = randomUUID();
    await desk.database.query('INSERT INTO tasks (id, type) VALUES ($1, $2)', [id, TYPE]);
    await eventually(() => effects.get(id) === 1);
  });
});

describe('a desk whose Redis is dead', () => {
  it('starts, works and ends in time', async () => {
    const redis = await redisServer();
    const begun = Date.now();
    const desk = await startDesk({ env: { REDIS_URL: redis.url } });
    let runs = 0;
    desk.app.get(TaskHandlers).register({
      type: TYPE,
      retry: INSIDE,
      timeoutMs: 5_000,
      concurrency: 1,
      handle: () => Promise.resolve((runs += 1)),
    });
    await enqueue(desk);
    await eventually(() => runs === 1, { within: 2_000 });
    await desk.close();
    expect(Date.now() - begun).toBeLessThan(8_000);
  });

  it('ends in time when Redis dies while it runs', async () => {
    const redis = await redisServer();
    await redis.start();
    const desk = await startDesk({ env: { REDIS_URL: redis.url } });
    await eventually(() => hasRedis(desk));
    await redis.kill();
    const begun = Date.now();
    await desk.close();
    expect(Date.now() - begun).toBeLessThan(4_000);
  });
});

describe('the embedded Redis', () => {
  it('is found on the PATH, shared by two processes of a desk, and ended by the one that started it', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'smartsupport-redis-'));
    const first = await startEmbeddedRedis(dataDir, process.env['PATH'] ?? '');
    const second = await startEmbeddedRedis(dataDir, process.env['PATH'] ?? '');
    expect(first?.url).toBe(`unix://${join(dataDir, 'redis.sock')}`);
    expect(second?.url).toBe(first?.url);
    const desk = await startDesk({ env: { REDIS_URL: first?.url ?? '' } });
    await eventually(() => hasRedis(desk));
    await desk.close();
    await second?.stop();
    await first?.stop();
    const third = await startEmbeddedRedis(dataDir, process.env['PATH'] ?? '');
    expect(third).not.toBeNull();
    await third?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is none when the machine has none', async () => {
    expect(await startEmbeddedRedis(tmpdir(), '/nowhere')).toBeNull();
  });
});
