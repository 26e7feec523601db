import { LearnWords } from '../../server/modules/tickets/use-cases/learn-words.js';
import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import { submitTicket, type TicketDraft, type TicketView } from '../support/ticket-views.js';

interface Found extends TicketView {
  readonly highlights: { readonly subject: string | null; readonly text: string | null } | null;
}
interface FoundList {
  readonly items: readonly Found[];
  readonly nextCursor: string | null;
  readonly didYouMean: string | null;
  readonly total?: number;
}

describe('search', () => {
  let desk: Desk;
  let ada: SignedIn;
  let bob: SignedIn;
  let carla: SignedIn;
  let admin: SignedIn;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    [ada, bob, carla, admin] = await Promise.all([
      desk.people.employee(),
      desk.people.employee(),
      desk.people.coordinator(),
      desk.people.admin(),
    ]);
  });
  afterAll(async () => {
    await desk.close();
  });

  const search = async (as: SignedIn, q: string, more: Record<string, string> = {}): Promise<FoundList> => {
    const query = new URLSearchParams({ q, ...more }).toString();
    const answer = await desk.request<FoundList>('GET', `/api/tickets?${query}`, { as });
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  };
  const make = async (draft: TicketDraft, as = ada): Promise<TicketView> => {
    const answer = await submitTicket(desk, as, draft);
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const say = async (as: SignedIn, id: string, body: string, visibility = 'public'): Promise<void> => {
    const answer = await desk.request('POST', `/api/tickets/${id}/comments`, { as, body: { body, visibility } });
    expect(answer.status).toBe(201);
  };
  const seen = (text: string | null | undefined): string | null =>
    text?.replaceAll('\uE000', '[').replaceAll('\uE001', ']') ?? null;

  describe('words', () => {
    let ticket: TicketView;

    beforeAll(async () => {
      ticket = await make({ subject: 'Frau Müller braucht Hilfe', description: 'Kabel bei Herrn Mueller und Weiss' });
    });

    it.each(['Müller', 'Muller', 'muller', 'Mueller', 'müll', 'weiß', `#TICKET`, 'müller kabel'])(
      'finds with and without accents, umlauts in one letter or two: %s',
      async (q) => {
        const { items } = await search(carla, q.replace('TICKET', String(Number(ticket.number.slice(3)))));
        expect(items.map(({ id }) => id)).toContain(ticket.id);
      },
    );

    it('finds words of a note and of the request together, for staff alone', async () => {
      await say(carla, ticket.id, 'Steckdosenleiste bestellt', 'internal');
      expect((await search(carla, 'kabel steckdosenleiste')).items).toHaveLength(1);
      expect((await search(ada, 'kabel steckdosenleiste')).items).toHaveLength(0);
    });

    it.each([
      `it's & | ! ( ) : * \\ ' "`,
      '~foo',
      '@15.1',
      `!${'x'.repeat(40)}`,
      '<script>',
      '\u0000',
      '%_',
      "'; --",
      '🖨️ 🖨️',
    ])('takes any text: %s', async (q) => {
      const { didYouMean } = await search(ada, q);
      expect(didYouMean).toBeNull();
    });

    it('marks of the index are no words', async () => {
      const [{ words } = { words: '' }] = await desk.database.query<{ words: string }>(
        'SELECT words::text AS words FROM ticket_search WHERE ticket_id = $1',
        [ticket.id],
      );
      expect(words).toContain(`!${ada.id}`);
      expect((await search(carla, ada.id)).items).toHaveLength(0);
    });
  });

  it.each(['public', 'internal'])(
    'has room for so many words of a ticket, and keeps nobody from writing: %s',
    async (kind) => {
      const { id } = await make({ subject: 'Everything in one', description: `Protocols ${kind}` }, carla);
      // Long words, as protocols and keys are: a megabyte of them is more than the index takes.
      const part = (n: number): string =>
        Array.from({ length: 50 }, (_, word) => `first${String(n)}x${String(word)}y`.padEnd(980, 'ж')).join(' ');
      for (let n = 0; n < 13; n += 1) {
        await say(carla, id, part(n), kind);
      }
      const edited = await desk.request('PATCH', `/api/tickets/${id}`, { as: carla, body: { subject: 'Renamed' } });
      expect(edited.status).toBe(200);
      expect((await search(carla, `renamed protocols ${kind} first0x0y first9x0y`)).items).toHaveLength(1);
      expect((await search(carla, `renamed first12x49y`)).items).toHaveLength(0);
    },
  );

  describe('highlights', () => {
    it('are null without a search', async () => {
      const { body } = await desk.request<FoundList>('GET', '/api/tickets?limit=1', { as: ada });
      expect(body).toMatchObject({ didYouMean: null, items: [{ highlights: null }] });
    });

    it('show the word in subject and description', async () => {
      const { id } = await make({ subject: 'Two Bagpipes', description: 'The **bagpipe** of Größe eins' });
      const [item] = (await search(ada, 'bagpipes grosse')).items;
      expect(item?.id).toBe(id);
      expect(seen(item?.highlights?.subject)).toBe('Two [Bagpipes]');
      expect(seen(item?.highlights?.text)).toBe('The [bagpipe] of [Größe] eins');
    });

    it('show replies to everybody and notes to staff alone', async () => {
      const { id } = await make({ subject: 'Quietword', description: 'nothing else' });
      await say(carla, id, 'Here is the loudword');
      await say(carla, id, 'Here is the loudword of the note', 'internal');
      const [own] = (await search(ada, 'loudword')).items;
      expect(own?.highlights).toEqual({ subject: null, text: 'Here is the \uE000loudword\uE001' });
      const [staff] = (await search(carla, 'loudword')).items;
      expect(seen(staff?.highlights?.text)).toBe('Here is the [loudword] of the note');
    });
  });

  describe('typing errors', () => {
    beforeAll(async () => {
      await make({ subject: 'Projector without light', description: 'in the auditorium' });
      await make({ subject: 'Projector and VPN', description: 'both broken' });
    });

    it.each([
      ['projetcor', 'projector'],
      ['Projektor light', 'projector light'],
      ['pojector', 'projector'],
      ['auditroium', 'auditorium'],
      ['vnp projector', 'vpn projector'],
      ['auditr', 'auditorium'],
    ])('%s finds what %s finds, and says so', async (q, meant) => {
      const answer = await search(ada, q, { include: 'total' });
      expect(answer.didYouMean).toBe(meant);
      const asMeant = await search(ada, meant, { include: 'total' });
      expect(asMeant.didYouMean).toBeNull();
      expect(answer.items.length).toBeGreaterThan(0);
      expect({ ...answer, didYouMean: null }).toEqual(asMeant);
      expect((await search(carla, q)).didYouMean).toBe(meant);
    });

    it('keeps to what was meant on the pages behind', async () => {
      const first = await search(ada, 'projetcor', { limit: '1' });
      expect(first.nextCursor).not.toBeNull();
      const { number } = await make({ subject: 'projetcor' });
      const second = await search(ada, 'projetcor', { limit: '1', cursor: first.nextCursor ?? '' });
      expect(second.didYouMean).toBe('projector');
      expect([...first.items, ...second.items].map(({ subject }) => subject)).toEqual([
        'Projector and VPN',
        'Projector without light',
      ]);
      expect((await search(ada, 'projetcor')).items.map((item) => item.number)).toEqual([number]);
    });

    it('asks for nothing that the filter leaves out', async () => {
      expect(await search(ada, 'auditroium', { status: 'Closed' })).toMatchObject({ items: [], didYouMean: null });
    });

    it('exports what the list shows', async () => {
      const { body } = await desk.request<string>('GET', '/api/tickets/export?q=auditroium', { as: carla });
      expect(body).toContain('Projector without light');
    });

    it('never tells a word that stands only where the asker may not read', async () => {
      const secret = await make({ subject: 'Quintessence leaks', confidential: true });
      const open = await make({ subject: 'Something' });
      await say(carla, open.id, 'The windcheater was found', 'internal');
      // What is learned in the background, of old tickets too.
      await desk.database.query(`UPDATE tickets SET updated_at = now() - interval '1 hour'`);
      await desk.database.query(`UPDATE search_words_through SET updated_at = '-infinity'`);
      await desk.app.get(LearnWords, { strict: false }).execute();
      // Neither a colleague nor, confidential, staff who are not on it.
      expect(await search(bob, 'quintessense')).toMatchObject({ items: [], didYouMean: null });
      expect(await search(bob, 'projetcor1')).toMatchObject({ items: [], didYouMean: null });
      expect(await search(carla, 'quintessense')).toMatchObject({ items: [], didYouMean: null });
      expect((await search(ada, 'quintessense')).items.map(({ id }) => id)).toEqual([secret.id]);
      expect((await search(admin, 'quintessense')).didYouMean).toBe('quintessence');
      // Notes are for staff, not for whom they are about.
      expect(await search(ada, 'windcheeter')).toMatchObject({ items: [], didYouMean: null });
      expect((await search(carla, 'windcheeter')).didYouMean).toBe('windcheater');
      const learned = await desk.database.query<{ word: string }>('SELECT word FROM search_words');
      expect(learned.map(({ word }) => word)).toEqual(expect.arrayContaining(['windcheater', 'projector']));
      expect(learned.map(({ word }) => word)).not.toContain('quintessence');
    });

    it('knows the words of old tickets from the background', async () => {
      const { id } = await make({ subject: 'Zylophone' });
      // The words of a ticket know when it was submitted.
      await desk.database.query(
        `WITH moved AS (UPDATE tickets SET submitted_at = submitted_at - interval '2 years' WHERE id = $1 RETURNING *)
         UPDATE ticket_search s SET words = search_document(m.subject) || search_place(m.submitted_at, m.requester_id)
         FROM moved m WHERE s.ticket_id = m.id`,
        [id],
      );
      await desk.database.query(
        `INSERT INTO tickets (id, number, subject, description, description_html, category_id, status, priority, requester_id,
           submitted_by, submitted_at, updated_at)
         SELECT gen_random_uuid(), 'OLD-' || n, 'filler', '', '', category_id, 'Closed', 'Low', requester_id, submitted_by,
           now() - interval '1 year', now() - interval '1 year' FROM tickets, generate_series(1, 120) n WHERE tickets.id = $1`,
        [id],
      );
      expect((await search(carla, 'xylophone')).didYouMean).toBeNull();
      await desk.database.query(`UPDATE tickets SET updated_at = now() - interval '1 hour' WHERE id = $1`, [id]);
      await desk.database.query(`UPDATE search_words_through SET updated_at = '-infinity'`);
      await desk.app.get(LearnWords, { strict: false }).execute();
      expect((await search(carla, 'xylophone')).didYouMean).toBe('zylophone');
    });
  });

  describe('similar tickets', () => {
    interface Similar {
      readonly items: readonly {
        readonly ticket: { readonly id: string; readonly subject: string; readonly statusLabel: string };
        readonly resolution: string | null;
        readonly score: number;
      }[];
    }
    let asked: TicketView;
    let solved: TicketView;
    let secret: TicketView;

    const similar = async (as: SignedIn, path: string): Promise<Similar['items']> => {
      const answer = await desk.request<Similar>('GET', `/api/tickets/${path}`, { as });
      expect(answer).toMatchObject({ status: 200 });
      return answer.body.items;
    };
    const typed = async (as: SignedIn, subject: string, text = ''): Promise<Similar['items']> =>
      similar(as, `similar?${new URLSearchParams({ subject, text }).toString()}`);
    const idsOf = (items: Similar['items']): string[] => items.map(({ ticket }) => ticket.id);

    beforeAll(async () => {
      asked = await make({ subject: 'Scanner jams on glossy paper', description: 'Every second sheet of the feeder' });
      solved = await make({ subject: 'Scanner jams again', description: 'With glossy sheets in the feeder' }, bob);
      secret = await make({ subject: 'Scanner jams on glossy contracts', confidential: true }, bob);
      await make({ subject: 'Invoice question', description: 'Nothing to do with the other ones' });
      const act = async (path: string, body: object): Promise<void> => {
        const answer = await desk.request('POST', `/api/tickets/${solved.id}${path}`, { as: carla, body });
        expect(answer.status).toBe(200);
      };
      await act('/claim', {});
      await act('/status', { status: 'In Progress' });
      await act('/status', { status: 'Resolved', resolution: '**Cleaned** the rollers' });
    });

    it('are found for staff, with what was done', async () => {
      const items = await similar(carla, `${asked.number}/similar`);
      expect(idsOf(items)).toEqual([solved.id]);
      expect(items[0]).toMatchObject({ resolution: 'Cleaned the rollers', ticket: { assignee: { id: carla.id } } });
      expect(items[0]?.score).toBeGreaterThan(0.3);
      expect(items[0]?.score).toBeLessThanOrEqual(1);
    });

    it('are those the caller may see, for a ticket he may see', async () => {
      expect(idsOf(await similar(admin, `${asked.number}/similar`)).sort()).toEqual([solved.id, secret.id].sort());
      expect(await similar(ada, `${asked.number}/similar`)).toEqual([]);
      expect(idsOf(await similar(bob, `${solved.number}/similar`))).toEqual([secret.id]);
      const hidden = await desk.request('GET', `/api/tickets/${secret.number}/similar`, { as: carla });
      expect(hidden.status).toBe(404);
    });

    it('are found while a request is typed: for employees their own, without what was done', async () => {
      expect(idsOf(await typed(ada, 'The scanner jams', 'glossy paper'))).toEqual([asked.id]);
      const [first, second] = await typed(bob, 'scanners jamming', 'glossy');
      expect([first?.ticket.id, second?.ticket.id].sort()).toEqual([solved.id, secret.id].sort());
      expect([first?.resolution, second?.resolution]).toEqual([null, null]);
      expect(idsOf(await typed(carla, 'Scanner jams', 'glossy')).sort()).toEqual([asked.id, solved.id].sort());
    });

    it.each(['', 'the of and', '4711', `it's & | ! ~ @15.1 \\ '`, '\u0000', 'x'.repeat(3_000)])(
      'takes any text: %j',
      async (text) => {
        expect(await typed(ada, text, text)).toEqual([]);
        expect(await similar(carla, 'similar')).toEqual([]);
      },
    );

    it('does not look at notes', async () => {
      await say(carla, asked.id, 'Thermoplastics everywhere', 'internal');
      expect(await typed(carla, 'thermoplastics')).toEqual([]);
    });
  });
});
