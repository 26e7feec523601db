import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HourlyWork } from '../../server/platform/schedule/hourly-work.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { Bearer, Refusal } from '../support/rest.js';
import type { SignedIn } from '../support/people.js';
import { PNG, submitTicket, type CommentView, type TicketView } from '../support/ticket-views.js';

interface UploadView {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly contentType: string;
  readonly state: string;
  readonly previewKind: string | null;
  readonly expiresAt: string;
}

const DAY = 86_400_000;
const png = new Uint8Array(PNG);
const NOBODYS = '0198f000-0000-7000-8000-000000000000';

describe('files that wait for their message', () => {
  let desk: Desk;
  let ada: SignedIn;
  let bob: SignedIn;
  let carla: SignedIn;
  let ticket: TicketView;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    [ada, bob, carla] = await Promise.all([desk.people.employee(), desk.people.employee(), desk.people.coordinator()]);
    ticket = (await submitTicket(desk, ada)).body;
  });
  afterAll(async () => {
    await desk.close();
  });
  afterEach(async () => {
    await desk.database.query("DELETE FROM attachments WHERE owner_type = 'upload'");
  });

  const form = (name: string, bytes: Uint8Array<ArrayBuffer> = png): FormData => {
    const body = new FormData();
    body.append('files', new Blob([bytes]), name);
    return body;
  };
  const upload = async (as: Bearer, name = 'screen.png', headers: Record<string, string> = {}) =>
    desk.request<UploadView & Refusal>('POST', '/api/uploads', { as, body: form(name), headers });
  const uploaded = async (as: Bearer, name?: string): Promise<string> => {
    const answer = await upload(as, name);
    expect(answer.status).toBe(201);
    return answer.body.id;
  };
  const comment = async (as: SignedIn, body: object, headers: Record<string, string> = {}) =>
    desk.request<CommentView & Refusal>('POST', `/api/tickets/${ticket.id}/comments`, { as, body, headers });
  const waiting = async (as: SignedIn): Promise<readonly string[]> =>
    (await desk.request<{ items: UploadView[] }>('GET', '/api/uploads', { as })).body.items.map(({ id }) => id);
  const storedFiles = (): number =>
    readdirSync(join(desk.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .length;

  describe('coming in', () => {
    it('are told with everything that a page needs, and listed oldest first', async () => {
      const { status, body } = await upload(ada, '../Bild\u202e.png');
      expect(status).toBe(201);
      expect(body).toEqual({
        id: expect.any(String) as string,
        filename: 'Bild.png',
        size: PNG.length,
        contentType: 'image/png',
        state: 'unscanned',
        previewKind: 'image',
        expiresAt: new Date(new Date(body.expiresAt).getTime()).toISOString(),
      });
      expect(Math.abs(new Date(body.expiresAt).getTime() - desk.clock.now().getTime() - DAY)).toBeLessThan(5_000);
      const second = await uploaded(ada);
      expect(await waiting(ada)).toEqual([body.id, second]);
      expect((await desk.request('GET', `/api/uploads/${body.id}`, { as: ada })).body).toEqual(body);
    });

    it('one at a time, and of a kind that is taken', async () => {
      const two = form('a.png');
      two.append('files', new Blob([png]), 'b.png');
      for (const body of [two, form('evil.exe', new Uint8Array(Buffer.from('MZ\u0000\u0001'))), new FormData()]) {
        const answer = await desk.request<Refusal>('POST', '/api/uploads', { as: ada, body });
        expect(answer).toMatchObject({
          status: 400,
          body: { code: 'VALIDATION_FAILED', details: { files: [expect.any(String)] } },
        });
      }
      const withField = form('a.png');
      withField.append('ticketId', ticket.id);
      expect((await desk.request('POST', '/api/uploads', { as: ada, body: withField })).status).toBe(400);
      expect(await waiting(ada)).toEqual([]);
    });

    it('twice with one Idempotency-Key are one', async () => {
      const headers = { 'idempotency-key': 'the-same-picture' };
      const before = storedFiles();
      const [first, second] = [await upload(ada, 'a.png', headers), await upload(ada, 'a.png', headers)];
      expect(second.body).toEqual(first.body);
      expect(await waiting(ada)).toEqual([first.body.id]);
      expect(storedFiles()).toBe(before + 1);
    });

    it('twenty at most, also when they come at once; it is said before what is wrong with the file', async () => {
      const answers = await Promise.all(Array.from({ length: 24 }, async () => upload(ada)));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
      expect(answers.find(({ status }) => status !== 201)).toMatchObject({
        status: 409,
        body: { code: 'UPLOADS_LIMIT', details: { most: ['20'] } },
      });
      expect((await upload(ada, 'no-extension')).status).toBe(409);
      expect((await upload(bob)).status).toBe(201);
    });

    it('200 MB at most', async () => {
      await uploaded(ada);
      await desk.database.query(`UPDATE attachments SET size = 200 * 1024 * 1024 - 10 WHERE owner_type = 'upload'`);
      expect(await upload(ada)).toMatchObject({ status: 409, body: { code: 'UPLOADS_LIMIT' } });
    });
  });

  describe('belong to who sent them', () => {
    it('and are there for nobody else, whatever the door', async () => {
      const id = await uploaded(ada);
      const admin = await desk.people.admin();
      for (const as of [bob, carla, admin]) {
        expect((await desk.request('GET', `/api/uploads/${id}`, { as })).status).toBe(404);
        expect((await desk.request('DELETE', `/api/uploads/${id}`, { as })).status).toBe(404);
        expect((await desk.request('GET', `/attach/${id}/download`, { as })).status).toBe(404);
        expect((await desk.request('GET', `/attach/${id}/preview?size=screen`, { as })).status).toBe(404);
        expect((await desk.request('GET', `/api/attachments/${id}/link`, { as })).status).toBe(404);
        expect(await waiting(as)).toEqual([]);
      }
      expect((await desk.request('GET', `/attach/${id}/download`, { as: ada })).bytes.equals(PNG)).toBe(true);
      expect((await desk.request('GET', `/attach/${id}/preview?size=thumbnail`, { as: ada })).status).toBe(200);
    });

    it('need the word file:upload of an API token', async () => {
      const token = async (scopes: string[]): Promise<Bearer> => {
        const body = { name: scopes.join(), scopes };
        const made = await desk.request<{ token: string }>('POST', '/api/me/api-tokens', { as: ada, body });
        return { access: made.body.token };
      };
      const [reading, loading] = [await token(['file:read']), await token(['file:upload'])];
      expect(await upload(reading)).toMatchObject({ status: 403, body: { code: 'PERMISSION_DENIED' } });
      const id = await uploaded(loading);
      expect((await desk.request('GET', `/attach/${id}/download`, { as: loading })).status).toBe(403);
      expect((await desk.request('GET', `/attach/${id}/download`, { as: reading })).status).toBe(200);
    });

    it('who is suspended neither loads up nor sends what waits', async () => {
      const eve = await desk.people.employee();
      const admin = await desk.people.admin();
      const id = await uploaded(eve);
      const reason = { reason: 'Left' };
      expect((await desk.request('POST', `/api/users/${eve.id}/suspend`, { as: admin, body: reason })).status).toBe(
        200,
      );
      expect((await upload(eve)).status).toBe(401);
      expect((await desk.request('GET', '/api/uploads', { as: eve })).status).toBe(401);
      expect((await comment(eve, { body: 'x', uploadIds: [id] })).status).toBe(401);
      expect((await comment(carla, { body: 'x', uploadIds: [id] })).status).toBe(400);
    });
  });

  describe('are taken back', () => {
    it('with their bytes and what was drawn of them; a second time there is nothing', async () => {
      const before = storedFiles();
      const id = await uploaded(ada);
      await desk.request('GET', `/attach/${id}/preview?size=thumbnail`, { as: ada });
      expect(storedFiles()).toBe(before + 2);
      expect((await desk.request('DELETE', `/api/uploads/${id}`, { as: ada })).status).toBe(204);
      expect((await desk.request('DELETE', `/api/uploads/${id}`, { as: ada })).status).toBe(404);
      expect((await desk.request('GET', `/attach/${id}/download`, { as: ada })).status).toBe(404);
      await eventually(() => storedFiles() === before);
    });

    it('or forgotten after a day, and not before', async () => {
      const before = storedFiles();
      const id = await uploaded(ada);
      const sweep = async (): Promise<void> => desk.app.get(HourlyWork).runAll();
      // Sessions end sooner than that: not the clock moves, but the hour at which it was sent.
      const age = async (milliseconds: number): Promise<void> => {
        const expires = new Date(desk.clock.now().getTime() + DAY - milliseconds);
        await desk.database.query('UPDATE attachments SET expires_at = $2 WHERE id = $1', [id, expires]);
      };
      await age(DAY - 60_000);
      await sweep();
      expect(await waiting(ada)).toEqual([id]);
      await age(DAY);
      expect(await waiting(ada)).toEqual([]);
      expect((await desk.request('GET', `/attach/${id}/download`, { as: ada })).status).toBe(404);
      expect(await comment(ada, { body: 'Late', uploadIds: [id] })).toMatchObject({
        status: 400,
        body: { details: { uploadIds: [expect.stringContaining(id)] } },
      });
      await sweep();
      expect(await desk.database.query("SELECT id FROM attachments WHERE owner_type = 'upload'")).toHaveLength(0);
      await eventually(() => storedFiles() === before);
    });
  });

  describe('sent', () => {
    it('with a ticket, and shown in its text by their ids', async () => {
      const [first, second] = [await uploaded(ada, 'one.png'), await uploaded(ada, 'two.png')];
      const body = {
        subject: 'With pictures',
        category: 'network',
        description: `Look: ![here](attachment:${first})`,
        uploadIds: [second, first],
      };
      const answer = await desk.request<TicketView & { descriptionHtml: string }>('POST', '/api/tickets', {
        as: ada,
        body,
      });
      expect(answer.status).toBe(201);
      expect(answer.body.attachmentCount).toBe(2);
      expect(answer.body.descriptionHtml).toContain(`data-attachment="${first}"`);
      expect(answer.body.attachments.map(({ id }) => id).toSorted()).toEqual([first, second].toSorted());
      expect(answer.body.attachments[0]).toMatchObject({
        previewKind: 'image',
        createdAt: expect.any(String) as string,
        uploadedBy: { id: ada.id },
        url: expect.stringMatching(/^\/attach\/.+\/download$/) as string,
      });
      expect(await waiting(ada)).toEqual([]);
      expect((await desk.request('GET', `/attach/${first}/download`, { as: carla })).status).toBe(200);
      expect((await desk.request('DELETE', `/api/uploads/${first}`, { as: ada })).status).toBe(404);
    });

    it('with an answer that has no words, beside files that come with it', async () => {
      const id = await uploaded(ada);
      expect((await comment(ada, { uploadIds: [id] })).body.attachments.map((file) => file.id)).toEqual([id]);
      for (const given of [(ids: string[]) => JSON.stringify(ids), (ids: string[]) => ids.join(', ')]) {
        const ids = [await uploaded(ada), await uploaded(ada)];
        const body = form('beside.png');
        body.append('uploadIds', given(ids));
        const answer = await comment(ada, body);
        expect(answer.status).toBe(201);
        expect(answer.body.attachments).toHaveLength(3);
        expect(answer.body.attachments.map((file) => file.id)).toEqual(expect.arrayContaining(ids));
      }
    });

    it('without a message', async () => {
      const id = await uploaded(carla);
      const path = `/api/tickets/${ticket.id}/attachments`;
      const answer = await desk.request<{ id: string }[]>('POST', path, { as: carla, body: { uploadIds: [id] } });
      expect(answer).toMatchObject({ status: 201, body: [{ id, uploadedBy: { id: carla.id } }] });
      expect((await desk.request('POST', path, { as: carla, body: { uploadIds: [] } })).status).toBe(400);
      expect((await desk.request('POST', path, { as: carla })).status).toBe(400);
    });

    it('with a note are for staff alone', async () => {
      const id = await uploaded(carla);
      expect((await comment(carla, { body: 'Between us', visibility: 'internal', uploadIds: [id] })).status).toBe(201);
      for (const path of [
        `/attach/${id}/download`,
        `/attach/${id}/preview?size=screen`,
        `/api/attachments/${id}/link`,
      ]) {
        expect((await desk.request('GET', path, { as: ada })).status).toBe(404);
      }
      const { body } = await desk.request<TicketView>('GET', `/api/tickets/${ticket.id}`, { as: ada });
      expect(body.attachments.map((file) => file.id)).not.toContain(id);
    });

    it('twice with one Idempotency-Key are one message', async () => {
      const id = await uploaded(ada);
      const headers = { 'idempotency-key': 'sent-once' };
      const first = await comment(ada, { body: 'Once', uploadIds: [id] }, headers);
      const again = await comment(ada, { body: 'Once', uploadIds: [id] }, headers);
      expect(first.status).toBe(201);
      expect(again.body).toEqual(first.body);
      expect(await comment(ada, { body: 'Once', uploadIds: [] }, headers)).toMatchObject({ status: 409 });
    });

    it('are refused by name where they are unknown, foreign, used, infected, and nothing of the message is kept', async () => {
      const [own, foreign, infected, used] = [
        await uploaded(ada),
        await uploaded(bob),
        await uploaded(ada, 'virus.png'),
        await uploaded(ada),
      ];
      await desk.database.query("UPDATE attachments SET state = 'infected' WHERE id = $1", [infected]);
      expect((await comment(ada, { body: 'Used', uploadIds: [used] })).status).toBe(201);
      const [before] = await desk.database.query('SELECT count(*) FROM comments');
      const answer = await comment(ada, { body: 'All', uploadIds: [own, NOBODYS, foreign, used, infected] });
      expect(answer).toMatchObject({
        status: 400,
        body: {
          details: {
            uploadIds: [
              expect.stringContaining(NOBODYS),
              expect.stringContaining(foreign),
              expect.stringContaining(used),
              'virus.png: the file was refused by the virus scanner',
            ],
          },
        },
      });
      const [after] = await desk.database.query('SELECT count(*) FROM comments');
      expect(after).toEqual(before);
      expect(await waiting(ada)).toEqual([own, infected]);
    });

    it('are fine while they are scanned', async () => {
      const id = await uploaded(ada);
      await desk.database.query("UPDATE attachments SET state = 'scanning' WHERE id = $1", [id]);
      expect((await comment(ada, { body: 'Soon', uploadIds: [id] })).body.attachments).toMatchObject([
        { state: 'scanning' },
      ]);
    });

    it.each<[string, unknown]>([
      ['no list', { a: 1 }],
      ['a number', 7],
      ['no ids', ['seven']],
      ['one of them twice', [NOBODYS, NOBODYS.toUpperCase()]],
      ['broken JSON', '[broken'],
      ['eleven', Array.from({ length: 11 }, (_, n) => NOBODYS.replace(/.{2}$/, String(10 + n)))],
    ])('are refused as %s', async (_, uploadIds) => {
      expect(await comment(ada, { body: 'x', uploadIds })).toMatchObject({
        status: 400,
        body: { details: { uploadIds: [expect.any(String)] } },
      });
    });

    it('are ten at most with those that come beside them', async () => {
      const ids = await Promise.all(Array.from({ length: 10 }, async () => uploaded(ada)));
      const body = form('eleventh.png');
      body.append('uploadIds', JSON.stringify(ids));
      expect(await comment(ada, body)).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
      expect(await waiting(ada)).toHaveLength(10);
    });
  });

  describe('at once', () => {
    it('of two messages with the same files one gets them', async () => {
      for (let round = 0; round < 8; round += 1) {
        const ids = [await uploaded(ada), await uploaded(ada)];
        const answers = await Promise.all([
          comment(ada, { body: 'One', uploadIds: ids }),
          comment(ada, { body: 'Two', uploadIds: ids.toReversed() }),
        ]);
        expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 400]);
      }
    });

    it('what is sent is not forgotten, and what is forgotten is not sent', async () => {
      const chore = desk.app.get(HourlyWork);
      for (let round = 0; round < 8; round += 1) {
        const id = await uploaded(ada);
        await desk.database.query('UPDATE attachments SET expires_at = $2 WHERE id = $1', [
          id,
          new Date(desk.clock.now().getTime() + 3),
        ]);
        const [answer] = await Promise.all([comment(ada, { body: 'Just in time', uploadIds: [id] }), chore.runAll()]);
        await chore.runAll();
        const file = await desk.request('GET', `/attach/${id}/download`, { as: ada });
        expect([answer.status, file.status]).toEqual(answer.status === 201 ? [201, 200] : [400, 404]);
      }
    });
  });
});
