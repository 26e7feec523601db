import { Conversation1764300000004 } from '../../server/platform/database/migrations/1764300000004-conversation.js';
import { Database } from '../../server/platform/database/database.js';
import { startDesk, type Desk } from '../support/desk.js';
import { submitTicket } from '../support/ticket-views.js';

/** A desk that had conversations before lists told of them. */
describe('the migration to conversations in lists', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
  });
  afterAll(async () => {
    await desk.close();
  });

  it('tells the last messages of before, and none of it is news', async () => {
    const [ada, carla] = await Promise.all([desk.people.employee(), desk.people.coordinator()]);
    const [{ body: talked }, { body: silent }] = [await submitTicket(desk, ada), await submitTicket(desk, ada)];
    const write = async (body: string, visibility: string): Promise<void> => {
      const path = `/api/tickets/${talked.id}/comments`;
      const answer = await desk.request('POST', path, { as: carla, body: { body, visibility } });
      expect(answer.status).toBe(201);
    };
    await write('An earlier one', 'public');
    const id = '018f0000-0000-7000-8000-000000000001';
    await write(
      `# See **this** [page](https://example.com) ![the error](attachment:${id}) [@Ada](mention:${id})`,
      'public',
    );
    await write('word '.repeat(100), 'internal');

    const runner = desk.app.get(Database).dataSource.createQueryRunner();
    const migration = new Conversation1764300000004();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();

    const list = await desk.request<{
      items: { id: string; isUnread: boolean; lastMessage: { text: string; visibility: string } | null }[];
    }>('GET', '/api/tickets', { as: ada });
    const told = list.body.items.map(({ id: one, isUnread, lastMessage }) => [
      one,
      isUnread,
      lastMessage?.text ?? null,
    ]);
    expect(told).toEqual([
      [silent.id, false, null],
      [talked.id, false, 'See this page [image: the error] @Ada'],
    ]);
    const [row] = await desk.database.query<{ last_note_text: string }>(
      'SELECT last_note_text FROM tickets WHERE id = $1',
      [talked.id],
    );
    expect(row?.last_note_text).toMatch(/^word .*…$/);
    expect(row?.last_note_text.length).toBe(140);
    const [replies] = await desk.database.query<{ many: number }>('SELECT count(*)::int AS many FROM saved_replies');
    expect(replies?.many).toBeGreaterThanOrEqual(15);
  });
});
