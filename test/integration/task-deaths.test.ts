import { randomUUID } from 'node:crypto';
import { systemCall } from '../../server/kernel/call.js';
import { INSIDE, PermanentTaskError, QueueFacade, TaskHandlers } from '../../server/modules/queue/queue.facade.js';
import { UnitOfWork } from '../../server/platform/database/unit-of-work.js';
import { EventConsumers } from '../../server/platform/events/event-consumers.js';
import { ADMIN_EMAIL, startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';

describe('work that nobody can do', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
    // Far from the end of an hour, whenever this runs.
    desk.clock.set(new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 + 900_000));
    for (const type of ['test.first', 'test.second']) {
      desk.app.get(TaskHandlers).register({
        type,
        retry: INSIDE,
        timeoutMs: 5_000,
        concurrency: 4,
        handle: () => Promise.reject(new PermanentTaskError('no use')),
      });
    }
  });
  afterAll(async () => {
    await desk.close();
  });

  const dying = (type: string, count: number): Promise<string[]> =>
    desk.app.get(UnitOfWork).run(systemCall(), (tx) =>
      desk.app.get(QueueFacade).enqueueAll(
        tx,
        systemCall(),
        Array.from({ length: count }, () => ({ id: randomUUID(), type, payload: {} })),
      ),
    );
  const deaths = (ids: readonly string[]) =>
    desk.database.query<{ subject_id: string; data: object; audience: string }>(
      "SELECT subject_id, data, audience FROM events WHERE name = 'task.died' AND subject_id = ANY($1::uuid[])",
      [ids],
    );
  const areTold = (ids: readonly string[]) =>
    eventually(async () => {
      const told = await desk.database.query(
        `SELECT 1 FROM tasks t JOIN events e ON e.id = t.event_id
         WHERE t.type = 'event:notifications.tasks' AND t.state = 'succeeded' AND e.subject_id = ANY($1::uuid[])`,
        [ids],
      );
      return told.length === ids.length;
    });
  const mails = () =>
    desk.database.query<{ to_address: string; type: string }>(
      "SELECT to_address, data->>'type' AS type FROM mail_messages WHERE template = 'task-died-notice' ORDER BY 2, 1",
    );

  it('is told to administrators by an event for each task, and by one mail per kind and hour', async () => {
    const second = await desk.people.secondAdmin();
    await desk.people.coordinator();
    const ids = [...(await dying('test.first', 5)), ...(await dying('test.second', 1))];
    await areTold(ids);
    expect((await deaths(ids)).map(({ subject_id }) => subject_id).sort()).toEqual(ids.toSorted());
    expect(await deaths(ids.slice(0, 1))).toMatchObject([{ data: { type: 'test.first' }, audience: 'admin' }]);
    const admins = [ADMIN_EMAIL, second.email].toSorted();
    const ofThisHour = ['test.first', 'test.second'].flatMap((type) =>
      admins.map((to_address) => ({ to_address, type })),
    );
    expect(await mails()).toEqual(ofThisHour);

    desk.clock.advance(3_600_000);
    await areTold(await dying('test.first', 2));
    expect((await mails()).filter(({ type }) => type === 'test.first')).toHaveLength(4);
  });

  it('is not told of for ever when the telling dies', async () => {
    const seen: string[] = [];
    desk.app.get(EventConsumers, { strict: false }).register({
      name: 'test.cannot-hear-of-deaths',
      events: ['task.died'],
      handle: ({ subject }) => {
        seen.push(subject.id);
        return Promise.reject(new PermanentTaskError('not even that'));
      },
    });
    const [id = ''] = await dying('test.second', 1);
    const [deaf] = await eventually(async () => {
      const rows = await desk.database.query<{ id: string; state: string }>(
        "SELECT id, state FROM tasks WHERE type = 'event:test.cannot-hear-of-deaths'",
      );
      return rows[0]?.state === 'dead' && rows;
    });
    expect(await deaths([id])).toHaveLength(1);
    expect(await deaths([deaf?.id ?? ''])).toEqual([]);
    expect(seen).toEqual([id]);
  });
});
