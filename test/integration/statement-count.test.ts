import pg from 'pg';
import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';

/** The name on the desk's own connections; the test's client and the LISTEN connection have others. */
const DESK = 'smartsupport';

interface Listening {
  /** Everything the desk has asked its database since the last call. */
  take(): string[];
  stop(): void;
}

function listenToStatements(): Listening {
  const seen: string[] = [];
  const original: unknown = Reflect.get(pg.Client.prototype, 'query');
  Reflect.set(pg.Client.prototype, 'query', function (this: object, ...given: [string | { text: string }]): unknown {
    const connection = Reflect.get(this, 'connectionParameters') as { application_name?: string };
    const text = typeof given[0] === 'string' ? given[0] : given[0].text;
    // The hint to other processes follows a moment later, at most twenty times a second however many calls there are.
    if (connection.application_name === DESK && !text.includes('pg_notify')) {
      seen.push(text);
    }
    const answer: unknown = Reflect.apply(original as () => unknown, this, given);
    return answer;
  });
  return {
    take: () => seen.splice(0),
    stop: () => {
      Reflect.set(pg.Client.prototype, 'query', original);
    },
  };
}

describe('statements per call', () => {
  let desk: Desk;
  let employee: SignedIn;
  let coordinator: SignedIn;
  let number: string;
  let view: string;
  let statements: Listening;

  const submit = async (): Promise<string> => {
    const answer = await desk.request<{ number: string }>('POST', '/api/tickets', {
      as: employee,
      body: { subject: 'No network', category: 'network', description: 'Since this morning' },
    });
    expect(answer.status).toBe(201);
    return answer.body.number;
  };
  const reply = async (): Promise<void> => {
    const path = `/api/tickets/${number}/comments`;
    const answer = await desk.request('POST', path, { as: coordinator, body: { body: 'One more' } });
    expect(answer.status).toBe(201);
  };
  const countOf = async (path: string, as: SignedIn): Promise<number> => {
    // Once before: who is signed in is remembered from then on.
    await desk.request('GET', path, { as });
    statements.take();
    const answer = await desk.request('GET', path, { as });
    expect(answer.status).toBe(200);
    return statements.take().length;
  };

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    employee = await desk.people.employee();
    coordinator = await desk.people.coordinator();
    number = await submit();
    await reply();
    const saved = await desk.request<{ key: string }>('POST', '/api/tickets/views', {
      as: coordinator,
      body: { name: 'Networks', filters: { category: ['network'] } },
    });
    view = saved.body.key;
    statements = listenToStatements();
  });
  afterAll(async () => {
    statements.stop();
    await desk.close();
  });

  const CALLS: [string, () => SignedIn, () => string, number][] = [
    ['my tickets', () => employee, () => '/api/tickets', 2],
    ['my tickets with their total', () => employee, () => '/api/tickets?include=total', 3],
    ['the queue', () => coordinator, () => '/api/tickets?view=all_open', 2],
    ['a search', () => coordinator, () => '/api/tickets?q=network', 3],
    ['a search with a typing error', () => coordinator, () => '/api/tickets?q=netwrok', 5],
    ['a search for nothing', () => coordinator, () => '/api/tickets?q=zzzzzzzz', 2],
    ['similar tickets', () => coordinator, () => `/api/tickets/${number}/similar`, 2],
    ['what is like a text', () => employee, () => '/api/tickets/similar?subject=network', 1],
    ['the views', () => coordinator, () => '/api/tickets/views', 3],
    ['the counts of all views', () => coordinator, () => '/api/tickets/views/counts', 3],
    ['a saved view', () => coordinator, () => `/api/tickets?view=${view}`, 3],
    ['one ticket', () => employee, () => `/api/tickets/${number}`, 2],
    ['its conversation', () => employee, () => `/api/tickets/${number}/comments`, 4],
    ['who gets an answer', () => coordinator, () => `/api/tickets/${number}/receivers`, 5],
    ['who gets an answer to the desk', () => employee, () => `/api/tickets/${number}/receivers`, 5],
    ['the saved replies', () => coordinator, () => '/api/saved-replies?q=vpn', 2],
    ['the drafts', () => employee, () => '/api/me/drafts', 1],
    ['its timeline', () => employee, () => `/api/tickets/${number}/timeline`, 4],
  ];

  it.each(CALLS)('%s costs a fixed number, whatever there is to show', async (_name, as, path, expected) => {
    expect(await countOf(path(), as())).toBe(expected);
    for (let more = 0; more < 5; more += 1) {
      await submit();
      await reply();
    }
    expect(await countOf(path(), as())).toBe(expected);
  });

  const written = async (as: SignedIn, body: object): Promise<number> => {
    const path = `/api/tickets/${number}/comments`;
    const send = async (): Promise<void> => {
      expect((await desk.request('POST', path, { as, body })).status).toBe(201);
    };
    await send();
    statements.take();
    await send();
    return statements.take().length;
  };

  it('an answer is one transaction, what its answer shows, and who gets it', async () => {
    expect([
      await written(coordinator, { body: 'One more' }),
      await written(employee, { body: 'One more' }),
      await written(coordinator, { body: 'A note', visibility: 'internal' }),
      await written(coordinator, { body: `[@X](mention:${employee.id})` }),
    ]).toEqual([13, 13, 10, 15]);
  });

  it('a look is found, kept and told; a second one changes nothing', async () => {
    const look = async (): Promise<number> => {
      statements.take();
      expect((await desk.request('POST', `/api/tickets/${number}/seen`, { as: coordinator })).status).toBe(204);
      return statements.take().length;
    };
    expect([await look(), await look()]).toEqual([5, 5]);
  });

  it('a draft is one transaction', async () => {
    statements.take();
    const answer = await desk.request('PUT', '/api/me/drafts/one', { as: employee, body: { value: { text: 'x' } } });
    expect(answer.status).toBe(200);
    expect(statements.take()).toHaveLength(4);
  });

  it('each act on a ticket is one transaction and what its answer shows, however long its story', async () => {
    const other = await desk.people.coordinator();
    await desk.request('GET', '/api/tickets', { as: other });
    const acts = async (about: string, as: SignedIn, to: SignedIn): Promise<Record<string, number>> => {
      const act = async (method: 'POST' | 'PATCH', path: string, body: object): Promise<number> => {
        statements.take();
        const answer = await desk.request(method, `/api/tickets/${about}${path}`, { as, body });
        expect({ path, status: answer.status }).toEqual({ path, status: 200 });
        return statements.take().length;
      };
      const until = new Date(Date.now() + 3 * 86_400_000).toISOString();
      return {
        claim: await act('POST', '/claim', {}),
        priority: await act('PATCH', '', { priority: 'High' }),
        subject: await act('PATCH', '', { subject: 'No network at all' }),
        hold: await act('POST', '/status', { status: 'On Hold', holdReason: 'requester' }),
        holdOtherwise: await act('POST', '/hold', { holdReason: 'scheduled', until }),
        resume: await act('POST', '/status', { status: 'In Progress' }),
        assign: await act('POST', '/assign', { assigneeId: to.id }),
      };
    };
    const expected = { claim: 11, priority: 8, subject: 9, hold: 8, holdOtherwise: 8, resume: 8, assign: 9 };
    expect(await acts(await submit(), coordinator, other)).toEqual(expected);
    number = await submit();
    for (let more = 0; more < 5; more += 1) {
      await reply();
    }
    expect(await acts(number, coordinator, other)).toEqual(expected);
  });

  it('a new ticket is one transaction and what its answer shows', async () => {
    await submit();
    statements.take();
    await submit();
    // Six of the transaction, the author's standing asked before the commit included, and two of the answer.
    expect(statements.take()).toHaveLength(8);
  });
});
