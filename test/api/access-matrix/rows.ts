import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { DEFAULT_LIFECYCLE } from '../../../server/modules/tickets/domain/default-lifecycle.js';
import type { SignedIn } from '../../support/people.js';
import { setUpSecondFactor } from '../../support/second-factor.js';
import { PNG } from '../../support/ticket-views.js';
import type { Cast, Cell, Fresh } from './cast.js';
import {
  adminsOnly,
  open,
  ownAccount,
  ownThing,
  signedIn,
  staffOnly,
  ticketOwner,
  ticketOwnOrStaff,
  ticketStaff,
  ticketVisible,
  type Answers,
  type TicketAnswers,
} from './profiles.js';

/** A well-formed request in a state in which it would succeed: what is refused is refused for who asks. */
interface Request {
  /** When one route is several doors. */
  readonly note?: string;
  /** What each cell acts upon; its entries fill the path. */
  readonly on?: (cast: Cast, cell: Cell) => Promise<Fresh> | Fresh;
  readonly body?: (given: { cast: Cast; cell: Cell; fresh: Fresh }) => object;
  readonly query?: (fresh: Fresh) => string;
  /** For somebody whose role needs a second factor, where his own account is no answer. */
  readonly whileSettingUp?: number;
  /** The act would end the caller himself: somebody of the same role takes his place. */
  readonly hasStunt?: true;
  /** The route decides by what is sent and says so in words of its own; a refusal may be counted. */
  readonly isDoor?: true;
}

export interface Row extends Request {
  /** Method and path as the application spells them. */
  readonly route: string;
  readonly answers: Answers | TicketAnswers;
}

function row(route: string, answers: Answers | TicketAnswers, request: Request = {}): Row {
  return { route, answers, ...request };
}

const openTicket = async (cast: Cast, { kind }: Cell) => cast.ticket(kind);
const newTicket = async (cast: Cast, { kind }: Cell) => cast.ticket(kind, 'New');
const resolvedTicket = async (cast: Cast, { kind }: Cell) => cast.ticket(kind, 'Resolved');
const own = async (cast: Cast, cell: Cell) => ({ ...(await openTicket(cast, cell)), userId: 'me' });
const ofSomebody = async (cast: Cast, cell: Cell) => {
  const fresh = await openTicket(cast, cell);
  const { id } = await cast.account('Approved');
  return { ...fresh, userId: id };
};
const account = (status: string) => async (cast: Cast) => cast.account(status);
const group = (path: string) => async (cast: Cast) => ({ id: await cast.create(path, { name: cast.word() }) });
const invited = async (cast: Cast) => ({
  id: await cast.create('/api/users', { email: `${cast.word()}@desk.example`, firstName: 'In', lastName: 'Vited' }),
});
const teamAndStaff = async (cast: Cast) => ({
  ...(await group('/api/teams')(cast)),
  userId: (await cast.account('Approved', 'Ticket Coordinator')).id,
});
const category = async (cast: Cast) => {
  const key = cast.word();
  return { id: await cast.create('/api/categories', { key, name: key }) };
};
/** Twenty are the most that one person has. */
const roomForView = async (cast: Cast) => {
  await cast.desk.database.query('DELETE FROM ticket_views');
  return {};
};
const viewOfEveryone = async (cast: Cast) => {
  await roomForView(cast);
  return { id: await cast.create('/api/tickets/views', { name: cast.word(), scope: 'everyone' }) };
};
/** A hundred are the most that one person has. */
const roomForReply = async (cast: Cast) => {
  await cast.desk.database.query('DELETE FROM saved_replies');
  return {};
};
const replyOfEveryone = async (cast: Cast, _cell: Cell) => {
  await roomForReply(cast);
  return { id: await cast.create('/api/saved-replies', { name: cast.word(), body: 'Hello', scope: 'everyone' }) };
};
const draft = async (cast: Cast, { person: somebody }: Cell, key = 'some.draft') => {
  await cast.must('PUT', `/api/me/drafts/${key}`, somebody, { value: { text: 'Typed' } });
  return { key };
};
const draftOfEverybody = async (cast: Cast) => {
  await cast.desk.database.query(
    `INSERT INTO drafts (user_id, key, value, updated_at) SELECT id, 'one.each', '{}', now() FROM users
     ON CONFLICT DO NOTHING`,
  );
  return { key: 'one.each' };
};
const HOURS = [{ from: '08:00', to: '18:00' }];
const WEEK = {
  monday: HOURS,
  tuesday: HOURS,
  wednesday: HOURS,
  thursday: HOURS,
  friday: HOURS,
  saturday: [],
  sunday: [],
};
const calendarBody = (cast: Cast) => ({ name: cast.word(), timeZone: 'Europe/Berlin', week: WEEK });
const lifecycleBody = () => ({ statuses: [], transitions: DEFAULT_LIFECYCLE.transitions });
const calendar = async (cast: Cast) => ({ id: await cast.create('/api/sla/calendars', calendarBody(cast)) });
const PROMISE = { firstResponse: 3_600, nextReply: null, resolution: 36_000 };
const policyBody = async (cast: Cast) => ({
  name: cast.word(),
  calendarId: (await calendar(cast)).id,
  categoryId: (await category(cast)).id,
  targets: { Low: PROMISE, Medium: PROMISE, High: PROMISE, Critical: PROMISE },
});
const policy = async (cast: Cast) => ({ id: await cast.create('/api/sla/policies', await policyBody(cast)) });
const policyParts = async (cast: Cast) => ({
  calendarId: (await calendar(cast)).id,
  categoryId: (await category(cast)).id,
});
const HOLIDAY = 'BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas\nEND:VEVENT';
const deadTask = async (cast: Cast) => {
  const id = randomUUID();
  await cast.desk.database.query(
    `INSERT INTO tasks (id, type, state, attempts) VALUES ($1, 'test.nobody', 'dead', 3)`,
    [id],
  );
  return { id };
};
const deadRun = async (cast: Cast) => {
  const { ref } = await cast.ticket('ordinary');
  const id = randomUUID();
  await cast.desk.database.query(
    `INSERT INTO workflow_runs (id, ticket_id, ticket_number, state, created_at, ended_at)
     SELECT $1, id, number, 'abandoned', now(), now() FROM tickets WHERE id = $2`,
    [id, ref],
  );
  return { id };
};
const attachment = async (cast: Cast) => ({ id: (await cast.ticket('ordinary'))['attachmentId'] ?? '' });
const WEBHOOK = { name: 'Chat', url: 'https://example.com/hooks', eventTypes: ['ticket.submitted'] };
const webhook = async (cast: Cast) => {
  const id = randomUUID();
  await cast.desk.database.query(
    `INSERT INTO webhooks (id, name, url, event_types, secret, created_at, updated_at)
     VALUES ($1, $2, $3, $4, 'sealed', now(), now())`,
    [id, cast.word(), WEBHOOK.url, WEBHOOK.eventTypes],
  );
  return { id };
};
/** There may be 50. */
const noWebhooks = async (cast: Cast) => {
  await cast.desk.database.query('DELETE FROM webhooks');
  return {};
};
const delivery = async (cast: Cast) => {
  const { id } = await webhook(cast);
  const deliveryId = randomUUID();
  await cast.desk.database.query(
    `INSERT INTO webhook_deliveries (id, webhook_id, type, body, state, task_id, created_at)
     VALUES ($1, $2, 'ticket.submitted', '{}', 'failed', $1, now())`,
    [deliveryId, id],
  );
  return { id, deliveryId };
};
const throttle = async (cast: Cast) => {
  const id = randomUUID();
  await cast.desk.database.query(
    `INSERT INTO sign_in_throttles (id, key, kind, ip, failures, window_ends_at, created_at, expires_at)
     VALUES ($1, $2, 'address', '192.0.2.1', 3, now() + interval '1 hour', now(), now() + interval '1 day')`,
    [id, cast.word()],
  );
  return { id };
};
const mail = async (cast: Cast) => {
  const id = randomUUID();
  await cast.desk.database.query(
    `INSERT INTO mail_messages (id, to_name, to_address, template, data, kind, subject, state, message_id)
     VALUES ($1, 'Some Body', 'some@desk.example', 'account-approved', '{"firstName":"Some","url":"http://desk.example"}', 'automatic', 'Welcome', 'sent', $2)`,
    [id, `<${id}@desk.example>`],
  );
  return { id };
};
const template = () => ({ name: 'account-approved', language: 'de', number: '1' });
const templateParts = () => ({ subject: 'Offen', html: '<p>Offen: {{ url }}</p>', text: 'Offen: {{ url }}' });
const fileOfTicket = async (cast: Cast, cell: Cell) => ({ id: (await openTicket(cast, cell)).attachmentId ?? '' });
const heldTicket = async (cast: Cast, cell: Cell) => {
  const fresh = await openTicket(cast, cell);
  await cast.create(`/api/tickets/${fresh.ref ?? ''}/status`, { status: 'On Hold', holdReason: 'requester' });
  return fresh;
};
const linkedTicket = async (cast: Cast, cell: Cell) => {
  const fresh = await openTicket(cast, cell);
  const { ref: ticket } = await cast.ticket('ordinary');
  return { ...fresh, linkId: await cast.create(`/api/tickets/${fresh.ref ?? ''}/links`, { type: 'relates', ticket }) };
};
const taskOfOwner = async (cast: Cast, cell: Cell) => ({ id: (await newTicket(cast, cell)).taskId ?? '' });
const files = () => {
  const form = new FormData();
  form.append('files', new Blob([new Uint8Array(PNG)], { type: 'image/png' }), 'b.png');
  return form;
};
/** Twenty are the most that one person has waiting. */
const roomForUpload = async (cast: Cast) => {
  await cast.desk.database.query("DELETE FROM attachments WHERE owner_type = 'upload'");
  return {};
};
const uploadOf = async (cast: Cast, ownerId: string) => {
  const id = randomUUID();
  await roomForUpload(cast);
  await cast.desk.database.query(
    `INSERT INTO attachments (id, owner_type, owner_id, audience, filename, content_type, size, sha256, storage_key,
       state, uploaded_by, created_at, expires_at)
     VALUES ($1::uuid, 'upload', $2::uuid, 'everyone', 'a.txt', 'text/plain', 1, '', 'waiting/' || $1::text, 'clean',
       $2::uuid, now(), now() + interval '1 day')`,
    [id, ownerId],
  );
  return { id };
};
const ownUpload = async (cast: Cast, { person }: Cell) => uploadOf(cast, person.id);
const foreignUpload = async (cast: Cast) => uploadOf(cast, (await cast.account('Approved')).id);
const ownToken = async (cast: Cast, { person }: Cell) => {
  const body = { name: 'a script', scopes: ['account:own'] };
  return { id: (await cast.must<{ id: string }>('POST', '/api/me/api-tokens', person, body)).id };
};
const sessionsOf = async (cast: Cast, person: SignedIn) =>
  (await cast.must<{ items: { id: string; isCurrent: boolean }[] }>('GET', '/api/me/sessions', person)).items;
const ownSession = async (cast: Cast, { person }: Cell) => {
  await cast.desk.people.signIn(person);
  return { id: (await sessionsOf(cast, person)).find(({ isCurrent }) => !isCurrent)?.id ?? '' };
};
const identityOf = async (cast: Cast, userId: string) => {
  const id = randomUUID();
  await cast.desk.database.query(
    `INSERT INTO identities (id, user_id, provider, issuer, subject, email, linked_at)
     VALUES ($1::uuid, $2, 'oidc', 'http://127.0.0.1:9', $1::text, 'some@desk.example', now())`,
    [id, userId],
  );
  return { id };
};
const startedSecondFactor = async (cast: Cast, { person }: Cell) => {
  const { password } = person;
  const { secret } = await cast.must<{ secret: string }>('POST', '/api/me/totp', person, { password });
  return {
    code: new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: cast.desk.clock.now().getTime() }),
  };
};
const secondFactor = async (cast: Cast, cell: Cell) => {
  const { code } = await startedSecondFactor(cast, cell);
  await cast.must('POST', '/api/me/totp/confirm', cell.person, { code });
  return {};
};
/** Somebody with a session, an API token and a second factor, for an administrator to look after. */
const comesIn = async (cast: Cast) => {
  const somebody = await cast.newcomer();
  const { sessionId } = await sessionAndToken(cast, somebody);
  return { id: somebody.id, sessionId };
};
const withToken = async (cast: Cast) => {
  const somebody = await cast.newcomer();
  const { tokenId } = await sessionAndToken(cast, somebody);
  return { id: somebody.id, tokenId };
};
const sessionAndToken = async (cast: Cast, somebody: SignedIn) => {
  const body = { name: 'a script', scopes: ['account:own'] };
  const { id } = await cast.must<{ id: string }>('POST', '/api/me/api-tokens', somebody, body);
  return { sessionId: (await sessionsOf(cast, somebody))[0]?.id ?? '', tokenId: id };
};
const withSecondFactor = async (cast: Cast) => {
  const somebody = await cast.newcomer();
  await setUpSecondFactor(cast.desk, somebody);
  return { id: somebody.id };
};
const password = ({ cell }: { cell: Cell }) => ({ password: cell.person.password });
const reason = () => ({ reason: 'Because' });
const person = ({ cast }: { cast: Cast }) => ({
  email: `${cast.word()}@desk.example`,
  firstName: 'New',
  lastName: 'Comer',
});

const TICKETS: readonly Row[] = [
  row('GET /api/tickets', signedIn(200, { readOnlyToken: 200 })),
  row('POST /api/tickets', signedIn(201), {
    body: () => ({ subject: 'x', category: 'hardware', description: 'x' }),
  }),
  row('POST /api/tickets', staffOnly(201), {
    note: 'in the name of somebody else',
    body: ({ cast }) => ({
      subject: 'x',
      category: 'hardware',
      description: 'x',
      onBehalfOf: cast.personOf('other').id,
      priority: 'High',
    }),
  }),
  // Each ticket is answered for by itself: what one may not see is so in the answer, not in the status.
  row('POST /api/tickets/bulk', staffOnly(200), { body: () => ({ ids: [randomUUID()], action: 'claim' }) }),
  row('GET /api/tickets/export', staffOnly(200)),
  row('GET /api/tickets/similar', signedIn(200, { readOnlyToken: 200 })),
  row('GET /api/tickets/:ref/similar', ticketVisible(200, { readOnlyToken: 200 }), { on: openTicket }),
  row('GET /api/tickets/views', staffOnly(200)),
  row('GET /api/tickets/views/counts', staffOnly(200)),
  row('POST /api/tickets/views', staffOnly(201), { on: roomForView, body: () => ({ name: 'Mine' }) }),
  row('POST /api/tickets/views', adminsOnly(201), {
    note: 'for everyone',
    body: () => ({ name: 'Ours', scope: 'everyone' }),
  }),
  row('PATCH /api/tickets/views/:id', adminsOnly(200), { on: viewOfEveryone, body: () => ({ name: 'Better' }) }),
  row('DELETE /api/tickets/views/:id', adminsOnly(204), { on: viewOfEveryone }),
  row('PUT /api/tickets/views/:view/columns', staffOnly(200), {
    on: () => ({ view: 'my_open' }),
    body: () => ({ columns: ['status'] }),
  }),
  row('GET /api/tickets/:ref', ticketVisible(200, { readOnlyToken: 200 }), { on: openTicket }),
  row('GET /api/tickets/:ref', ticketVisible(200, { readOnlyToken: 200 }), {
    note: 'by its number',
    on: async (cast, cell) => ({ ref: (await openTicket(cast, cell)).number ?? '' }),
  }),
  row('PATCH /api/tickets/:ref', ticketOwnOrStaff(200), {
    note: 'while it is New',
    on: newTicket,
    body: () => ({ subject: 'Better words' }),
  }),
  row('PATCH /api/tickets/:ref', ticketStaff(200), {
    note: 'its priority',
    on: openTicket,
    body: () => ({ priority: 'High' }),
  }),
  row('PATCH /api/tickets/:ref', ticketStaff(200), {
    note: 'its confidence',
    on: openTicket,
    body: () => ({ confidential: true }),
  }),
  row('POST /api/tickets/:ref/status', ticketStaff(200), {
    on: openTicket,
    body: () => ({ status: 'On Hold', holdReason: 'approval' }),
  }),
  row('POST /api/tickets/:ref/hold', ticketStaff(200), {
    on: heldTicket,
    body: () => ({ holdReason: 'approval' }),
  }),
  row('POST /api/tickets/:ref/claim', ticketStaff(200), { on: openTicket }),
  row('POST /api/tickets/:ref/assign', ticketStaff(200), {
    on: openTicket,
    body: ({ cast }) => ({ assigneeId: cast.personOf('coordinator').id }),
  }),
  row('POST /api/tickets/:ref/withdraw', ticketOwner(200), { on: openTicket, body: () => ({}) }),
  row('POST /api/tickets/:ref/close', ticketOwnOrStaff(200), { on: resolvedTicket, body: () => ({}) }),
  row('POST /api/tickets/:ref/reopen', ticketOwnOrStaff(200), { on: resolvedTicket, body: reason }),
  row('GET /api/tickets/:ref/comments', ticketVisible(200, { readOnlyToken: 200 }), { on: openTicket }),
  row('POST /api/tickets/:ref/comments', ticketVisible(201), { on: openTicket, body: () => ({ body: 'A reply' }) }),
  row('POST /api/tickets/:ref/comments', ticketStaff(201), {
    note: 'a note',
    on: openTicket,
    body: () => ({ body: 'A note', visibility: 'internal' }),
  }),
  row('GET /api/tickets/:ref/sla', ticketVisible(200, { owner: 403, watcher: 403, readOnlyToken: 200 }), {
    on: openTicket,
  }),
  row('POST /api/tickets/:ref/comments', ticketStaff(201), {
    note: 'with a status',
    on: openTicket,
    body: () => ({ body: 'Wait', then: { status: 'On Hold', holdReason: 'approval' } }),
  }),
  row('GET /api/tickets/:ref/receivers', ticketVisible(200), { on: openTicket }),
  row('GET /api/tickets/:ref/mails', ticketStaff(200), { on: openTicket }),
  row('GET /api/tickets/:ref/workflow', ticketStaff(200), { on: openTicket }),
  row('GET /api/tickets/:ref/receivers', ticketStaff(200), {
    note: 'of a note',
    on: openTicket,
    query: () => '?visibility=internal',
  }),
  row('POST /api/tickets/:ref/seen', ticketVisible(204), { on: openTicket }),
  row('GET /api/tickets/:ref/timeline', ticketVisible(200, { readOnlyToken: 200 }), { on: openTicket }),
  row('POST /api/tickets/:ref/attachments', ticketVisible(201), { on: openTicket, body: files }),
  row('DELETE /api/tickets/:ref/attachments/:attachmentId', ticketOwnOrStaff(204), { on: openTicket }),
  row('PUT /api/tickets/:ref/watchers/:userId', ticketVisible(200), { note: 'oneself', on: own }),
  row('DELETE /api/tickets/:ref/watchers/:userId', ticketVisible(204), { note: 'oneself', on: own }),
  row('PUT /api/tickets/:ref/watchers/:userId', ticketStaff(200), { note: 'somebody else', on: ofSomebody }),
  row('DELETE /api/tickets/:ref/watchers/:userId', ticketStaff(204), { note: 'somebody else', on: ofSomebody }),
  row('GET /api/tickets/:ref/links', ticketVisible(200, { readOnlyToken: 200 }), { on: openTicket }),
  row('POST /api/tickets/:ref/links', ticketStaff(201), {
    on: async (cast, cell) => ({ ...(await openTicket(cast, cell)), other: (await cast.ticket('ordinary')).ref ?? '' }),
    body: ({ fresh }) => ({ type: 'relates', ticket: fresh.other }),
  }),
  row('DELETE /api/tickets/:ref/links/:linkId', ticketStaff(204), { on: linkedTicket }),
  // Administrators see every ticket, so that nothing of it is hidden from one who asks.
  row('GET /api/tickets/:ref/explain', adminsOnly(200), {
    on: async (cast) => ({ ...(await cast.ticket('confidential')), person: cast.personOf('other').id }),
    query: ({ person: id }) => `?person=${id ?? ''}`,
  }),
  // A link or a bearer; here the bearer. Links are in files.test.ts.
  row('GET /attach/:id/download', ticketVisible(200, { readOnlyToken: 200 }), { on: fileOfTicket }),
  row('GET /api/attach/:id/download', ticketVisible(200, { readOnlyToken: 200 }), { on: fileOfTicket }),
  row('GET /attach/:id/preview', ticketVisible(200, { readOnlyToken: 200 }), {
    on: fileOfTicket,
    query: () => '?size=thumbnail',
  }),
  row('GET /api/attach/:id/preview', ticketVisible(200, { readOnlyToken: 200 }), {
    on: fileOfTicket,
    query: () => '?size=thumbnail',
  }),
  row('GET /api/attachments/:id/link', ticketVisible(200, { readOnlyToken: 200 }), { on: fileOfTicket }),
  row('POST /api/uploads', signedIn(201), { on: roomForUpload, body: files }),
  row('GET /api/uploads', signedIn(200)),
  // One of the owner's: for everybody else it is not there.
  row('GET /api/uploads/:id', signedIn(404, { owner: 200 }), { on: ownUpload }),
  row('DELETE /api/uploads/:id', signedIn(204), { on: ownUpload }),
  row('DELETE /api/uploads/:id', signedIn(404), { note: 'of somebody else', on: foreignUpload }),
  row('GET /api/tasks/:id', ownThing(200, { readOnlyToken: 200 }), { on: taskOfOwner }),
  row('GET /api/categories', signedIn(200, { readOnlyToken: 200 })),
  row('POST /api/categories', adminsOnly(201), {
    body: ({ cast }) => {
      const key = cast.word();
      return { key, name: key };
    },
  }),
  row('PATCH /api/categories/:id', adminsOnly(200), { on: category, body: () => ({ description: 'Other words' }) }),
];

const REPLIES: readonly Row[] = [
  row('GET /api/saved-replies', staffOnly(200)),
  row('GET /api/saved-replies/placeholders', staffOnly(200)),
  row('POST /api/saved-replies', staffOnly(201), { on: roomForReply, body: () => ({ name: 'Mine', body: 'Hello' }) }),
  row('POST /api/saved-replies', adminsOnly(201), {
    note: 'for everyone',
    on: roomForReply,
    body: () => ({ name: 'Ours', body: 'Hello', scope: 'everyone' }),
  }),
  row('PATCH /api/saved-replies/:id', adminsOnly(200), { on: replyOfEveryone, body: () => ({ name: 'Better' }) }),
  row('DELETE /api/saved-replies/:id', adminsOnly(204), { on: replyOfEveryone }),
  row('POST /api/saved-replies/:id/fill', staffOnly(200), {
    on: async (cast, cell) => ({ ...(await cast.ticket('ordinary')), ...(await replyOfEveryone(cast, cell)) }),
    body: ({ fresh }) => ({ ticket: fresh.ref }),
  }),
];

const PEOPLE: readonly Row[] = [
  row('GET /api/people', staffOnly(200, { readOnlyToken: 200 })),
  row('GET /api/people/:id', staffOnly(200, { readOnlyToken: 200 }), { on: account('Approved') }),
  row('GET /api/people/:id', staffOnly(404, { readOnlyToken: 404, admin: 200 }), {
    note: 'of somebody who was never let in',
    on: account('Pending'),
  }),
  row('GET /api/users', adminsOnly(200)),
  row('POST /api/users', adminsOnly(201), { body: person }),
  row('GET /api/users/:id', adminsOnly(200), { on: account('Approved') }),
  row('PATCH /api/users/:id', adminsOnly(200), { on: account('Approved'), body: () => ({ firstName: 'Other' }) }),
  row('PATCH /api/users/:id', adminsOnly(200), {
    note: 'the role',
    on: account('Approved'),
    body: () => ({ role: 'System Admin' }),
  }),
  row('POST /api/users/:id/approve', adminsOnly(200), { on: account('Pending') }),
  row('POST /api/users/:id/reject', adminsOnly(200), { on: account('Pending'), body: reason }),
  row('POST /api/users/:id/suspend', adminsOnly(200), { on: account('Approved'), body: reason }),
  row('POST /api/users/:id/reinstate', adminsOnly(200), { on: account('Suspended') }),
  row('GET /api/users/:id/access', adminsOnly(200), { on: comesIn }),
  row('DELETE /api/users/:id/sessions', adminsOnly(204), { on: comesIn }),
  row('DELETE /api/users/:id/sessions/:sessionId', adminsOnly(204), { on: comesIn }),
  row('DELETE /api/users/:id/api-tokens/:tokenId', adminsOnly(204), { on: withToken }),
  row('DELETE /api/users/:id/totp', adminsOnly(204), { on: withSecondFactor }),
  // The registration form offers them.
  row('POST /api/users/decisions', adminsOnly(200), {
    on: account('Pending'),
    body: ({ fresh }) => ({ decision: 'approve', ids: [fresh.id] }),
  }),
  row('POST /api/users/:id/invite', adminsOnly(200), { on: invited }),
  row('GET /api/users/:id/history', adminsOnly(200), { on: account('Approved') }),
  row('GET /api/departments', open(200)),
  row('GET /api/admin/departments', adminsOnly(200)),
  row('POST /api/departments', adminsOnly(201), { body: ({ cast }) => ({ name: cast.word() }) }),
  row('PATCH /api/departments/:id', adminsOnly(200), {
    on: group('/api/departments'),
    body: ({ cast }) => ({ name: cast.word() }),
  }),
  row('DELETE /api/departments/:id', adminsOnly(204), { on: group('/api/departments') }),
  row('GET /api/teams', staffOnly(200, { readOnlyToken: 200 })),
  row('POST /api/teams', adminsOnly(201), { body: ({ cast }) => ({ name: cast.word() }) }),
  row('PATCH /api/teams/:id', adminsOnly(200), {
    on: group('/api/teams'),
    body: ({ cast }) => ({ name: cast.word() }),
  }),
  row('DELETE /api/teams/:id', adminsOnly(204), { on: group('/api/teams') }),
  row('GET /api/teams/:id/members', staffOnly(200, { readOnlyToken: 200 }), { on: group('/api/teams') }),
  row('PUT /api/teams/:id/members/:userId', adminsOnly(204), { on: teamAndStaff }),
  row('DELETE /api/teams/:id/members/:userId', adminsOnly(204), { on: teamAndStaff }),
];

/** Also for somebody who must set up his second factor first: nothing else is. */
export const OWN_ACCOUNT: readonly Row[] = [
  row('GET /api/me', ownAccount(200)),
  row('PATCH /api/me', ownAccount(200), { body: () => ({ phone: '+49 30 1234' }) }),
  row('PUT /api/me/avatar', ownAccount(200), { body: files }),
  row('DELETE /api/me/avatar', ownAccount(204)),
  row('POST /api/me/password', ownAccount(204), {
    hasStunt: true,
    body: ({ cell }) => ({ currentPassword: cell.person.password, newPassword: 'another-Good-one-77' }),
  }),
  row('GET /api/me/sessions', ownAccount(200)),
  row('DELETE /api/me/sessions/:id', ownAccount(204), { on: ownSession }),
  row('DELETE /api/me/sessions/:id', ownAccount(404), {
    note: 'of somebody else',
    on: async (cast) => ({ id: (await sessionsOf(cast, await cast.newcomer()))[0]?.id ?? '' }),
  }),
  row('DELETE /api/me/sessions', ownAccount(204), { hasStunt: true }),
  row('POST /api/me/email', ownAccount(202), {
    hasStunt: true,
    body: ({ cast, cell }) => ({ email: `${cast.word()}@desk.example`, currentPassword: cell.person.password }),
  }),
  row('DELETE /api/me/email', ownAccount(204), {
    hasStunt: true,
    on: async (cast, { person: somebody }) => {
      const body = { email: `${cast.word()}@desk.example`, currentPassword: somebody.password };
      await cast.must('POST', '/api/me/email', somebody, body);
      return {};
    },
  }),
  row('GET /api/me/drafts', ownAccount(200)),
  row('GET /api/me/drafts/:key', ownAccount(200), { on: draftOfEverybody }),
  row('GET /api/me/drafts/:key', ownAccount(404), {
    note: 'of somebody else',
    on: async (cast, cell) => draft(cast, { ...cell, person: await cast.newcomer() }, cast.word()),
  }),
  row('PUT /api/me/drafts/:key', ownAccount(200), {
    on: () => ({ key: 'my.draft' }),
    body: () => ({ value: { text: 'Typed' } }),
  }),
  row('DELETE /api/me/drafts/:key', ownAccount(204), { on: draft }),
  row('GET /api/me/notifications', ownAccount(200)),
  row('PATCH /api/me/notifications', ownAccount(200), {
    on: async (cast, { person: somebody }) => {
      const { items } = await cast.must<{ items: { key: string; isFixed: boolean }[] }>(
        'GET',
        '/api/me/notifications',
        somebody,
      );
      return { key: items.find(({ isFixed }) => !isFixed)?.key ?? '' };
    },
    body: ({ fresh }) => ({ items: [{ key: fresh['key'], mail: false }] }),
  }),
  row('GET /api/me/identities', ownAccount(200)),
  row('DELETE /api/me/identities/:id', ownAccount(204), {
    on: async (cast, { person: { id } }) => identityOf(cast, id),
    body: ({ cell }) => ({ currentPassword: cell.person.password }),
  }),
  row('DELETE /api/me/identities/:id', ownAccount(404), {
    note: 'of somebody else',
    on: async (cast) => identityOf(cast, (await cast.newcomer()).id),
    body: ({ cell }) => ({ currentPassword: cell.person.password }),
  }),
  row('GET /api/me/api-tokens', ownAccount(200)),
  row('POST /api/me/api-tokens', ownAccount(201), { body: () => ({ name: 'a script', scopes: ['account:own'] }) }),
  row('DELETE /api/me/api-tokens/:id', ownAccount(204), { on: ownToken }),
  row('DELETE /api/me/api-tokens/:id', ownAccount(404), {
    note: 'of somebody else',
    on: async (cast, cell) => ownToken(cast, { ...cell, person: await cast.newcomer('System Admin') }),
  }),
  row('GET /api/me/totp', ownAccount(200)),
  row('POST /api/me/totp', ownAccount(200), { hasStunt: true, body: password }),
  row('POST /api/me/totp/confirm', ownAccount(200), {
    hasStunt: true,
    on: startedSecondFactor,
    body: ({ fresh }) => ({ code: fresh['code'] }),
  }),
  row('POST /api/me/totp/recovery-codes', ownAccount(200), { hasStunt: true, on: secondFactor, body: password }),
  row('DELETE /api/me/totp', ownAccount(204), {
    // What the role needs is not taken away.
    whileSettingUp: 409,
    hasStunt: true,
    on: secondFactor,
    body: password,
  }),
];

const DOORS: readonly Row[] = [
  // Who proves the right password is told the account's state.
  row('POST /api/token/employee', open(200, { pending: 403, suspended: 403 }), {
    body: ({ cast, cell }) => {
      const { email, password: secret } = cast.personOf(cell.actor);
      return { email, password: secret };
    },
  }),
  row('POST /api/token/employee', open(401), {
    note: 'with a wrong password',
    body: ({ cast, cell }) => ({ email: cast.personOf(cell.actor).email, password: 'not-the-right-One-1' }),
  }),
  row('POST /api/token/refresh', open(200, { pending: 401, suspended: 401 }), {
    on: async (cast, { actor, person: somebody }) => ({
      refresh: ['pending', 'suspended'].includes(actor)
        ? cast.personOf(actor).refresh
        : (await cast.desk.people.signIn(somebody)).refresh,
    }),
    body: ({ fresh }) => ({ refresh: fresh['refresh'] }),
  }),
  row('POST /api/token/refresh', open(401), { note: 'with the bearer alone', body: () => ({}) }),
  row('POST /api/token/revoke', open(204), { body: () => ({ refresh: 'nonsense' }) }),
  row('POST /api/auth/register', open(201), {
    body: ({ cast }) => ({ ...person({ cast }), password: 'a-Long-enough-1-password' }),
  }),
  row('POST /api/auth/password/forgot', open(202), { body: ({ cast }) => ({ email: `${cast.word()}@desk.example` }) }),
  row('POST /api/auth/password/reset', open(204), {
    on: async (cast) => ({ token: await cast.resetLink() }),
    body: ({ fresh }) => ({ token: fresh['token'], password: 'another-Good-one-77' }),
  }),
  row('POST /api/auth/email/confirm', open(204), {
    on: async (cast) => ({ token: await cast.emailLink() }),
    body: ({ fresh }) => ({ token: fresh['token'] }),
  }),
  row('GET /api/auth/options', open(200)),
  row('GET /api/auth/oidc/:key/start', open(302), { on: () => ({ key: 'oidc' }) }),
  row('GET /api/auth/oidc/:key/start', open(404), { note: 'of no provider', on: () => ({ key: 'nobody' }) }),
  row('GET /api/auth/oidc/:key/callback', open(302), {
    note: 'of a visit that never began',
    on: () => ({ key: 'oidc' }),
    query: () => '?state=nonsense&code=nonsense',
  }),
  row('POST /api/auth/oidc/complete', open(401), {
    note: 'without the ticket of a provider',
    isDoor: true,
    body: () => ({ otp: '123456' }),
  }),
  row('GET /api/auth/setup', open(200), { query: () => '?token=nonsense' }),
  row('POST /api/auth/setup', open(400), {
    note: 'without the printed link',
    body: ({ cast }) => ({ ...person({ cast }), token: 'nonsense', password: 'a-Long-enough-1-password' }),
  }),
  row('GET /avatars/:userId/:size', open(200), {
    on: async (cast) => {
      const owner = cast.personOf('owner');
      const { avatarUrl } = await cast.must<{ avatarUrl: string }>('PUT', '/api/me/avatar', owner, files());
      const [path = '', query = ''] = avatarUrl.split('?');
      return { userId: path.split('/')[2] ?? '', size: path.split('/')[3] ?? '', query };
    },
    query: ({ query }) => `?${query ?? ''}`,
  }),
  row('GET /avatars/:userId/:size', open(404), {
    note: 'without its signature',
    on: (cast) => ({ userId: cast.personOf('owner').id, size: '256' }),
  }),
  // The signature of the body is the sign-in here, and no bearer replaces it.
  row('POST /api/integrations/workflow/callback', open(401, { workflow: 200 }), {
    on: async (cast) => {
      const ticket = await cast.ticket('ordinary');
      const runId = randomUUID();
      await cast.desk.database.query(
        `INSERT INTO workflow_runs (id, ticket_id, ticket_number, state, created_at) VALUES ($1, $2, $3, 'accepted', now())`,
        [runId, ticket['ref'], ticket['number']],
      );
      return { ...ticket, runId };
    },
    body: ({ fresh }) => ({ ticketNumber: fresh['number'], runId: fresh['runId'], state: 'running' }),
  }),
];

const DESK: readonly Row[] = [
  row('GET /api/mailbox', adminsOnly(200, { readOnlyToken: 200 })),
  row('GET /api/mailbox/:id', adminsOnly(200, { readOnlyToken: 200 }), { on: mail }),
  row('POST /api/mailbox/:id/resend', adminsOnly(202), { on: mail }),
  row('POST /api/settings/mail/test', adminsOnly(202), { body: () => ({ to: 'ada@example.com' }) }),
  row('GET /api/mail/templates', adminsOnly(200)),
  row('GET /api/mail/templates/:name/:language', adminsOnly(200), { on: template }),
  row('PUT /api/mail/templates/:name/:language', adminsOnly(200), { on: template, body: templateParts }),
  row('DELETE /api/mail/templates/:name/:language', adminsOnly(200), { on: template }),
  row('POST /api/mail/templates/:name/:language/preview', adminsOnly(200), { on: template, body: templateParts }),
  row('POST /api/mail/templates/:name/:language/test', adminsOnly(202), { on: template, body: templateParts }),
  row('GET /api/mail/templates/:name/:language/versions', adminsOnly(200), { on: template }),
  row('POST /api/mail/templates/:name/:language/versions/:number/restore', adminsOnly(200), { on: template }),
  row('GET /api/admin/sign-in-throttles', adminsOnly(200)),
  row('DELETE /api/admin/sign-in-throttles/:id', adminsOnly(204), { on: throttle }),
  row('GET /api/admin/queues', adminsOnly(200)),
  row('GET /api/admin/tasks', adminsOnly(200)),
  row('POST /api/admin/tasks/:id/retry', adminsOnly(200), { on: deadTask }),
  row('POST /api/admin/tasks/:id/discard', adminsOnly(200), { on: deadTask, body: reason }),
  row('GET /api/admin/files', adminsOnly(200)),
  row('GET /api/admin/files/summary', adminsOnly(200)),
  // No scanner is configured.
  row('POST /api/admin/files/:id/scan', adminsOnly(409), { on: attachment }),
  row('DELETE /api/admin/files/:id', adminsOnly(204), { on: attachment, body: reason }),
  row('GET /api/admin/integrations', adminsOnly(200)),
  row('GET /api/admin/workflow/runs', adminsOnly(200)),
  row('POST /api/admin/workflow/runs/:id/retry', adminsOnly(200), { on: deadRun }),
  row('POST /api/admin/workflow/runs/:id/cancel', adminsOnly(200), { on: deadRun, body: reason }),
  row('GET /api/webhooks', adminsOnly(200)),
  row('GET /api/webhooks/event-types', adminsOnly(200)),
  row('POST /api/webhooks', adminsOnly(201), { on: noWebhooks, body: () => WEBHOOK }),
  row('GET /api/webhooks/:id', adminsOnly(200), { on: webhook }),
  row('PATCH /api/webhooks/:id', adminsOnly(200), { on: webhook, body: () => ({ state: 'paused' }) }),
  row('DELETE /api/webhooks/:id', adminsOnly(204), { on: webhook }),
  row('POST /api/webhooks/:id/rotate-secret', adminsOnly(200), { on: webhook }),
  row('POST /api/webhooks/:id/test', adminsOnly(202), { on: webhook }),
  row('GET /api/webhooks/:id/deliveries', adminsOnly(200), { on: webhook }),
  row('GET /api/webhooks/:id/deliveries/:deliveryId', adminsOnly(200), { on: delivery }),
  row('POST /api/webhooks/:id/deliveries/:deliveryId/redeliver', adminsOnly(202), { on: delivery }),
  row('GET /api/uploads/rules', signedIn(200, { readOnlyToken: 200 })),
  row('GET /api/settings', adminsOnly(200)),
  row('GET /api/settings/:area', adminsOnly(200), { on: () => ({ area: 'registration' }) }),
  row('PATCH /api/settings/:area', adminsOnly(200), {
    on: () => ({ area: 'registration' }),
    body: () => ({ values: { isOpen: true } }),
  }),
  row('GET /api/lifecycle', signedIn(200, { readOnlyToken: 200 })),
  row('PUT /api/lifecycle', adminsOnly(200), { body: lifecycleBody }),
  row('POST /api/lifecycle/check', adminsOnly(200), { body: lifecycleBody }),
  row('POST /api/lifecycle/reset', adminsOnly(200)),
  row('GET /api/sla/calendars', adminsOnly(200)),
  row('POST /api/sla/calendars', adminsOnly(201), { body: ({ cast }) => calendarBody(cast) }),
  row('PATCH /api/sla/calendars/:id', adminsOnly(200), { on: calendar, body: () => ({ timeZone: 'UTC' }) }),
  row('DELETE /api/sla/calendars/:id', adminsOnly(204), { on: calendar }),
  row('POST /api/sla/calendars/:id/holidays', adminsOnly(200), { on: calendar, body: () => ({ ics: HOLIDAY }) }),
  row('GET /api/sla/policies', adminsOnly(200)),
  row('POST /api/sla/policies', adminsOnly(201), {
    on: policyParts,
    body: ({ cast, fresh }) => ({
      name: cast.word(),
      calendarId: fresh.calendarId,
      categoryId: fresh.categoryId,
      targets: { Low: PROMISE, Medium: PROMISE, High: PROMISE, Critical: PROMISE },
    }),
  }),
  row('PATCH /api/sla/policies/:id', adminsOnly(200), { on: policy, body: () => ({ warnAtPercent: 50 }) }),
  row('DELETE /api/sla/policies/:id', adminsOnly(204), { on: policy }),
  row('POST /api/sla/policies/:id/try', adminsOnly(200), {
    on: policy,
    body: () => ({ priority: 'High', start: '2026-09-04T15:30:00Z' }),
  }),
  row('GET /api/health/live', open(200)),
  row('GET /api/health/ready', open(200)),
  // Without METRICS_TOKEN it does not exist.
  row('GET /metrics', open(404)),
  row('GET /api/openapi.json', open(200)),
  row('GET /api/docs', open(200)),
  row('GET /api/docs/:asset', open(200), { on: () => ({ asset: 'page.js' }) }),
];

/** The matrix: who is answered what, at every door of the application. A new route is red until it has its row here. */
export const ROWS: readonly Row[] = [
  ...TICKETS,
  ...REPLIES,
  ...PEOPLE,
  ...OWN_ACCOUNT,
  ...DOORS.map((door) => ({ ...door, isDoor: true as const })),
  ...DESK,
];
