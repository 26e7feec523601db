import pg from 'pg';
import { hash } from '@node-rs/argon2';

/** People of the seeded desk. The busy ones own enough tickets for a full page whatever the size. */
export const PEOPLE = { employees: 1_960, coordinators: 40, busy: 40, teams: 4 };
export const PASSWORD = 'a-Long-enough-1-password';
const VOCABULARY = 20_000;
const SENTENCES = 20_000;
/** One ticket of so many came with a file. */
const ATTACHED = 20;
/** Words of a description are drawn so that word n is about n times rarer than word 1 (Zipf). */
const EVERYDAY_WORDS = [
  'please not work since today cannot help need open error after update again laptop screen shows message could login',
  'email outlook computer system user account access file folder printer password network vpn server window software',
  'phone meeting room calendar licence install request new monitor keyboard mouse battery slow crash restart internet',
].join(' ');

export const emailOf = (person: number): string => `person${String(person)}@bench.example`;
const personId = (n: string): string => `('019a8b00-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const teamId = (n: string): string => `('019a8b00-0000-7000-8001-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** Word `rank` of the vocabulary, the most frequent one being 1. */
export function wordOf(rank: number): string {
  return EVERYDAY_WORDS.split(' ')[rank - 1] ?? `term${String(rank)}x`;
}

/**
 * A believable desk of three years: nine tickets of ten are closed, the open ones are young, four of five have messages,
 * on average five for each ticket. Everything is made inside the database, set by set; indexes are built once at the end, as a restore does it.
 */
export async function seed(url: string, tickets: number): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'bench-seed' });
  await client.connect();
  try {
    // Foreign keys hold by construction; checking them row by row would take most of the time.
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off;
      SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'; SELECT setseed(0.42)`);
    const indexes = await dropIndexes(client);
    await seedPeople(client);
    await seedWords(client);
    await seedTickets(client, tickets);
    await seedConversation(client, tickets);
    for (const definition of indexes) {
      await client.query(definition);
    }
    await client.query('DROP TABLE bench_plan, bench_sentences; DROP AGGREGATE bench_union (tsvector)');
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

/** Gives what makes them again. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE i.indrelid = ANY ('{tickets,ticket_search,ticket_watchers,comments,events}'::regclass[])
       AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
  );
  for (const { name } of rows) {
    await client.query(`DROP INDEX ${name}`);
  }
  return rows.map((row) => row.definition);
}

async function seedPeople(client: pg.Client): Promise<void> {
  const people = PEOPLE.employees + PEOPLE.coordinators;
  await client.query(
    `INSERT INTO users (id, company_id, email, password_hash, first_name, last_name, role, status)
     SELECT ${personId('n')}, 'B' || lpad(n::text, 6, '0'), 'person' || n || '@bench.example', $1, 'First' || n, 'Last' || n,
       CASE WHEN n <= $2 THEN 'Employee' ELSE 'Ticket Coordinator' END, 'Approved'
     FROM generate_series(1, $3::int) n`,
    [await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }), PEOPLE.employees, people],
  );
  await client.query(
    `INSERT INTO teams (id, key, name) SELECT ${teamId('n')}, 'bench-' || n, 'Team ' || n FROM generate_series(1, $1::int) n`,
    [PEOPLE.teams],
  );
  await client.query(
    `INSERT INTO team_members (team_id, user_id) SELECT ${teamId('1 + n % $1::int')}, ${personId('n')}
     FROM generate_series($2::int, $3::int) n`,
    [PEOPLE.teams, PEOPLE.employees + 1, people],
  );
}

/** Sentences once, with their search words: the words of a text are the union of the words of its sentences. */
async function seedWords(client: pg.Client): Promise<void> {
  await client.query(`CREATE UNLOGGED TABLE bench_sentences (id int PRIMARY KEY, text text, document tsvector, note tsvector);
    CREATE AGGREGATE bench_union (tsvector) (sfunc = tsvector_concat, stype = tsvector)`);
  await client.query(
    `INSERT INTO bench_sentences (id, text)
     SELECT s, (
       SELECT string_agg(coalesce(($3::text[])[rank], 'term' || rank || 'x'), ' ')
       FROM (SELECT floor(power($2::float8, random() + 0 * (s + w)))::int AS rank FROM generate_series(1, 12) w) drawn)
     FROM generate_series(0, $1::int - 1) s`,
    [SENTENCES, VOCABULARY, EVERYDAY_WORDS.split(' ')],
  );
  await client.query('UPDATE bench_sentences SET document = search_document(text), note = search_note(text)');
}

async function seedTickets(client: pg.Client, tickets: number): Promise<void> {
  await client.query(
    `CREATE UNLOGGED TABLE bench_plan AS
     SELECT i, uuidv7(at - clock_timestamp()) AS id, at, is_young, requester, coordinator, team, messages,
       CASE
         WHEN is_young THEN (ARRAY['New','Open','Open','Open','In Progress','In Progress','In Progress','On Hold','Resolved','Closed'])[1 + floor(dice * 10)::int]
         WHEN dice < 0.95 THEN 'Closed' WHEN dice < 0.97 THEN 'Withdrawn' WHEN dice < 0.989 THEN 'Rejected'
         WHEN dice < 0.999 THEN 'Resolved' ELSE 'On Hold'
       END AS status, s1, s2, s3
     FROM (
       SELECT i, now() - interval '3 years' * (($1::int - i + random()) / $1::int) AS at, i > 0.9 * $1::int AS is_young,
         random() AS dice,
         -- One ticket of five belongs to the few who report for many.
         CASE WHEN random() < 0.2 THEN 1 + floor(random() * $2::int)::int ELSE 1 + floor(random() * $3::int)::int END AS requester,
         $3::int + 1 + floor(random() * $4::int)::int AS coordinator, floor(random() * $5::int * 1.6)::int AS team,
         CASE WHEN random() < 0.8 THEN 1 + floor(random() * 11.5)::int ELSE 0 END AS messages,
         floor(random() * $6::int)::int AS s1, floor(random() * $6::int)::int AS s2, floor(random() * $6::int)::int AS s3
       FROM generate_series(1, $1::int) i
     ) t`,
    [tickets, PEOPLE.busy, PEOPLE.employees, PEOPLE.coordinators, PEOPLE.teams, SENTENCES],
  );
  const categories = 'ARRAY(SELECT id FROM categories ORDER BY position)';
  const { rows } = await client.query<{ id: string }>(
    `SELECT s.id FROM sla_terms s JOIN sla_policies p ON p.id = s.policy_id AND p.category_id IS NULL
     ORDER BY s.policy_version DESC, s.calendar_version DESC LIMIT 1`,
  );
  await client.query(
    `INSERT INTO tickets (id, number, version, subject, description, description_html, category_id, status, priority,
       impact, urgency, requester_id, submitted_by, assignee_id, team_id, confidential, tags, hold_reason, resolution,
       comment_count, note_count, attachment_count, submitted_at, updated_at, first_reply_at, resolved_at, closed_at,
       awaits_reply, reopened_at, last_reply_at, last_reply_by, last_reply_text, last_note_at, last_note_by, last_note_text,
       news, news_by, news_of_others, public_news, public_news_by, public_news_of_others,
       sla, sla_due_at, sla_warn_at, created_at)
     SELECT p.id, 'SS-' || CASE WHEN i < 1000000 THEN lpad(i::text, 6, '0') ELSE i::text END, 1 + messages, left(a.text, 60),
       a.text || '. ' || b.text || '. ' || c.text, '<p>' || a.text || '. ' || b.text || '. ' || c.text || '</p>',
       (SELECT (${categories})[1 + p.i % 11]), status, priority,
       CASE WHEN i % 4 = 0 THEN 'Medium' END, CASE WHEN i % 4 = 0 THEN 'High' END,
       requester_id, requester_id, CASE WHEN status <> 'New' AND i % 5 <> 0 THEN coordinator_id END,
       CASE WHEN team < ${String(PEOPLE.teams)} THEN ${teamId('team + 1')} END,
       i % 100 = 7, CASE WHEN i % 10 = 3 THEN ARRAY['tag' || i % 7, 'site' || i % 13] ELSE '{}' END,
       CASE WHEN status = 'On Hold' THEN (ARRAY['requester', 'third party'])[1 + i % 2] END,
       CASE WHEN resolved_at IS NOT NULL THEN b.text END,
       messages - messages / 4, messages / 4, (i % ${String(ATTACHED)} = 0)::int, at,
       coalesce(closed_at, resolved_at, at + interval '1 hour' * messages),
       CASE WHEN messages > 0 THEN at + interval '1 hour' END, resolved_at, closed_at,
       -- Messages alternate, the first one is staff's, every fourth is a note.
       last_reply % 2 = 0,
       CASE WHEN i % 50 = 11 AND status NOT IN ('New', 'Withdrawn', 'Rejected') THEN at + interval '5 days' END,
       CASE WHEN last_reply > 0 THEN at + interval '1 hour' * last_reply END,
       CASE WHEN last_reply > 0 THEN CASE WHEN last_reply % 2 = 1 THEN coordinator_id ELSE requester_id END END, reply.text,
       CASE WHEN last_note > 0 THEN at + interval '1 hour' * last_note END,
       CASE WHEN last_note > 0 THEN coordinator_id END, note.text,
       news, last_by, news - 1, news - (last_note = messages)::int,
       CASE WHEN last_reply % 2 = 1 THEN coordinator_id ELSE requester_id END, greatest(0, news - 2),
       ${clocks(rows[0]?.id ?? '')}, due_at, CASE WHEN due_at > now() THEN due_at - interval '2 days' END, at
     FROM (
       SELECT p.*, 1 + messages + (status <> 'New')::int AS news, ${personId('requester')} AS requester_id,
         ${personId('coordinator')} AS coordinator_id,
         CASE WHEN messages % 2 = 1 OR messages % 4 = 0 AND messages > 0 THEN ${personId('coordinator')} ELSE ${personId('requester')} END AS last_by,
         messages - (messages > 0 AND messages % 4 = 0)::int AS last_reply, messages - messages % 4 AS last_note,
         (ARRAY['Low','Medium','Medium','Medium','High','Critical'])[1 + (i / 7) % 6] AS priority,
         -- What is solved closes after a week: older ones would be work for the server.
         CASE status WHEN 'Closed' THEN least(at + interval '3 days', now()) WHEN 'Resolved' THEN now() - interval '1 hour' * (i % 150) END AS resolved_at,
         CASE WHEN status IN ('Closed', 'Withdrawn', 'Rejected') THEN least(at + interval '6 days', now()) END AS closed_at,
         -- One of five is late, one of ten soon will be. Nothing is left to be told of: that would be work beside what is measured.
         CASE WHEN status IN ('New', 'Open', 'In Progress') THEN now() + interval '1 hour' * ((i::bigint * 7919) % 480 - 96) END AS due_at
       FROM bench_plan p
     ) p JOIN bench_sentences a ON a.id = s1 JOIN bench_sentences b ON b.id = s2 JOIN bench_sentences c ON c.id = s3
       LEFT JOIN bench_sentences reply ON last_reply > 0 AND reply.id = (s1 + last_reply * 37) % ${String(SENTENCES)}
       LEFT JOIN bench_sentences note ON last_note > 0 AND note.id = (s1 + last_note * 37) % ${String(SENTENCES)}
     ORDER BY i`,
  );
  await client.query(
    `INSERT INTO ticket_search (ticket_id, words, created_at)
     SELECT p.id, a.document || b.document || c.document || search_document(t.number || ' ' || i) || coalesce(said.public, '')
       || coalesce(said.internal, '') || search_place(at, ${personId('requester')}), at
     FROM bench_plan p JOIN tickets t ON t.id = p.id JOIN bench_sentences a ON a.id = s1 JOIN bench_sentences b ON b.id = s2
       JOIN bench_sentences c ON c.id = s3
       CROSS JOIN LATERAL (
         SELECT bench_union(s.document) FILTER (WHERE m % 4 <> 0) AS public, bench_union(s.note) FILTER (WHERE m % 4 = 0) AS internal
         FROM generate_series(1, messages) m JOIN bench_sentences s ON s.id = (s1 + m * 37) % ${String(SENTENCES)}
       ) said ORDER BY i`,
  );
  await client.query("SELECT setval('ticket_numbers', $1)", [tickets]);
  await client.query(
    `INSERT INTO ticket_watchers (ticket_id, user_id)
     SELECT id, ${personId(`1 + (i * 7) % ${String(PEOPLE.employees + PEOPLE.coordinators)}`)} FROM bench_plan WHERE i % 33 = 0`,
  );
  await client.query(
    `INSERT INTO ticket_links (id, kind, from_id, to_id, linked_by)
     SELECT gen_random_uuid(), (ARRAY['relates', 'duplicates', 'parent'])[1 + a.i % 3], a.id, b.id, ${personId('a.coordinator')}
     FROM bench_plan a JOIN bench_plan b ON b.i = a.i - 3 WHERE a.i % 50 = 4`,
  );
  await client.query(
    `INSERT INTO ticket_looks (user_id, ticket_id, news)
     SELECT ${personId('coordinator')}, id, 1 + messages FROM bench_plan WHERE i % 3 <> 0
     UNION ALL SELECT ${personId('requester')}, id, 1 + messages FROM bench_plan WHERE i % 2 = 0`,
  );
  await client.query(
    `INSERT INTO attachments (id, owner_type, owner_id, audience, filename, content_type, size, sha256, storage_key, state, uploaded_by, created_at)
     SELECT gen_random_uuid(), 'ticket', id, 'everyone', 'screen.png', 'image/png', 48211, repeat('0', 64), 'bench/' || i, 'clean',
       ${personId('requester')}, at
     FROM bench_plan WHERE i % ${String(ATTACHED)} = 0`,
  );
}

/** The promises of a row `p`: the first response and the solution, both as the standard policy has them. */
function clocks(termsId: string): string {
  const instant = (at: string): string => `to_char((${at}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const clock = (kind: string, target: number, metAt: string): string => `jsonb_build_object('kind', '${kind}',
    'startedAt', ${instant('at')}, 'startedBy', requester_id, 'termsId', '${termsId}', 'target', ${String(target)},
    'dueAt', ${instant("coalesce(due_at, CASE WHEN status <> 'On Hold' THEN at + interval '4 days' END)")},
    'warnAt', ${instant("coalesce(due_at, CASE WHEN status <> 'On Hold' THEN at + interval '4 days' END) - interval '2 days'")},
    'metAt', ${instant(metAt)}, 'cancelledAt', ${instant("CASE WHEN status IN ('Withdrawn', 'Rejected') THEN closed_at END")},
    'breachedAt', ${instant('CASE WHEN due_at < now() THEN due_at END')}, 'isWarned', coalesce(due_at < now() + interval '2 days', false),
    'isBreachTold', coalesce(due_at < now(), false))`;
  return `jsonb_build_object('termsId', '${termsId}', 'priority', priority, 'startedAt', ${instant('at')}, 'startedBy', requester_id,
    'clocks', jsonb_build_array(${clock('firstResponse', 28_800, "CASE WHEN messages > 0 THEN at + interval '1 hour' END")},
      ${clock('resolution', 108_000, 'resolved_at')}),
    'pauses', CASE WHEN status IN ('On Hold', 'Closed', 'Resolved') THEN jsonb_build_array(jsonb_build_object(
      'from', ${instant("coalesce(resolved_at, at + interval '1 hour')")}, 'to', NULL,
      'cause', CASE status WHEN 'On Hold' THEN 'on_hold' ELSE 'resolved' END, 'holdReason', NULL, 'by', coordinator_id,
      'endCause', NULL, 'endedBy', NULL)) ELSE '[]' END,
    'isAnswered', messages > 0, 'isOver', coalesce(closed_at, resolved_at) IS NOT NULL, 'isRaised', false)`;
}

/** Messages and what the activity log knows about all of it. */
async function seedConversation(client: pg.Client, tickets: number): Promise<void> {
  await client.query(
    `INSERT INTO comments (id, ticket_id, author_id, author_kind, visibility, body, body_html, created_at)
     SELECT uuidv7(at + interval '1 hour' * m - clock_timestamp()), p.id,
       CASE WHEN m % 2 = 1 OR m % 4 = 0 THEN ${personId('coordinator')} ELSE ${personId('requester')} END,
       'person', CASE WHEN m % 4 = 0 THEN 'internal' ELSE 'public' END, s.text, '<p>' || s.text || '</p>', at + interval '1 hour' * m
     FROM bench_plan p CROSS JOIN LATERAL generate_series(1, messages) m
       JOIN bench_sentences s ON s.id = (s1 + m * 37) % ${String(SENTENCES)} ORDER BY i, m`,
  );
  await client.query(
    `INSERT INTO ticket_mentions (comment_id, user_id, ticket_id, created_at)
     SELECT c.id, ${personId(`${String(PEOPLE.employees)} + 1 + p.i / 20 % ${String(PEOPLE.coordinators)}`)}, c.ticket_id, c.created_at
     FROM bench_plan p JOIN comments c ON c.ticket_id = p.id AND c.visibility = 'internal' WHERE p.i % 20 = 0`,
  );
  // The words that every member of staff may read; those of the newest tickets, as a migrated desk has them.
  await client.query(
    `INSERT INTO search_words (word, texts) SELECT w, count(*) FROM bench_plan p JOIN bench_sentences s ON s.id IN (s1, s2, s3)
       CROSS JOIN LATERAL string_to_table(search_text(s.text), ' ') w WHERE p.i > $1 AND w !~ '^[0-9]*$' GROUP BY w`,
    [Math.max(0, tickets - 20_000)],
  );
  await client.query('UPDATE search_words_through SET updated_at = now()');
  await client.query(
    `INSERT INTO events (id, name, subject_type, subject_id, audience, actor_kind, actor_id, occurred_at, data)
     SELECT uuidv7(at - clock_timestamp()), 'ticket.submitted', 'ticket', id, 'everyone', 'person', ${personId('requester')}, at,
       jsonb_build_object('number', i, 'priority', 'Medium') FROM bench_plan ORDER BY i`,
  );
  await client.query(
    `INSERT INTO events (id, name, subject_type, subject_id, audience, actor_kind, actor_id, occurred_at, data)
     SELECT uuidv7(at + interval '1 day' - clock_timestamp()), 'ticket.status_changed', 'ticket', id, 'everyone', 'person',
       ${personId('coordinator')}, at + interval '1 day', jsonb_build_object('from', 'New', 'to', status, 'via', 'person')
     FROM bench_plan WHERE status <> 'New' ORDER BY i`,
  );
  await client.query(
    `INSERT INTO events (id, name, subject_type, subject_id, audience, actor_kind, actor_id, occurred_at, data)
     SELECT uuidv7(created_at - clock_timestamp()), 'ticket.commented', 'ticket', ticket_id,
       CASE visibility WHEN 'public' THEN 'everyone' ELSE 'staff' END, 'person', author_id, created_at,
       jsonb_build_object('commentId', id, 'visibility', visibility) FROM comments`,
  );
}
