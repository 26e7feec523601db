import { Counts1764400000011 } from '../../server/platform/database/migrations/1764400000011-counts.js';
import { Database } from '../../server/platform/database/database.js';
import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import { submitTicket } from '../support/ticket-views.js';

/** What the database itself keeps beside tickets, for lists and counts: the same as what it was made from, always. */
describe('tags and mentions are kept for lists', () => {
  let desk: Desk;
  let ada: SignedIn;
  let carla: SignedIn;
  let dora: SignedIn;
  let tickets: readonly string[];

  /** Tickets whose kept tags or mentions are not those they have. */
  const differing = async (): Promise<unknown[]> =>
    desk.database.query(
      `SELECT t.id FROM tickets t
       WHERE ARRAY(SELECT DISTINCT tag FROM unnest(t.tags) AS tag ORDER BY 1)
           IS DISTINCT FROM ARRAY(SELECT g.tag FROM ticket_tags g WHERE g.ticket_id = t.id AND g.submitted_at = t.submitted_at ORDER BY 1)
         OR ARRAY(SELECT unnest(t.mentioned) ORDER BY 1)
           IS DISTINCT FROM ARRAY(SELECT DISTINCT m.user_id FROM ticket_mentions m WHERE m.ticket_id = t.id ORDER BY 1)`,
    );
  const kept = async (): Promise<{ tags: number; mentions: number }[]> =>
    desk.database.query(
      `SELECT (SELECT count(*)::int FROM ticket_tags) AS tags, (SELECT sum(cardinality(mentioned))::int FROM tickets) AS mentions`,
    );
  const send = async (path: string, body: object): Promise<void> => {
    const answer = await desk.request('POST', `/api/tickets/${path}`, { as: carla, body });
    if (answer.status >= 300) {
      throw new Error(`${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    }
  };

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    [ada, carla, dora] = await Promise.all([
      desk.people.employee(),
      desk.people.coordinator(),
      desk.people.coordinator(),
    ]);
    const made = [await submitTicket(desk, ada), await submitTicket(desk, ada)];
    tickets = made.map(({ body }) => body.id);
  });
  afterAll(async () => {
    await desk.close();
  });

  it('while many change and name at once', async () => {
    const writers = [0, 1].map(async (lane) => {
      for (let turn = lane; turn < 16; turn += 2) {
        const ticket = tickets[(turn >> 1) % 2] ?? '';
        const [tag, gone] = [(turn * 7) % 5, (turn * 7 + 1) % 5].map((one) => `tag${String(one)}`);
        await send('bulk', { ids: tickets, action: 'add_tags', tags: [tag, 'all'] });
        await send('bulk', { ids: [ticket], action: 'remove_tags', tags: [gone] });
        await send(`${ticket}/comments`, {
          body: `[@X](mention:${dora.id})`,
          visibility: 'internal',
        });
      }
    });
    await Promise.all(writers);
    const [counts] = await kept();
    expect(counts?.tags).toBeGreaterThan(2);
    expect(counts?.mentions).toBeGreaterThan(1);
    expect(await differing()).toEqual([]);
  });

  it('of what was there before, too', async () => {
    const before = await kept();
    const runner = desk.app.get(Database).dataSource.createQueryRunner();
    const migration = new Counts1764400000011();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    expect(await kept()).toEqual(before);
    expect(await differing()).toEqual([]);
  });
});
