import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import {
  submitTicket,
  type CommentView,
  type TicketDraft,
  type TicketListView,
  type TicketView,
} from '../support/ticket-views.js';

describe('lists and search', () => {
  let desk: Desk;
  let ada: SignedIn;
  let bob: SignedIn;
  let carla: SignedIn;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    [ada, bob, carla] = await Promise.all([desk.people.employee(), desk.people.employee(), desk.people.coordinator()]);
  });
  afterAll(async () => {
    await desk.close();
  });

  const list = async (as: SignedIn, query: Record<string, string> = {}): Promise<TicketListView> => {
    const answer = await desk.request<TicketListView>('GET', `/api/tickets?${new URLSearchParams(query).toString()}`, {
      as,
    });
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  };
  const found = async (as: SignedIn, q: string, more: Record<string, string> = {}): Promise<string[]> =>
    (await list(as, { q, limit: '100', ...more })).items.map(({ number }) => number);
  const make = async (draft: TicketDraft = {}, as = ada): Promise<TicketView> => {
    const answer = await submitTicket(desk, as, draft);
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const act = async (as: SignedIn, id: string, method: string, path: string, body?: object) => {
    const answer = await desk.request<TicketView>(method, `/api/tickets/${id}${path}`, {
      as,
      ...(body === undefined ? {} : { body }),
    });
    expect(answer.status).toBeLessThan(300);
    return answer;
  };
  /** Every page one after the other. */
  const walk = async (as: SignedIn, query: Record<string, string>): Promise<string[]> => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: TicketListView = await list(as, { ...query, ...(cursor === null ? {} : { cursor }) });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return ids;
  };

  describe('search', () => {
    let printer: TicketView;
    let digits: string;

    beforeAll(async () => {
      printer = await make({
        subject: 'Drucker: Größe des Papiers',
        description: 'The printers were running out of naïve café paper, see example.org/the_manual and 日本語',
        category: 'hardware',
      });
      digits = printer.number.replace(/\D/g, '');
    });

    it('finds the writer’s own ticket at once', async () => {
      const word = 'zyxgibberish';
      const { number } = await make({ subject: word });
      expect(await found(ada, word)).toEqual([number]);
    });

    it.each([
      ['a word as typed', 'Drucker'],
      ['in capitals', 'DRUCKER'],
      ['a prefix', 'Druck'],
      ['one letter', 'p'],
      ['an English stem, singular for plural', 'printer'],
      ['another form of a verb', 'run'],
      ['and a third', 'runs'],
      ['a stop word', 'the'],
      ['only stop words', 'the of and'],
      ['without accents', 'grosse'],
      ['with accents', 'Größe'],
      ['with accents where the text has none', 'päper'],
      ['a French word without accents', 'naive cafe'],
      ['a decomposed accent', 'cafe\u0301'],
      ['all words, in any order', 'paper drucker'],
      ['a part of an address', 'example'],
      ['between punctuation', '«papiers»'],
      ['Japanese', '日本語'],
    ])('finds by %s', async (_, q) => {
      expect(await found(ada, q)).toContain(printer.number);
    });

    it.each([
      ['a word that is not there', 'scanner'],
      ['one word too many', 'drucker scanner'],
      ['the end of a word', 'cker'],
    ])('does not find by %s', async (_, q) => {
      expect(await found(ada, q)).not.toContain(printer.number);
    });

    it('finds numbers with prefix, without, and without zeros', async () => {
      const short = String(Number(digits));
      for (const q of [printer.number, printer.number.toLowerCase(), digits, short, `SS-${short}`, `ss${short}`]) {
        expect(await found(ada, q)).toContain(printer.number);
        const direct = await desk.request<TicketView>('GET', `/api/tickets/${q}`, { as: ada });
        expect(direct).toMatchObject({ status: 200, body: { id: printer.id } });
      }
    });

    it('finds what replies say, and what notes say for staff alone', async () => {
      await act(carla, printer.id, 'POST', '/comments', { body: 'Publicword inside' });
      await act(carla, printer.id, 'POST', '/comments', { body: 'Secretword inside', visibility: 'internal' });
      expect(await found(ada, 'publicword')).toEqual([printer.number]);
      expect(await found(carla, 'publicword')).toEqual([printer.number]);
      expect(await found(ada, 'secretword')).toEqual([]);
      expect(await found(carla, 'secretword')).toEqual([printer.number]);
    });

    it('follows an edit: new words are found, old ones no more, replies still', async () => {
      const ticket = await make({ subject: 'Oldword here' });
      await act(ada, ticket.id, 'POST', '/comments', { body: 'Keptword' });
      await act(carla, ticket.id, 'POST', '/comments', { body: 'Keptnote', visibility: 'internal' });
      await act(carla, ticket.id, 'PATCH', '', { subject: 'Newword here' });
      expect(await found(ada, 'newword')).toEqual([ticket.number]);
      expect(await found(ada, 'oldword')).toEqual([]);
      expect(await found(ada, 'keptword')).toEqual([ticket.number]);
      expect(await found(carla, 'keptnote')).toEqual([ticket.number]);
      expect(await found(ada, String(Number(ticket.number.slice(3))))).toContain(ticket.number);
    });

    it('finds nothing of others for an employee, not even by number', async () => {
      expect(await found(bob, 'drucker')).toEqual([]);
      expect(await found(bob, printer.number)).toEqual([]);
      expect(await list(bob, { q: 'drucker', include: 'total' })).toMatchObject({ items: [], total: 0 });
    });

    it('finds the last word of a long text, and words of a long conversation', async () => {
      const filler = Array.from({ length: 6_000 }, (_, index) => `w${String(index)}`)
        .join(' ')
        .slice(0, 49_000);
      const ticket = await make({ description: `${filler} lastwordofall` });
      expect(await found(ada, 'lastwordofall')).toEqual([ticket.number]);
    });

    it('keeps its order and its filters', async () => {
      const older = await make({ subject: 'Orderword one', category: 'software' });
      const newer = await make({ subject: 'Orderword two', category: 'network' });
      expect(await found(ada, 'orderword')).toEqual([newer.number, older.number]);
      expect(await found(ada, 'orderword', { sort: 'submittedAt' })).toEqual([older.number, newer.number]);
      expect(await found(ada, 'orderword', { category: 'software' })).toEqual([older.number]);
    });
  });

  describe('pages', () => {
    it.each(['-submittedAt', 'submittedAt', '-updatedAt', 'updatedAt'])(
      'by %s over equal times: every ticket once, none left out, in one order',
      async (sort) => {
        const eve = await desk.people.employee();
        const ids: string[] = [];
        for (let count = 0; count < 23; count += 1) {
          ids.push((await make({}, eve)).id);
        }
        // Times with microseconds, as other programs write them, several tickets sharing each.
        await desk.database.query(
          `UPDATE tickets SET submitted_at = '2026-09-04T12:00:00.123456Z'::timestamptz + (n / 6) * interval '1 microsecond',
             updated_at = '2026-09-04T12:00:00.123456Z'::timestamptz + (n / 6) * interval '1 microsecond'
           FROM unnest($1::uuid[]) WITH ORDINALITY AS given (id, n) WHERE tickets.id = given.id`,
          [ids],
        );
        const whole = (await list(eve, { sort, limit: '100' })).items.map(({ id }) => id);
        expect([...whole].sort()).toEqual([...ids].sort());
        for (const limit of ['1', '5', '6', '23']) {
          expect(await walk(eve, { sort, limit })).toEqual(whole);
        }
        const requester = eve.id;
        expect(await walk(carla, { sort, limit: '7', requester, status: 'New,Open' })).toEqual(whole);
        expect(await walk(carla, { sort, limit: '7', requester, q: 'printer' })).toEqual(whole);
      },
    );

    it('stay right while tickets are submitted in between', async () => {
      const eve = await desk.people.employee();
      const before = [];
      for (let count = 0; count < 6; count += 1) {
        before.unshift((await make({}, eve)).id);
      }
      const first = await list(eve, { limit: '3' });
      await make({}, eve);
      const second = await list(eve, { limit: '3', cursor: first.nextCursor ?? '' });
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(before);
      expect(second.nextCursor).toBeNull();
    });

    it('of comments: oldest first, each once', async () => {
      const { id } = await make();
      for (let count = 0; count < 7; count += 1) {
        await act(ada, id, 'POST', '/comments', { body: String(count) });
      }
      await desk.database.query('UPDATE comments SET created_at = date_trunc($2, created_at) WHERE ticket_id = $1', [
        id,
        'minute',
      ]);
      const bodies: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const path: string = `/api/tickets/${id}/comments?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
        const { body } = await desk.request<{ items: CommentView[]; nextCursor: string | null }>('GET', path, {
          as: ada,
        });
        bodies.push(...body.items.map((comment) => comment.body));
        cursor = body.nextCursor;
      }
      expect([...bodies].sort()).toEqual(['0', '1', '2', '3', '4', '5', '6']);
      expect(bodies).toHaveLength(7);
    });

    it('tell a total only where asked, and both slashes are one address', async () => {
      expect(await list(ada, { limit: '1' })).not.toHaveProperty('total');
      const { total } = await list(ada, { limit: '1', include: 'total' });
      expect(total).toBe((await list(ada, { limit: '100' })).items.length);
      const slash = await desk.request<TicketListView>('GET', '/api/tickets/?limit=1', { as: ada });
      expect(slash.body).toEqual(await list(ada, { limit: '1' }));
    });
  });

  describe('filters', () => {
    let eve: SignedIn;
    let vpn: TicketView;
    let mouse: TicketView;
    const TEAM = '019a8a00-0000-7000-8000-000000000011';

    beforeAll(async () => {
      eve = await desk.people.employee();
      vpn = await make({ subject: 'VPN', category: 'network' }, eve);
      mouse = await make({ subject: 'Mouse', category: 'Hardware' }, eve);
      await make({ subject: 'Mail', category: 'email' }, eve);
      await act(carla, vpn.id, 'POST', '/claim');
      await act(carla, vpn.id, 'PATCH', '', { priority: 'High', tags: ['vpn', 'home office'] });
      await act(carla, mouse.id, 'PATCH', '', { tags: ['vpn'], teamId: TEAM });
    });

    const subjects = async (query: Record<string, string>, as = eve): Promise<string[]> =>
      (await list(as, { requester: eve.id, ...query })).items.map(({ subject }) => subject).sort();

    it.each<[string, Record<string, string>, string[]]>([
      ['one status', { status: 'New' }, ['Mail']],
      ['several statuses', { status: 'New,Open' }, ['Mail', 'Mouse', 'VPN']],
      ['statuses with blanks', { status: ' New , Open ' }, ['Mail', 'Mouse', 'VPN']],
      ['a category by key', { category: 'network' }, ['VPN']],
      ['a category by name', { category: 'Network and VPN' }, ['VPN']],
      ['several categories', { category: 'email,Hardware' }, ['Mail', 'Mouse']],
      ['a category that is none', { category: 'nonsense' }, []],
      ['a priority', { priority: 'High' }, ['VPN']],
      ['priorities', { priority: 'High,Medium' }, ['Mail', 'Mouse', 'VPN']],
      ['nobody', { assignee: 'none' }, ['Mail', 'Mouse']],
      ['a team', { team: TEAM }, ['Mouse']],
      ['a tag', { tag: 'vpn' }, ['Mouse', 'VPN']],
      ['two tags, both of them', { tag: 'vpn,home office' }, ['VPN']],
      ['a tag and a status and a priority', { tag: 'vpn', status: 'Open', priority: 'High' }, ['VPN']],
      ['what excludes each other', { status: 'New', assignee: 'me' }, []],
      ['from now on', { submittedFrom: '2099-01-01T00:00:00Z' }, []],
      ['until now', { submittedTo: '2099-01-01', submittedFrom: '2020-01-01' }, ['Mail', 'Mouse', 'VPN']],
      ['the view of new ones', { view: 'new' }, ['Mail']],
      ['the view of unassigned ones', { view: 'unassigned' }, ['Mail', 'Mouse']],
      ['the view of open ones', { view: 'all_open' }, ['Mail', 'Mouse', 'VPN']],
    ])('%s', async (_, query, expected) => {
      expect(await subjects(query)).toEqual(expected);
      expect(await subjects(query, carla)).toEqual(expected);
      expect((await list(carla, { requester: eve.id, include: 'total', ...query })).total).toBe(expected.length);
    });

    it('me is whoever asks', async () => {
      expect(await subjects({ assignee: 'me' }, carla)).toEqual(['VPN']);
      expect(await subjects({ assignee: 'me' })).toEqual([]);
      expect(await subjects({ assignee: 'me,none' }, carla)).toEqual(['Mail', 'Mouse', 'VPN']);
      expect(await subjects({ assignee: carla.id })).toEqual(['VPN']);
      expect(await subjects({ view: 'my_open' }, carla)).toEqual(['VPN']);
      const mine = (await list(eve, { requester: 'me' })).items.map(({ subject }) => subject).sort();
      expect(mine).toEqual(['Mail', 'Mouse', 'VPN']);
      expect((await list(carla, { requester: 'me' })).items).toEqual([]);
    });

    it('tells staff where the requester works, and nobody else', async () => {
      const fay = await desk.people.employee({ department: 'Assembly hall' });
      const { number } = (await submitTicket(desk, fay)).body;
      const as = async (who: SignedIn): Promise<unknown[]> => {
        const [item] = (await list(who, { q: number })).items;
        const detail = await desk.request<TicketView>('GET', `/api/tickets/${number}`, { as: who });
        return [item?.requesterDepartment, detail.body.requesterDepartment];
      };
      expect(await as(carla)).toEqual(['Assembly hall', 'Assembly hall']);
      expect(await as(fay)).toEqual([null, null]);
    });

    it('shows exactly the fields of the contract', async () => {
      const [item] = (await list(eve, { tag: 'home office' })).items;
      expect(Object.keys(item ?? {}).sort()).toEqual(
        [
          ...[
            'expectedReplyAt',
            'highlights',
            'id',
            'number',
            'version',
            'subject',
            'category',
            'status',
            'statusLabel',
            'priority',
            'impact',
            'urgency',
            'requester',
            'requesterDepartment',
            'assignee',
          ],
          ...[
            'team',
            'confidential',
            'tags',
            'holdReason',
            'commentCount',
            'attachmentCount',
            'submittedAt',
            'updatedAt',
            'sla',
            'lastMessage',
            'isUnread',
          ],
          'allowedActions',
        ].sort(),
      );
      expect(item).toMatchObject({
        category: { key: 'network', name: 'Network and VPN' },
        requester: { id: eve.id, companyId: eve.companyId, name: `${eve.firstName} ${eve.lastName}` },
        assignee: { id: carla.id },
        statusLabel: 'Accepted',
      });
      expect(Object.keys(item?.assignee ?? {}).sort()).toEqual([
        'avatarUrl',
        'companyId',
        'firstName',
        'id',
        'lastName',
        'name',
      ]);
    });
  });
});
