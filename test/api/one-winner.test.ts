import { AuthFacade } from '../../server/modules/auth/auth.facade.js';
import { LinkMakers } from '../../server/modules/mail/mail.facade.js';
import { startDesk, type Desk } from '../support/desk.js';
import type { Refusal, RestAnswer } from '../support/rest.js';

const AT_ONCE = 50;
const NEW_PASSWORD = 'another-good-one-77';

type Answer = RestAnswer<Refusal & { access: string; refresh: string; employee: object }>;

/** Fifty callers on two servers of one database, all with the same proof of who they are. */
describe(`of ${String(AT_ONCE)} who come at once, exactly one comes in`, () => {
  let desk: Desk;
  let second: Desk;
  let setupUrl: string | null;

  beforeAll(async () => {
    desk = await startDesk({ env: { ADMIN_EMAIL: '', ADMIN_PASSWORD: '' } });
    second = await startDesk({ database: desk.database, env: { ADMIN_EMAIL: '', ADMIN_PASSWORD: '' } });
    setupUrl = await desk.app.get(AuthFacade).setupUrl();
  });
  afterAll(async () => {
    await second.close();
    await desk.close();
  });

  const rush = async (path: string, bodyOf: (number: number) => object): Promise<Answer[]> =>
    Promise.all(
      Array.from({ length: AT_ONCE }, async (_, number) =>
        (number % 2 === 0 ? desk : second).request<Answer['body']>('POST', path, { body: bodyOf(number) }),
      ),
    );
  const count = (answers: readonly Answer[]): Record<string, number> =>
    answers.reduce<Record<string, number>>((counts, { status, body }) => {
      const outcome = status < 300 ? String(status) : `${String(status)} ${body.code}`;
      return { ...counts, [outcome]: (counts[outcome] ?? 0) + 1 };
    }, {});
  const eventsNamed = async (name: string, subjectId: string) =>
    desk.database.query('SELECT 1 FROM events WHERE name = $1 AND subject_id = $2', [name, subjectId]);
  const FIRST = {
    email: 'root@desk.example',
    password: 'first-of-them-all-77',
    firstName: 'Margaret',
    lastName: 'Hamilton',
  };

  it('by the link of the first set-up', async () => {
    const token = new URL(setupUrl ?? 'none:').searchParams.get('token');
    const answers = await rush('/api/auth/setup', (number) => ({
      ...FIRST,
      token,
      email: `root${number === 0 ? '' : String(number)}@desk.example`,
    }));
    expect(count(answers)).toEqual({ '201': 1, '409 SETUP_DONE': AT_ONCE - 1 });
    const admins = await desk.database.query<{ email: string }>('SELECT email, role FROM users');
    expect(admins).toEqual([
      { email: expect.stringMatching(/^root\d*@desk\.example$/) as string, role: 'System Admin' },
    ]);
  });

  const firstAdmin = async () => {
    const [row] = await desk.database.query<{ id: string; email: string }>('SELECT id, email FROM users LIMIT 1');
    const body = { email: row?.email, password: FIRST.password };
    const session = await desk.request<{ access: string; refresh: string }>('POST', '/api/token/employee/', { body });
    expect(session.status).toBe(200);
    return { id: row?.id ?? '', email: row?.email ?? '', ...session.body };
  };

  it('by one refresh token', async () => {
    const { refresh } = await firstAdmin();
    const answers = await rush('/api/token/refresh/', () => ({ refresh }));
    expect(count(answers)).toEqual({ '200': 1, '409 REFRESH_RACED': AT_ONCE - 1 });
    const winner = answers.find(({ status }) => status === 200)?.body;
    const next = await desk.request('POST', '/api/token/refresh/', { body: { refresh: winner?.refresh } });
    expect(next.status).toBe(200);
  });

  it('by one link for a new password', async () => {
    const admin = await firstAdmin();
    await desk.request('POST', '/api/auth/password/forgot', { body: { email: admin.email } });
    const [row] = await desk.database.query<{ id: string }>('SELECT id FROM password_resets WHERE user_id = $1', [
      admin.id,
    ]);
    const link = await desk.app.get(LinkMakers).make({ purpose: 'password-reset', rowId: row?.id ?? '' });
    const token = new URL(link ?? 'none:').searchParams.get('token');
    const answers = await rush('/api/auth/password/reset', (number) => ({
      token,
      password: `${NEW_PASSWORD}-${String(number)}`,
    }));
    expect(count(answers)).toEqual({ '204': 1, '400 LINK_INVALID': AT_ONCE - 1 });
    expect(await eventsNamed('account.password_changed', admin.id)).toHaveLength(1);
    // The one who won has chosen the password, and nobody else.
    const winner = answers.findIndex(({ status }) => status === 204);
    const signIn = async (number: number) =>
      (
        await desk.request('POST', '/api/token/employee/', {
          body: { email: admin.email, password: `${NEW_PASSWORD}-${String(number)}` },
        })
      ).status;
    expect([await signIn(winner), await signIn((winner + 1) % AT_ONCE)]).toEqual([200, 401]);
  });
});
