import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Saved replies, drafts, and what a list says of a conversation: its last message, and what somebody has not seen yet. */
export class Conversation1764300000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_replies (
        id uuid PRIMARY KEY,
        scope text NOT NULL CHECK (scope IN ('own', 'team', 'everyone')),
        -- Null for those the desk brings along.
        owner_id uuid REFERENCES users (id),
        -- Nobody is left to use the replies of a team that is taken away.
        team_id uuid REFERENCES teams (id) ON DELETE CASCADE,
        category_id uuid REFERENCES categories (id) ON DELETE SET NULL,
        name text NOT NULL CHECK (char_length(name) <= 100),
        body text NOT NULL,
        shortcut text CHECK (char_length(shortcut) <= 30),
        -- How often one was filled in; never changes the version.
        used_count int NOT NULL DEFAULT 0,
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((scope = 'team') = (team_id IS NOT NULL)),
        CHECK (scope <> 'own' OR owner_id IS NOT NULL)
      );
      CREATE INDEX saved_replies_everyone ON saved_replies (name) WHERE scope = 'everyone';
      -- A shortcut means one reply in its place; elsewhere it may mean another.
      CREATE UNIQUE INDEX saved_replies_own_shortcut ON saved_replies (owner_id, shortcut) WHERE scope = 'own';
      CREATE UNIQUE INDEX saved_replies_team_shortcut ON saved_replies (team_id, shortcut) WHERE scope = 'team';
      CREATE UNIQUE INDEX saved_replies_shortcut ON saved_replies (shortcut) WHERE scope = 'everyone';

      CREATE SEQUENCE draft_versions;
      CREATE TABLE drafts (
        user_id uuid NOT NULL REFERENCES users (id),
        key text NOT NULL CHECK (char_length(key) <= 120),
        -- json, not jsonb: as it was sent.
        value json NOT NULL,
        -- Of a sequence, so that a draft begun anew under the same key is never taken for the one before.
        version bigint NOT NULL DEFAULT nextval('draft_versions'),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, key)
      );
      CREATE INDEX drafts_updated ON drafts (updated_at);

      ALTER TABLE tickets
        -- The last message that everybody sees, and the last note.
        ADD COLUMN last_reply_at timestamptz,
        ADD COLUMN last_reply_by uuid,
        ADD COLUMN last_reply_text text,
        ADD COLUMN last_note_at timestamptz,
        ADD COLUMN last_note_by uuid,
        ADD COLUMN last_note_text text,
        -- News are counted: submission, messages, changes of status. Which was the last one, whose it was, and which was the
        -- last one of anybody else; once of what everybody sees and once with the notes. They never change the version.
        ADD COLUMN news int NOT NULL DEFAULT 0,
        ADD COLUMN news_by uuid,
        ADD COLUMN news_of_others int NOT NULL DEFAULT 0,
        ADD COLUMN public_news int NOT NULL DEFAULT 0,
        ADD COLUMN public_news_by uuid,
        ADD COLUMN public_news_of_others int NOT NULL DEFAULT 0;

      CREATE TABLE ticket_looks (
        user_id uuid NOT NULL REFERENCES users (id),
        ticket_id uuid NOT NULL REFERENCES tickets (id),
        -- How many news there were.
        news int NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, ticket_id)
      );
    `);
    await withoutIndexes(runner, () => runner.query(BACKFILL));
    await runner.query(`
      ALTER TABLE tickets ADD FOREIGN KEY (last_reply_by) REFERENCES users (id),
        ADD FOREIGN KEY (last_note_by) REFERENCES users (id);
    `);
    for (const [index, [name, shortcut, category, body]] of FIRST_REPLIES.entries()) {
      await runner.query(
        `INSERT INTO saved_replies (id, scope, category_id, name, shortcut, body)
         VALUES ($1, 'everyone', (SELECT id FROM categories WHERE key = $2), $3, $4, $5)`,
        [`018f0000-0000-7000-8000-0000000002${String(index).padStart(2, '0')}`, category, name, shortcut, body],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ticket_looks;
      ALTER TABLE tickets
        DROP COLUMN last_reply_at, DROP COLUMN last_reply_by, DROP COLUMN last_reply_text,
        DROP COLUMN last_note_at, DROP COLUMN last_note_by, DROP COLUMN last_note_text,
        DROP COLUMN news, DROP COLUMN news_by, DROP COLUMN news_of_others,
        DROP COLUMN public_news, DROP COLUMN public_news_by, DROP COLUMN public_news_of_others;
      DROP TABLE drafts, saved_replies;
      DROP SEQUENCE draft_versions;
    `);
  }
}

/**
 * Almost every ticket is written: into each of its indexes one by one that takes several times as long as to make them
 * anew. A desk of a million tickets is not up before this has ended.
 */
async function withoutIndexes(runner: QueryRunner, write: () => Promise<unknown>): Promise<void> {
  await runner.query("SET LOCAL work_mem = '128MB'; SET LOCAL maintenance_work_mem = '256MB'");
  const indexes = (await runner.query(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE i.indrelid = 'tickets'::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
  )) as { name: string; definition: string }[];
  for (const { name } of indexes) {
    await runner.query(`DROP INDEX ${name}`);
  }
  await write();
  for (const { definition } of indexes) {
    await runner.query(definition);
  }
}

/**
 * Last messages of conversations from before. Their Markdown is told plainly enough: images and links by their words, the
 * rest without its marks. What happened before is no news to anybody.
 */
const BACKFILL = `
  WITH newest AS MATERIALIZED (
    SELECT DISTINCT ON (ticket_id, visibility) id FROM comments ORDER BY ticket_id, visibility, created_at DESC, id DESC
  ), last AS MATERIALIZED (
    SELECT ticket_id, visibility, created_at, author_id,
      btrim(regexp_replace(regexp_replace(regexp_replace(left(body, 2000),
        '!\\[([^]]*)\\]\\([^)]*\\)', '[image: \\1]', 'g'), '\\[([^]]*)\\]\\([^)]*\\)', '\\1', 'g'), '[*_\`#>~\\s]+', ' ', 'g')) AS words
    FROM newest JOIN comments USING (id)
  )
  UPDATE tickets t SET
    last_reply_at = r.created_at, last_reply_by = r.author_id,
    last_reply_text = CASE WHEN length(r.words) > 140 THEN left(r.words, 139) || '…' ELSE r.words END,
    last_note_at = n.created_at, last_note_by = n.author_id,
    last_note_text = CASE WHEN length(n.words) > 140 THEN left(n.words, 139) || '…' ELSE n.words END
  FROM (SELECT DISTINCT ticket_id FROM last) one
    LEFT JOIN last r ON r.ticket_id = one.ticket_id AND r.visibility = 'public'
    LEFT JOIN last n ON n.ticket_id = one.ticket_id AND n.visibility = 'internal'
  WHERE t.id = one.ticket_id`;

/** Name, shortcut, key of a category or null, text: what an IT desk writes every day. */
const FIRST_REPLIES: readonly (readonly [string, string, string | null, string])[] = [
  [
    'We are looking into it',
    'look',
    null,
    'Hello {{requester.firstName}},\n\nthank you for telling us. I have taken your request {{ticket.number}} and am looking into it now. You will hear from me here as soon as I know more.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'More details needed',
    'details',
    null,
    'Hello {{requester.firstName}},\n\nto help you quickly I need a few more details:\n\n1. What exactly did you do, and what did you expect to happen?\n2. What happened instead? Please copy the words of any error message, or paste a screenshot.\n3. Since when does it happen, and does it happen every time?\n4. Does it affect only you, or colleagues as well?\n\nAn answer right here is enough.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'Please restart first',
    'restart',
    'hardware',
    'Hello {{requester.firstName}},\n\nplease save your work and restart the computer once: choose **Restart**, not **Shut down**, because only a restart loads everything anew. Wait two minutes after signing in and try again.\n\nIf the problem is still there, answer here and I will take a closer look.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'Password: reset it yourself',
    'password',
    'access',
    'Hello {{requester.firstName}},\n\nyou can set a new password yourself:\n\n1. Open the sign-in page and choose **Forgotten your password?**\n2. Enter your work address and follow the link in the mail.\n3. Choose a new password that you use nowhere else.\n4. Sign in again on your phone and in your mail program, which still know the old one.\n\nWe never ask for your password, neither here nor by telephone.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'Account unlocked',
    'unlocked',
    'access',
    'Hello {{requester.firstName}},\n\nyour account was locked after several wrong passwords, and I have unlocked it. If it happens again, a phone or another device probably still uses an old password: please enter the new one there.\n\nIf you did not try to sign in yourself, tell us at once.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'Access: approval needed',
    'approval',
    'access',
    'Hello {{requester.firstName}},\n\nfor this access we need the agreement of your manager or of the owner of the data. I have asked for it and put your request on hold until the answer is here. You need not do anything.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'Second factor on a new phone',
    'mfa',
    'access',
    'Hello {{requester.firstName}},\n\nbefore we reset the second factor we must be sure that it is you who asks. Please call the desk from your office number, or come by with your badge. It takes two minutes; then you scan a new code with the phone you have now.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'VPN does not connect',
    'vpn',
    'network',
    'Hello {{requester.firstName}},\n\nplease try these steps in this order:\n\n1. Open any web page, to be sure that the internet works without the VPN.\n2. Quit the VPN program completely and start it again.\n3. In a hotel or a train, first accept the terms of the Wi-Fi in the browser.\n4. Try the hotspot of your phone. If the VPN works there, the other network blocks it.\n\nIf it still does not connect, tell me the words of the message and the time at which you tried.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'Wi-Fi problems in the office',
    'wifi',
    'network',
    'Hello {{requester.firstName}},\n\nplease forget the office network in the Wi-Fi settings, connect again and sign in with your work account. If it stays slow or breaks off, tell me the floor and the room and whether a cable helps: with that I can look at the right access point.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'Printer does not print',
    'printer',
    'hardware',
    'Hello {{requester.firstName}},\n\nplease check paper, toner and messages on the printer, then delete all waiting jobs and print one page again. If it still does not print, tell me the name on its label (like PRN-3-12) and whether colleagues can print there.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'Software: licence and installation',
    'software',
    'software',
    'Hello {{requester.firstName}},\n\nI have noted your wish. Before we install it I check whether a licence is free and whether the program may be used with our data. If it costs something, your manager is asked. I will tell you here as soon as it is decided.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'Mailbox is full',
    'mailbox',
    'email',
    'Hello {{requester.firstName}},\n\nyour mailbox has reached its limit. Empty the folder of deleted mails first, then sort **Sent** by size and remove large attachments that you have elsewhere. The new room counts after about fifteen minutes.\n\nIf that is not enough, tell me and we will look at an archive.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'Suspicious mail: thank you',
    'phishing',
    'email',
    'Hello {{requester.firstName}},\n\nthank you for reporting it: that was exactly right. Please do not open its links or attachments and delete the mail once we have confirmed that we have it.\n\n**If you have already opened a link or entered your password**, change the password now and answer here at once. Nobody will blame you; minutes matter.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'Known disturbance',
    'outage',
    null,
    'Hello {{requester.firstName}},\n\nthis is a disturbance that we know of and that affects several people. We are working on it with priority. I keep your request {{ticket.number}} open and write to you as soon as it is over; there is nothing that you need to do.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'Solved: please check',
    'solved',
    null,
    'Hello {{requester.firstName}},\n\nthis should work again. Please try it when you have a moment. If something is still wrong, answer here and the request comes straight back to us.\n\nKind regards\n{{agent.name}}',
  ],
  [
    'No answer yet',
    'waiting',
    null,
    'Hello {{requester.firstName}},\n\nI still need your answer to go on with {{ticket.number}} ({{ticket.subject}}). If it has been settled meanwhile, a short word is enough and I will close it.\n\nKind regards\n{{agent.name}}\n{{desk.name}}',
  ],
];
