import type { Stage } from './stage.js';
import type { Act, Traffic } from './traffic.js';

/** Longest wait of the slowest in a hundred while something outside fails, in milliseconds. */
const P99 = 1_000;

interface TicketRow {
  id: string;
  number: string;
  subject: string;
}

interface MailRow {
  message_id: string;
  to_address: string;
  template: string;
  thread_id: string | null;
  state: string;
}

/** What still waits, in words; empty once everything has been done. Work that is planned for later days does not count. */
export async function unfinished(stage: Stage): Promise<string[]> {
  const rows = await stage.query<{ said: string }>(
    `SELECT format('%s %s %s (due in %s s, attempt %s): %s', count(*), state, type,
       round(extract(epoch FROM min(due_at) - now())), max(attempts), max(last_error)) AS said FROM tasks
     WHERE state IN ('queued', 'failed', 'running') AND due_at < now() + interval '10 minutes' GROUP BY type, state
     UNION ALL SELECT format('%s events in the outbox', count(*)) FROM outbox HAVING count(*) > 0`,
  );
  return rows.map(({ said }) => said);
}

/** Everything that is not as it was promised, one sentence each. Asked when nothing is unfinished. */
export async function findings(stage: Stage, traffic: Traffic): Promise<string[]> {
  return [
    ...(await died(stage)),
    ...(await changes(stage, traffic)),
    ...(await mails(stage, traffic)),
    ...(await runs(stage, traffic)),
    ...(await webhooks(stage)),
  ];
}

async function died(stage: Stage): Promise<string[]> {
  const dead = await stage.query<{ type: string; last_error: string }>(
    "SELECT type, last_error FROM tasks WHERE state = 'dead'",
  );
  const lost = await stage.query<{ name: string; id: string }>(
    `SELECT e.name, e.id FROM events e
     WHERE e.name IN ('ticket.submitted', 'ticket.commented', 'ticket.assigned', 'ticket.status_changed')
       AND NOT EXISTS (SELECT 1 FROM tasks t
         WHERE t.event_id = e.id AND t.type = 'event:notifications.tickets' AND t.state = 'succeeded')`,
  );
  return [
    ...dead.map(({ type, last_error }) => `a task ${type} is dead: ${last_error}`),
    ...lost.map(({ name, id }) => `event ${name} ${id} was told to nobody`),
  ];
}

/** What was acknowledged is there once; what was not answered is there whole, or not at all. */
async function changes(stage: Stage, { acts }: Traffic): Promise<string[]> {
  const tickets = await stage.query<TicketRow>("SELECT id, number, subject FROM tickets WHERE subject LIKE 'Storm %'");
  const comments = await stage.query<{ body: string }>("SELECT body FROM comments WHERE body LIKE 'About this: %'");
  const told = await stage.query<{ name: string; subject_id: string; times: number }>(
    `SELECT name, subject_id, count(*)::int AS times FROM events
     WHERE name IN ('ticket.submitted', 'ticket.commented') GROUP BY 1, 2`,
  );
  const bySubject = grouped(tickets, ({ subject }) => subject);
  const byBody = grouped(comments, ({ body }) => body);
  const times = new Map(told.map(({ name, subject_id, times: count }) => [`${name} ${subject_id}`, count]));
  const perTicket = new Map<string, number>();
  const problems: string[] = [];
  for (const act of acts) {
    const isDone = act.outcome === 'acknowledged';
    if (act.deed === 'create') {
      const rows = bySubject.get(`Storm ${act.marker}`) ?? [];
      if (isDone ? rows.length !== 1 : rows.length > 1) {
        problems.push(`${said(act)}: ${String(rows.length)} tickets`);
      }
      for (const { id, number } of rows) {
        // An unanswered one that is there counts like any other from here on.
        act.ticket.id = id;
        act.ticket.number = number;
        if (times.get(`ticket.submitted ${id}`) !== 1) {
          problems.push(`${said(act)}: ${String(times.get(`ticket.submitted ${id}`) ?? 0)} events`);
        }
      }
    }
    if (act.deed === 'comment') {
      const rows = byBody.get(`About this: ${act.marker}`) ?? [];
      perTicket.set(act.ticket.id, (perTicket.get(act.ticket.id) ?? 0) + rows.length);
      if (isDone ? rows.length !== 1 : rows.length > 1) {
        problems.push(`${said(act)}: ${String(rows.length)} comments`);
      }
    }
  }
  perTicket.forEach((count, id) => {
    if ((times.get(`ticket.commented ${id}`) ?? 0) !== count) {
      problems.push(`ticket ${id}: ${String(count)} comments, other events`);
    }
  });
  return problems;
}

async function mails(stage: Stage, { acts }: Traffic): Promise<string[]> {
  const rows = await stage.query<MailRow>(
    'SELECT message_id, to_address, template, thread_id, state FROM mail_messages',
  );
  const sunk = grouped(stage.arrived, ({ id }) => id);
  const known = new Map(rows.map((row) => [row.message_id, row]));
  const problems = rows.flatMap(({ message_id, template, state }) => {
    const copies = sunk.get(message_id) ?? [];
    return state === 'sent' && copies.length > 0
      ? []
      : [`mail ${template} ${message_id} is ${state} and arrived ${String(copies.length)} times`];
  });
  sunk.forEach((copies, id) => {
    const row = known.get(id);
    if (row === undefined || copies.some(({ to }) => to !== row.to_address)) {
      problems.push(`a mail ${id} arrived that nobody has sent, or at somebody else`);
    }
    if (new Set(copies.map(({ text }) => text)).size > 1) {
      problems.push(`mail ${id} says different things`);
    }
  });

  const byTicket = grouped(rows, ({ thread_id, template }) => `${thread_id ?? ''} ${template}`);
  const texts = [...sunk.values()].flatMap(([first]) => (first === undefined ? [] : [first]));
  for (const act of acts.filter(({ ticket }) => ticket.id !== '')) {
    const count = (template: string, to: string): number =>
      (byTicket.get(`${act.ticket.id} ${template}`) ?? []).filter(({ to_address }) => to_address === to).length;
    const expect = (what: string, times: number): void => {
      if (act.outcome === 'acknowledged' ? times !== 1 : times > 1) {
        problems.push(`${said(act)}: ${String(times)} ${what}`);
      }
    };
    if (act.deed === 'create') {
      expect('confirmations', count('ticket-submitted', act.ticket.requester.email));
    }
    if (act.deed === 'assign' && act.to !== null) {
      expect('mails to the assignee', count('ticket-assigned', act.to.email));
    }
    if (act.deed === 'comment' && act.by !== act.ticket.requester) {
      const { requester } = act.ticket;
      expect('replies', texts.filter(({ to, text }) => to === requester.email && text.includes(act.marker)).length);
    }
  }
  return problems;
}

/** Each opening is one run, whatever was cut off in the middle. */
async function runs(stage: Stage, { acts }: Traffic): Promise<string[]> {
  const begun = grouped(stage.workflow.runs(), ({ ticketNumber }) => ticketNumber);
  const withdrawn = new Set(acts.filter(({ deed }) => deed === 'withdraw').map(({ ticket }) => ticket));
  return acts
    .filter(({ deed }) => deed === 'claim' || deed === 'assign')
    .flatMap((act) => {
      const times = begun.get(act.ticket.number)?.length ?? 0;
      const isSure = act.outcome === 'acknowledged' && !withdrawn.has(act.ticket);
      return (isSure ? times === 1 : times <= 1) ? [] : [`${said(act)}: ${String(times)} workflow runs`];
    });
}

/** Each event that the receiver asked for was taken by it, under one id. */
async function webhooks(stage: Stage): Promise<string[]> {
  const rows = await stage.query<{ id: string | null; name: string; event_id: string; state: string | null }>(
    `SELECT e.id AS event_id, e.name, d.id, d.state FROM webhooks w
     JOIN events e ON e.name = ANY(w.event_types) AND e.occurred_at > w.created_at
     LEFT JOIN webhook_deliveries d ON d.event_id = e.id AND d.webhook_id = w.id`,
  );
  const taken = new Map(stage.receiver.taken().map((call) => [call.id, call.body.type]));
  const known = new Set(rows.map(({ id }) => id));
  const strange = await stage.query<{ id: string }>('SELECT id FROM webhook_deliveries WHERE event_id IS NULL');
  strange.forEach(({ id }) => known.add(id));
  return [
    ...rows
      .filter(({ id, state, name }) => id === null || state !== 'delivered' || taken.get(id) !== name)
      .map(
        ({ event_id, name, id, state }) =>
          `event ${name} ${event_id}: its webhook ${id ?? 'was never made'} is ${state ?? 'nowhere'} and ` +
          (taken.has(id ?? '') ? 'was taken' : 'was not taken'),
      ),
    ...[...taken].filter(([id]) => !known.has(id)).map(([id, type]) => `a webhook ${type} ${id} came of nothing`),
  ];
}

/** While something outside fails, nobody who creates or reads a ticket may notice. */
export function felt({ answers }: Traffic, round: number, isFelt: boolean): string[] {
  const ofRound = answers.filter((answer) => answer.round === round);
  if (isFelt) {
    // They may be told to come back; an error without a name is a defect.
    return ofRound
      .filter(({ status }) => status >= 500 && status !== 503)
      .map(({ what, status, said: words }) => `${what} was answered ${String(status)}: ${words}`);
  }
  const failed = ofRound
    .filter(({ status }) => status === 0 || status >= 500)
    .map(
      ({ what, status, took, said: words }) =>
        `${what} failed with ${String(status)} after ${took.toFixed(0)} ms: ${words}`,
    );
  const slowest = p99(ofRound.map(({ took }) => took));
  return slowest > P99 ? [...failed, `the slowest in a hundred took ${slowest.toFixed(0)} ms`] : failed;
}

export function p99(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * 0.99)] ?? 0;
}

function said(act: Act): string {
  return `round ${String(act.round)}, ${act.deed} (${act.outcome}) ${act.ticket.number} ${act.marker} ${act.key}`;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  items.forEach((item) => {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  });
  return groups;
}
