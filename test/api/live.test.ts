import { createHmac } from 'node:crypto';
import { systemCall } from '../../server/kernel/call.js';
import { newId } from '../../server/kernel/ids.js';
import { UnitOfWork } from '../../server/platform/database/unit-of-work.js';
import { EventLog } from '../../server/platform/events/event-log.js';
import { eventually } from '../support/eventually.js';
import { startDesk, type Desk } from '../support/desk.js';
import { LiveClient } from '../support/live-client.js';
import type { SignedIn } from '../support/people.js';
import type { Bearer } from '../support/rest.js';
import { submitTicket } from '../support/ticket-views.js';

/** Two server processes' worth of application on one database; changes are made through either. */
describe('sockets', () => {
  let desk: Desk;
  let other: Desk;
  let admin: SignedIn;
  const open: LiveClient[] = [];

  beforeAll(async () => {
    desk = await startDesk();
    other = await startDesk({ database: desk.database, env: { CORS_ORIGINS: 'https://intranet.example' } });
    admin = await desk.people.admin();
  });
  afterEach(() => {
    open.splice(0).forEach((client) => {
      client.close();
    });
  });
  afterAll(async () => {
    await other.close();
    await desk.close();
  });

  const connect = async (as: Bearer, at = desk): Promise<LiveClient> => {
    const client = await LiveClient.connect(at.url, as);
    open.push(client);
    return client;
  };
  const ok = async (answer: Promise<{ status: number; body: unknown }>): Promise<void> => {
    const { status, body } = await answer;
    expect([status < 300, body]).toEqual([true, body]);
  };
  const apiToken = async (as: SignedIn, scopes: string[]): Promise<{ id: string; access: string }> => {
    const { status, body } = await desk.request<{ id: string; token: string }>('POST', '/api/me/api-tokens', {
      as,
      body: { name: 'program', scopes },
    });
    expect(status).toBe(201);
    return { id: body.id, access: body.token };
  };
  /** Something everybody here would hear of, so that nothing that came before is still on its way. */
  const comment = async (as: Bearer, ticketId: string, visibility: 'public' | 'internal', at = desk): Promise<void> =>
    ok(at.request('POST', `/api/tickets/${ticketId}/comments`, { as, body: { body: 'Hello', visibility } }));

  describe('the handshake', () => {
    const refused = 'Authentication required';

    it.each<[string, () => Promise<Record<string, unknown>>]>([
      ['nothing', async () => Promise.resolve({})],
      ['an empty token', async () => Promise.resolve({ token: '' })],
      ['no text', async () => Promise.resolve({ token: { access: 'x' } })],
      ['a very long text', async () => Promise.resolve({ token: 'x'.repeat(3_000) })],
      ['garbage', async () => Promise.resolve({ token: 'a.b.c' })],
      ['a second header line', async () => Promise.resolve({ token: 'x\r\nauthorization: Bearer y' })],
      ['an API token nobody has', async () => Promise.resolve({ token: `sst_${'a'.repeat(43)}` })],
      ['a refresh token', async () => ({ token: (await desk.people.employee()).refresh })],
      [
        'a token signed by somebody else',
        async () => {
          const [head, body] = (await desk.people.employee()).access.split('.');
          const text = `${head ?? ''}.${body ?? ''}`;
          return { token: `${text}.${createHmac('sha256', 'another').update(text).digest('base64url')}` };
        },
      ],
      [
        'the token of somebody suspended',
        async () => {
          const person = await desk.people.employee();
          await ok(desk.request('POST', `/api/users/${person.id}/suspend`, { as: admin, body: { reason: 'left' } }));
          return { token: person.access };
        },
      ],
      [
        'the token of a session that ended',
        async () => {
          const person = await desk.people.employee();
          await ok(desk.request('POST', '/api/token/revoke', { body: { refresh: person.refresh } }));
          return { token: person.access };
        },
      ],
      [
        'an API token that was not made for reading tickets',
        async () => ({ token: (await apiToken(await desk.people.employee(), ['ticket:create'])).access }),
      ],
    ])('refuses %s', async (_, auth) => {
      expect(await LiveClient.refusal(desk.url, await auth())).toBe(refused);
    });

    it('refuses an access token whose time is up', async () => {
      const late = await startDesk({ database: desk.database });
      try {
        const { access } = await late.people.signIn(await desk.people.employee());
        late.clock.advance(901_000);
        expect(await LiveClient.refusal(late.url, { token: access })).toBe(refused);
      } finally {
        await late.close();
      }
    });

    it('takes no token from the address or from headers', async () => {
      const { access } = await desk.people.employee();
      expect(await LiveClient.refusal(`${desk.url}/?token=${access}`, {})).toBe(refused);
      const headers = { authorization: `Bearer ${access}` };
      expect(await LiveClient.refusal(desk.url, {}, { headers })).toBe(refused);
    });

    it.each<'websocket' | 'polling'>(['websocket', 'polling'])('lets people in by %s', async (transport) => {
      const { access } = await desk.people.employee();
      expect(await LiveClient.refusal(desk.url, { token: access }, { transports: [transport] })).toBeNull();
    });

    it('lets pages of this desk and of configured origins in, and no others', async () => {
      const { access: token } = await desk.people.employee();
      const from = async (origin: string, at: Desk) => LiveClient.refusal(at.url, { token }, { headers: { origin } });
      expect(await from(desk.url, desk)).toBeNull();
      expect(await from('https://intranet.example', other)).toBeNull();
      expect(await from('https://intranet.example', desk)).not.toBeNull();
      expect(await from('https://evil.example', desk)).not.toBeNull();
    });

    it('answers with the headers of every answer, and allows other pages to read it only by configuration', async () => {
      const ask = async (at: Desk) =>
        fetch(`${at.url}/socket.io/?EIO=4&transport=polling`, { headers: { origin: 'https://intranet.example' } });
      const allowed = await ask(other);
      expect(allowed.status).toBe(200);
      expect(allowed.headers.get('access-control-allow-origin')).toBe('https://intranet.example');
      expect(allowed.headers.get('x-content-type-options')).toBe('nosniff');
      expect(allowed.headers.get('cache-control')).toBe('no-store');
      const refusal = await ask(desk);
      expect(refusal.status).toBe(403);
      expect(refusal.headers.get('access-control-allow-origin')).toBeNull();
    });
  });

  describe('end with the standing of their person', () => {
    const ends: [string, (person: SignedIn, at: Desk) => Promise<void>][] = [
      ['signs out', async ({ refresh }, at) => ok(at.request('POST', '/api/token/revoke', { body: { refresh } }))],
      [
        'ends the session from another one',
        async (person, at) => {
          const elsewhere = await at.people.signIn(person);
          const { body } = await at.request<{ items: { id: string; isCurrent: boolean }[] }>(
            'GET',
            '/api/me/sessions',
            {
              as: elsewhere,
            },
          );
          for (const { id } of body.items.filter(({ isCurrent }) => !isCurrent)) {
            await ok(at.request('DELETE', `/api/me/sessions/${id}`, { as: elsewhere }));
          }
        },
      ],
      [
        'changes the password in another session',
        async (person, at) =>
          ok(
            at.request('POST', '/api/me/password', {
              as: await at.people.signIn(person),
              body: { currentPassword: person.password, newPassword: 'another-Long-1-enough-word' },
            }),
          ),
      ],
      [
        'is given another role',
        async ({ id }, at) =>
          ok(at.request('PATCH', `/api/users/${id}`, { as: admin, body: { role: 'Ticket Coordinator' } })),
      ],
      [
        'is suspended',
        async ({ id }, at) =>
          ok(at.request('POST', `/api/users/${id}/suspend`, { as: admin, body: { reason: 'lost laptop' } })),
      ],
    ];

    it.each(ends)('who %s', async (_, end) => {
      const person = await desk.people.employee();
      const client = await connect(person);
      const bystander = await connect(await desk.people.employee());
      await end(person, desk);
      await eventually(() => client.ended, { within: 1_000 });
      expect([client.closing, client.ended]).toEqual(['standing', 'io server disconnect']);
      expect(bystander.ended).toBeNull();
    });

    it.each(ends)('who %s, through another server process', async (_, end) => {
      const person = await desk.people.employee();
      const client = await connect(person);
      await end(person, other);
      await eventually(() => client.ended, { within: 1_000 });
      expect(client.closing).toBe('standing');
    });

    it.each<[string, () => Desk]>([
      ['here', () => desk],
      ['in another server process', () => other],
    ])('whose API token is deleted %s', async (_, at) => {
      const person = await desk.people.employee();
      const token = await apiToken(person, ['ticket:read']);
      const [program, page] = [await connect(token), await connect(person)];
      await ok(at().request('DELETE', `/api/me/api-tokens/${token.id}`, { as: person }));
      await eventually(() => program.ended, { within: 1_000 });
      expect(page.ended).toBeNull();
    });

    it('whose role needs a second factor from now on, in every process', async () => {
      const coordinator = await desk.people.coordinator();
      const [here, there, employee] = [
        await connect(coordinator),
        await connect(coordinator, other),
        await connect(await desk.people.employee()),
      ];
      const need = async (roles: string[]) =>
        ok(
          desk.request('PATCH', '/api/settings/security', {
            as: admin,
            body: { values: { secondFactorRoles: roles } },
          }),
        );
      await need(['Ticket Coordinator']);
      try {
        await eventually(() => here.ended !== null && there.ended !== null, { within: 1_000 });
        expect([here.closing, there.closing, employee.ended]).toEqual(['standing', 'standing', null]);
        expect(await LiveClient.refusal(desk.url, { token: coordinator.access })).toBe('Authentication required');
      } finally {
        await need([]);
      }
      await connect(coordinator);
    });

    it('and not with the access token they came with', async () => {
      const late = await startDesk({ database: desk.database });
      try {
        const person = await late.people.signIn(await desk.people.employee());
        const client = await connect(person, late);
        late.clock.advance(901_000);
        expect((await late.request('GET', '/api/me', { as: person })).status).toBe(401);
        // Something about this person makes the server ask again.
        await ok(late.request('DELETE', '/api/me/avatar', { as: await late.people.signIn(person) }));
        const { id } = (await submitTicket(late, await late.people.signIn(person))).body;
        await client.hears('ticket.submitted', id);
        expect(client.ended).toBeNull();
        // A session ends some day, too.
        late.clock.advance(400 * 86_400_000);
        await desk.database.query(`SELECT pg_notify('smartsupport_accounts', $1)`, [person.id]);
        await eventually(() => client.ended, { within: 1_000 });
        expect(client.closing).toBe('standing');
      } finally {
        await late.close();
      }
    });

    it('also when the change came while nothing could be heard', async () => {
      const person = await desk.people.employee();
      const client = await connect(person);
      const bystanders = [await connect(await desk.people.employee()), await connect(admin, other)];
      await desk.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'smartsupport-listen' AND datname = current_database()`,
      );
      await desk.database.query('UPDATE users SET epoch = epoch + 1 WHERE id = $1', [person.id]);
      await eventually(() => client.ended, { within: 5_000 });
      expect(client.closing).toBe('standing');
      // Hints may have been lost as well: everybody is told to look again, once they can be heard.
      for (const bystander of bystanders) {
        await eventually(() => bystander.resyncs.length > 0);
        expect(bystander.ended).toBeNull();
      }
    });
  });

  describe('tell that something changed', () => {
    it('to those who may see it, wherever they are connected, and to nobody else', async () => {
      const [owner, stranger, coordinator] = [
        await desk.people.employee(),
        await desk.people.employee(),
        await desk.people.coordinator(),
      ];
      const [atHome, outside, staff, boss] = [
        await connect(owner),
        await connect(stranger, other),
        await connect(coordinator, other),
        await connect(admin),
      ];
      const { id, version } = (await submitTicket(desk, owner)).body;
      const seen = await atHome.hears('ticket.submitted', id);
      expect(Object.keys(seen).toSorted()).toEqual(['id', 'seq', 'type', 'version']);
      expect(seen.version).toBe(version);
      await staff.hears('ticket.submitted', id);
      await boss.hears('ticket.submitted', id);
      const own = (await submitTicket(desk, stranger)).body;
      await outside.hears('ticket.submitted', own.id);
      expect(outside.typesOf(id)).toEqual([]);
      expect(atHome.typesOf(own.id)).toEqual([]);
    });

    it('of a note to staff alone', async () => {
      const [owner, coordinator] = [await desk.people.employee(), await desk.people.coordinator()];
      const [page, staff] = [await connect(owner), await connect(coordinator)];
      const { id } = (await submitTicket(desk, owner)).body;
      await page.hears('ticket.submitted', id);
      await comment(coordinator, id, 'internal');
      await staff.hears('ticket.commented', id);
      await comment(coordinator, id, 'public');
      await ok(desk.request('PATCH', `/api/tickets/${id}`, { as: owner, body: { subject: 'Another subject' } }));
      await page.hears('ticket.edited', id);
      // One comment, and no gap in front of it that would tell of another.
      expect(page.typesOf(id)).toEqual(['ticket.submitted', 'ticket.commented', 'ticket.edited']);
      expect(page.hints.map(({ seq }) => seq)).toEqual(page.hints.map((_, index) => index + 1));
    });

    it('of a confidential ticket to those who are on it, and of its opening to administrators', async () => {
      const [owner, watcher, stranger, coordinator] = [
        await desk.people.employee(),
        await desk.people.coordinator(),
        await desk.people.employee(),
        await desk.people.coordinator(),
      ];
      const pages = {
        owner: await connect(owner),
        watcher: await connect(watcher),
        stranger: await connect(stranger),
        staff: await connect(coordinator),
        boss: await connect(admin, other),
      };
      const { id } = (await submitTicket(desk, owner, { confidential: true })).body;
      await pages.owner.hears('ticket.submitted', id);
      await ok(desk.request('PUT', `/api/tickets/${id}/watchers/${watcher.id}`, { as: admin }));
      await pages.watcher.hears('ticket.watcher_added', id);
      await ok(other.request('GET', `/api/tickets/${id}`, { as: admin }));
      await pages.boss.hears('ticket.confidential_opened', id);
      await comment(watcher, id, 'internal');
      await pages.watcher.hears('ticket.commented', id);
      const last = (await submitTicket(desk, stranger)).body.id;
      await pages.staff.hears('ticket.submitted', last);
      await pages.stranger.hears('ticket.submitted', last);
      expect(pages.staff.typesOf(id)).toEqual([]);
      expect(pages.stranger.typesOf(id)).toEqual([]);
      expect(pages.owner.typesOf(id)).toEqual(['ticket.submitted', 'ticket.watcher_added']);
      expect(pages.watcher.typesOf(id)).not.toContain('ticket.confidential_opened');
    });

    it('of a registration and its decision to administrators within a second', async () => {
      const [boss, second, coordinator] = [
        await connect(admin),
        await connect(await desk.people.secondAdmin(), other),
        await connect(await desk.people.coordinator()),
      ];
      const begun = performance.now();
      const { id } = await desk.people.pending();
      await boss.hears('account.registered', id);
      await second.hears('account.registered', id);
      await ok(other.request('POST', `/api/users/${id}/approve`, { as: admin }));
      await boss.hears('account.approved', id);
      expect(performance.now() - begun).toBeLessThan(2_000);
      expect(coordinator.typesOf(id)).toEqual([]);
    });

    it('to a program by what its token was made for', async () => {
      const program = await connect(await apiToken(admin, ['ticket:read']));
      const { id } = await desk.people.pending();
      const ticket = (await submitTicket(desk, await desk.people.employee())).body;
      await program.hears('ticket.submitted', ticket.id);
      expect(program.typesOf(id)).toEqual([]);
    });

    it('not of what was given up after it was done', async () => {
      const boss = await connect(admin);
      const [first, second] = [newId(), newId()];
      const change = async (id: string, end: () => void) =>
        desk.app.get(UnitOfWork, { strict: false }).run(systemCall(), async (tx) => {
          const subject = { type: 'account', id };
          await desk.app
            .get(EventLog, { strict: false })
            .append(tx, systemCall(), [{ name: 'account.updated', subject, audience: 'admin', data: {} }]);
          end();
        });
      const giveUp = () => {
        throw new Error('given up');
      };
      await expect(change(first, giveUp)).rejects.toThrow('given up');
      await change(second, () => undefined);
      await boss.hears('account.updated', second);
      expect(boss.typesOf(first)).toEqual([]);
    });

    it('by numbers without a gap, and of a gap when hints were lost', async () => {
      const client = await connect(admin);
      await desk.database.query(`SELECT pg_notify('smartsupport_hints', '["somebody",1,[]]')`);
      await desk.database.query(`SELECT pg_notify('smartsupport_hints', '["somebody",2,[]]')`);
      const { id } = (await submitTicket(desk, await desk.people.employee())).body;
      await client.hears('ticket.submitted', id);
      expect(client.hints.map(({ seq }) => seq)).toEqual(client.hints.map((_, index) => index + 1));
      expect(client.resyncs).toEqual([]);
      // Number 3 never came.
      await desk.database.query(`SELECT pg_notify('smartsupport_hints', '["somebody",4,[]]')`);
      const [resync] = await eventually(() => client.resyncs.length > 0 && client.resyncs);
      expect(resync).toBe((client.hints.at(-1)?.seq ?? 0) + 1);
    });

    it('as one "look again" when there is too much of it', async () => {
      const client = await connect(admin);
      const rows = Array.from({ length: 120 }, (_, index) => [
        'account.updated',
        'account',
        `019a8a00-0000-7000-8000-${String(index).padStart(12, '0')}`,
        'admin',
      ]);
      for (const part of [rows.slice(0, 60), rows.slice(60)]) {
        const payload = JSON.stringify(['many', rows.indexOf(part[0] ?? []), part]);
        await desk.database.query(`SELECT pg_notify('smartsupport_hints', $1)`, [payload]);
      }
      await eventually(() => client.resyncs.length > 0);
      expect(client.hints.length).toBeLessThan(120);
      const hint = await eventually(async () => {
        const { id } = await desk.people.pending();
        return client.hears('account.registered', id);
      });
      expect(hint.seq).toBeGreaterThan(120);
    });
  });

  describe('listen to little', () => {
    it('lets a page watch what its reader may see, and answers the rest like what does not exist', async () => {
      const [owner, stranger] = [await desk.people.employee(), await desk.people.employee()];
      const { id, version } = (await submitTicket(desk, owner)).body;
      const [page, outside] = [await connect(owner), await connect(stranger)];
      expect(await page.watch(id)).toEqual({ ok: true, version });
      const hidden = await outside.watch(id);
      expect(hidden).toEqual({ ok: false, code: 'NOT_FOUND' });
      expect(await outside.watch('019a8a00-0000-7000-8000-00000000ffff')).toEqual(hidden);
      expect(await outside.watch('SS-000001')).toEqual({ ok: false, code: 'VALIDATION_FAILED' });
      expect(await outside.watch({ id })).toEqual({ ok: false, code: 'VALIDATION_FAILED' });
    });

    it.each<[string, (ticketId: string, watcher: SignedIn) => Promise<void>]>([
      [
        'it becomes confidential',
        async (id) => ok(other.request('PATCH', `/api/tickets/${id}`, { as: admin, body: { confidential: true } })),
      ],
      [
        'he is no longer its watcher',
        async (id, { id: userId }) => {
          await ok(desk.request('PUT', `/api/tickets/${id}/watchers/${userId}`, { as: admin }));
          await ok(desk.request('PATCH', `/api/tickets/${id}`, { as: admin, body: { confidential: true } }));
          await ok(desk.request('DELETE', `/api/tickets/${id}/watchers/${userId}`, { as: admin }));
        },
      ],
    ])('tells the page of a coordinator that he may not see the ticket any more, when %s', async (_, act) => {
      const [owner, coordinator] = [await desk.people.employee(), await desk.people.coordinator()];
      const { id } = (await submitTicket(desk, owner)).body;
      const page = await connect(coordinator);
      expect((await page.watch(id)).ok).toBe(true);
      await act(id, coordinator);
      await eventually(() => page.unwatched.includes(id));
      const before = page.typesOf(id);
      await comment(admin, id, 'internal');
      const next = (await submitTicket(desk, owner)).body.id;
      await page.hears('ticket.submitted', next);
      expect(page.typesOf(id)).toEqual(before);
    });

    it.each<[string, (client: LiveClient) => void]>([
      ['an unknown message', (client) => client.socket.emit('join', 'administrators')],
      ['a message without an answer', (client) => client.socket.emit('watch', { id: 'x' })],
      ['more than one body', (client) => client.socket.emit('watch', {}, {}, () => undefined)],
      [
        'a flood',
        (client) => {
          for (let index = 0; index < 40; index += 1) {
            client.socket.emit('watch', {}, () => undefined);
          }
        },
      ],
    ])('ends a connection for %s', async (_, say) => {
      const client = await connect(await desk.people.employee());
      say(client);
      await eventually(() => client.ended, { within: 2_000 });
      expect(client.closing).toBe('misuse');
    });

    it.each<'websocket' | 'polling'>(['websocket', 'polling'])(
      'ends a connection for a message too large, by %s',
      async (transport) => {
        const client = await LiveClient.connect(desk.url, await desk.people.employee(), { transports: [transport] });
        open.push(client);
        client.socket.emit('watch', { id: 'x'.repeat(10_000) }, () => undefined);
        expect(await eventually(() => client.ended, { within: 2_000 })).toMatch(/transport/);
      },
    );

    it('keeps twenty connections of one person: the oldest goes', async () => {
      const person = await desk.people.employee();
      const first = await connect(person);
      const rest = await Promise.all(Array.from({ length: 19 }, async () => connect(person)));
      expect(first.ended).toBeNull();
      await connect(person);
      await eventually(() => first.ended);
      expect(first.closing).toBe('crowded');
      expect(rest.filter(({ ended }) => ended !== null)).toEqual([]);
    });
  });

  it('are counted for a monitor', async () => {
    const watched = await startDesk({ database: desk.database, env: { METRICS_TOKEN: 'a-token-for-the-monitor' } });
    try {
      await connect(await desk.people.employee(), watched);
      const answer = await fetch(`${watched.url}/metrics`, {
        headers: { authorization: 'Bearer a-token-for-the-monitor' },
      });
      const text = await answer.text();
      expect(text).toContain('smartsupport_live_sockets{transport="websocket"} 1');
      expect(text).toContain('smartsupport_live_hints{outcome="left_out"} 0');
    } finally {
      await watched.close();
    }
  });

  it('go with the server in good order, and their clients know that they may come back', async () => {
    const closing = await startDesk({ database: desk.database });
    const clients = [
      await connect(await desk.people.employee(), closing),
      await LiveClient.connect(closing.url, await desk.people.employee(), { transports: ['polling'] }),
    ];
    const begun = performance.now();
    await closing.close();
    expect(performance.now() - begun).toBeLessThan(3_000);
    for (const client of clients) {
      expect(await eventually(() => client.ended)).toMatch(/^transport/);
      expect(client.closing).toBeNull();
      client.close();
    }
  });
});
