import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { RestAnswer } from '../support/rest.js';
import { submitTicket, type TicketDraft } from '../support/ticket-views.js';

interface Receivers {
  readonly people: readonly {
    readonly person: { readonly id: string; readonly name: string };
    readonly reason: string;
    readonly isMailed: boolean;
    readonly withheld: string | null;
  }[];
  readonly isForDesk: boolean;
}
interface Written {
  readonly id: string | null;
  readonly receivers: Receivers;
  readonly followUp?: { readonly id: string };
}
type Name = 'ada' | 'bea' | 'carla' | 'carl' | 'tess' | 'admin';

interface Constellation {
  readonly name: string;
  readonly draft?: TicketDraft;
  readonly by?: Name;
  readonly assignee?: Name;
  readonly isOfTeam?: boolean;
  readonly watchers?: readonly Name[];
  readonly author: Name;
  readonly visibility?: 'internal';
  readonly mentioned?: readonly Name[];
  /** Does not want this kind of mails. */
  readonly quiet?: readonly [Name, string];
  readonly suspended?: Name;
  readonly isOver?: boolean;
  /** Name and reason of each, `-` before those who get no mail; in their order. */
  readonly expected: readonly string[];
  readonly isForDesk?: boolean;
}

const CONSTELLATIONS: readonly Constellation[] = [
  { name: 'staff to the requester', author: 'carla', expected: ['ada requester'] },
  {
    name: 'staff to the requester and those who watch',
    author: 'carla',
    watchers: ['bea', 'carl', 'carla'],
    expected: ['ada requester', 'bea watcher', 'carl watcher'],
  },
  {
    name: 'the requester who watches his own ticket',
    author: 'carla',
    watchers: ['ada'],
    expected: ['ada requester'],
  },
  { name: 'the requester to the assignee', author: 'ada', assignee: 'carla', expected: ['carla assignee'] },
  {
    name: 'the requester to a team, which he does not learn by name',
    author: 'ada',
    isOfTeam: true,
    expected: [],
    isForDesk: true,
  },
  { name: 'the requester to whoever is in charge', author: 'ada', expected: [], isForDesk: true },
  {
    name: 'a watcher to the assignee and the requester',
    author: 'bea',
    watchers: ['bea'],
    assignee: 'carla',
    expected: ['carla assignee', 'ada requester'],
  },
  {
    name: 'staff who is the requester',
    by: 'carla',
    draft: {},
    author: 'carla',
    isOfTeam: true,
    expected: ['tess team'],
  },
  { name: 'staff who is the requester, to administrators', by: 'carla', author: 'carla', expected: ['admin admin'] },
  {
    name: 'staff who is requester and assignee',
    by: 'carla',
    author: 'carla',
    assignee: 'carla',
    watchers: ['bea'],
    expected: ['bea watcher'],
  },
  {
    name: 'those who are named',
    author: 'carla',
    mentioned: ['carl', 'ada', 'bea', 'carla'],
    expected: ['carl mentioned', 'ada requester'],
  },
  {
    name: 'those who are named and watch',
    author: 'carla',
    watchers: ['carl'],
    mentioned: ['carl'],
    expected: ['carl mentioned', 'ada requester'],
  },
  {
    name: 'a note to those who are named in it',
    author: 'carla',
    visibility: 'internal',
    assignee: 'carl',
    watchers: ['bea', 'tess'],
    mentioned: ['tess', 'ada', 'bea'],
    expected: ['tess mentioned'],
  },
  { name: 'a note to nobody', author: 'carla', visibility: 'internal', assignee: 'carl', expected: [] },
  {
    name: 'a requester who does not want answers',
    author: 'carla',
    quiet: ['ada', 'ticket-reply'],
    watchers: ['bea'],
    expected: ['-ada requester', 'bea watcher'],
  },
  {
    name: 'somebody named who does not want to hear of it',
    author: 'carla',
    quiet: ['carl', 'ticket-mentioned'],
    mentioned: ['carl'],
    expected: ['-carl mentioned', 'ada requester'],
  },
  {
    name: 'somebody named who does not want other mails',
    author: 'carla',
    quiet: ['carl', 'ticket-reply'],
    mentioned: ['carl'],
    watchers: ['carl'],
    expected: ['carl mentioned', 'ada requester'],
  },
  {
    name: 'a requester who is suspended',
    author: 'carla',
    suspended: 'ada',
    watchers: ['bea'],
    expected: ['-ada requester', 'bea watcher'],
  },
  {
    name: 'a watcher who is suspended, and named',
    author: 'carla',
    suspended: 'carl',
    watchers: ['carl'],
    mentioned: ['carl'],
    expected: ['ada requester', '-carl watcher'],
  },
  {
    name: 'somebody named who does not see a confidential ticket',
    author: 'admin',
    draft: { confidential: true },
    mentioned: ['carl'],
    expected: ['ada requester'],
  },
  {
    name: 'the assignee of a confidential ticket, and a note to its team',
    author: 'admin',
    draft: { confidential: true },
    isOfTeam: true,
    visibility: 'internal',
    mentioned: ['carl', 'tess'],
    expected: ['tess mentioned'],
  },
  {
    name: 'the requester of a confidential ticket to administrators',
    author: 'ada',
    draft: { confidential: true },
    expected: [],
    isForDesk: true,
  },
  {
    name: 'employees name those they meet alone',
    author: 'ada',
    assignee: 'carla',
    mentioned: ['carl', 'carla'],
    expected: ['carla mentioned'],
  },
  {
    name: 'the requester to somebody who does not want to hear of it',
    author: 'ada',
    assignee: 'carla',
    watchers: ['carl'],
    quiet: ['carl', 'ticket-reply'],
    expected: ['carla assignee', '-carl watcher'],
  },
  { name: 'an answer that begins a new ticket', author: 'ada', isOver: true, expected: [], isForDesk: true },
];

describe('who gets a message', () => {
  let desk: Desk;
  let team: string;

  beforeAll(async () => {
    desk = await startDesk();
    const answer = await desk.request<{ id: string }>('POST', '/api/teams', {
      as: await desk.people.admin(),
      body: { name: 'Receivers' },
    });
    team = answer.body.id;
  });
  afterAll(async () => {
    await desk.close();
  });

  const must = async <B>(answer: Promise<RestAnswer<B>>): Promise<B> => {
    const { status, body } = await answer;
    expect([status, status < 300 ? null : body]).toEqual([status, null]);
    return body;
  };
  /** Waits until all background work is done that is not planned for later. */
  const settled = async (): Promise<void> => {
    await eventually(async () => {
      const [row] = await desk.database.query<{ open: number }>(
        "SELECT (SELECT count(*) FROM outbox)::int + (SELECT count(*) FROM tasks WHERE state <> 'succeeded' AND due_at < now() + interval '1 minute')::int AS open",
      );
      return row?.open === 0;
    });
  };

  it.each(CONSTELLATIONS)('$name', async (of) => {
    const { draft = {}, by = 'ada', watchers = [], mentioned = [], visibility = 'public' } = of;
    const admin = await desk.people.admin();
    const [ada, bea, carla, carl, tess] = await Promise.all([
      desk.people.employee(),
      desk.people.employee(),
      desk.people.coordinator(),
      desk.people.coordinator(),
      desk.people.coordinator(),
    ]);
    const people: Record<Name, SignedIn> = { ada, bea, carla, carl, tess, admin };
    const nameOf = (id: string): string => (Object.keys(people) as Name[]).find((name) => people[name].id === id) ?? id;
    await desk.database.query('DELETE FROM team_members WHERE team_id = $1', [team]);
    await must(desk.request('PUT', `/api/teams/${team}/members/${tess.id}`, { as: admin }));
    const { id } = await must(submitTicket(desk, people[by], draft));
    const act = async (path: string, body: object, method = 'POST'): Promise<void> => {
      await must(desk.request(method, `/api/tickets/${id}/${path}`, { as: admin, body }));
    };
    if (of.assignee !== undefined || of.isOfTeam === true) {
      await act('assign', {
        assigneeId: of.assignee === undefined ? null : people[of.assignee].id,
        teamId: of.isOfTeam === true ? team : null,
      });
    }
    for (const watcher of watchers) {
      await must(desk.request('PUT', `/api/tickets/${id}/watchers/${people[watcher].id}`, { as: admin }));
    }
    if (of.isOver === true) {
      await act('assign', { assigneeId: carla.id });
      await act('status', { status: 'Resolved', resolution: 'Done' });
      await act('close', {});
      await desk.database.query(
        `UPDATE tickets SET resolved_at = now() - interval '60 days', closed_at = now() - interval '60 days' WHERE id = $1`,
        [id],
      );
    }
    if (of.quiet !== undefined) {
      const [who, key] = of.quiet;
      await must(
        desk.request('PATCH', '/api/me/notifications', { as: people[who], body: { items: [{ key, mail: false }] } }),
      );
    }
    if (of.suspended !== undefined) {
      await must(
        desk.request('POST', `/api/users/${people[of.suspended].id}/suspend`, { as: admin, body: { reason: 'Left' } }),
      );
    }
    await settled();
    const lastMail = async (): Promise<string> =>
      (
        await desk.database.query<{ id: string }>(
          'SELECT coalesce(max(created_at), now())::text AS id FROM mail_messages',
        )
      )[0]?.id ?? '';
    const since = await lastMail();

    const author = people[of.author];
    const ids = mentioned.map((name) => people[name].id);
    const before = await must(
      desk.request<Receivers>(
        'GET',
        `/api/tickets/${id}/receivers?visibility=${visibility}${ids.length === 0 ? '' : `&mentioned=${ids.join(',')}`}`,
        { as: author },
      ),
    );
    const written = await must(
      desk.request<Written>('POST', `/api/tickets/${id}/comments`, {
        as: author,
        body: { body: ['Hello', ...ids.map((one) => `[@X](mention:${one})`)].join(' '), visibility },
      }),
    );
    await settled();

    const told = ({ people: receivers }: Receivers): string[] =>
      receivers.map(({ person, reason, isMailed }) => `${isMailed ? '' : '-'}${nameOf(person.id)} ${reason}`);
    expect([told(before), before.isForDesk]).toEqual([of.expected, of.isForDesk === true]);
    // Why not is told to staff.
    const isByStaff = of.author !== 'ada' && of.author !== 'bea';
    expect(before.people.filter(({ withheld }) => withheld !== null)).toEqual(
      before.people.filter(({ isMailed }) => isByStaff && !isMailed),
    );
    expect(written.receivers).toEqual(before);

    const mails = await desk.database.query<{ to_address: string; template: string }>(
      `SELECT to_address, template FROM mail_messages WHERE created_at > $1::timestamptz AND thread_id = $2
         AND template IN ('ticket-reply', 'ticket-mentioned', 'ticket-submitted-notice', 'ticket-team-assigned')`,
      [since, written.followUp?.id ?? id],
    );
    const mailed = new Set(mails.map(({ to_address }) => to_address));
    // Whom the answer names is whom a mail went to; the others of the desk are told of as such.
    const named = written.receivers.people.filter(({ isMailed }) => isMailed).map(({ person }) => nameOf(person.id));
    const others = [...mailed].filter((address) => !named.some((name) => people[name as Name].email === address));
    expect(named.map((name) => people[name as Name].email).filter((address) => !mailed.has(address))).toEqual([]);
    expect(others.length > 0).toBe(of.isForDesk === true);
    // Nobody gets two.
    expect(mails).toHaveLength(mailed.size);
  });

  it('is nobody, where nobody can write', async () => {
    const [ada, carla] = await Promise.all([desk.people.employee(), desk.people.coordinator()]);
    const { id } = await must(submitTicket(desk, ada));
    await must(desk.request('POST', `/api/tickets/${id}/withdraw`, { as: ada, body: {} }));
    const receivers = await must(desk.request<Receivers>('GET', `/api/tickets/${id}/receivers`, { as: carla }));
    expect(receivers).toEqual({ people: [], isForDesk: false });
  });

  it('is asked in one way', async () => {
    const [ada, other] = await Promise.all([desk.people.employee(), desk.people.employee()]);
    const { id } = await must(submitTicket(desk, ada));
    const path = `/api/tickets/${id}/receivers`;
    const status = async (as: SignedIn, query: string): Promise<number> =>
      (await desk.request('GET', `${path}${query}`, { as })).status;
    expect(await status(ada, '?visibility=internal')).toBe(403);
    expect(await status(ada, '?visibility=secret')).toBe(400);
    expect(await status(ada, '?mentioned=me')).toBe(400);
    expect(await status(other, '?visibility=secret')).toBe(404);
  });
});
