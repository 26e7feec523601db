import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { MailLanguage } from '../domain/mail-language.js';
import type { MailTemplateName } from '../domain/mail-templates.js';
import type { TemplateSource } from '../domain/template-source.js';
import type { TemplateAction, TemplateState, TemplateVersion } from '../domain/template-state.js';

/** Which template. */
export interface TemplateKey {
  readonly name: MailTemplateName;
  readonly language: MailLanguage;
}

interface StateRow {
  name: string;
  language: string;
  version: number;
  subject: string | null;
  html: string | null;
  text: string | null;
  updatedAt: Date | null;
  updatedBy: { id: string; name: string } | null;
  problem: string | null;
  problemAt: Date | null;
}

type VersionRow = Pick<StateRow, 'version' | 'subject' | 'html' | 'text'> & {
  action: TemplateAction;
  createdAt: Date;
  createdBy: { id: string; name: string } | null;
};

/** The name alone is read from people, who stand above: whoever reads a template wants to know whom to ask. */
const AUTHOR = `CASE WHEN u.id IS NULL THEN NULL
    ELSE json_build_object('id', u.id, 'name', u.first_name || ' ' || u.last_name) END`;
const SELECT = `SELECT t.name, t.language, t.version, t.subject, t.html, t.text, t.updated_at AS "updatedAt",
    ${AUTHOR} AS "updatedBy", t.problem, t.problem_at AS "problemAt"
  FROM mail_templates t LEFT JOIN users u ON u.id = t.updated_by`;
const ALL = statement('mail_templates.all', SELECT);
const FIND = statement('mail_templates.find', `${SELECT} WHERE t.name = $1 AND t.language = $2`);
/** A template that was never changed has no row, and nothing could be locked. */
const MAKE = statement(
  'mail_templates.make',
  'INSERT INTO mail_templates (name, language) VALUES ($1, $2) ON CONFLICT DO NOTHING',
);
const LOCK = statement('mail_templates.lock', `${FIND.text} FOR UPDATE OF t`);
const SAVE = statement(
  'mail_templates.save',
  `WITH saved AS (
     UPDATE mail_templates SET version = $3, subject = $4, html = $5, text = $6, updated_at = $8, updated_by = $9,
       problem = NULL, problem_at = NULL
     WHERE name = $1 AND language = $2)
   INSERT INTO mail_template_versions (name, language, version, subject, html, text, action, created_at, created_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const VERSION_COLUMNS = `v.version, v.subject, v.html, v.text, v.action, v.created_at AS "createdAt",
  ${AUTHOR} AS "createdBy" FROM mail_template_versions v LEFT JOIN users u ON u.id = v.created_by`;
const VERSIONS = statement(
  'mail_templates.versions',
  `SELECT ${VERSION_COLUMNS} WHERE v.name = $1 AND v.language = $2 AND v.version < $3 ORDER BY v.version DESC LIMIT $4`,
);
const VERSION = statement(
  'mail_templates.version',
  `SELECT ${VERSION_COLUMNS} WHERE v.name = $1 AND v.language = $2 AND v.version = $3`,
);
/** Once for each version: what fails once will fail for every mail. */
const MARK_BROKEN = statement(
  'mail_templates.mark_broken',
  `UPDATE mail_templates SET problem = $4, problem_at = now()
   WHERE name = $1 AND language = $2 AND version = $3 AND problem IS NULL RETURNING name`,
);

/** What administrators have written instead of what came with the program, and all they wrote before. */
@Injectable()
export class MailTemplatesRepository {
  constructor(private readonly database: Database) {}

  /** All that were ever changed. */
  async all(from: Queryable = this.database): Promise<(TemplateState & TemplateKey)[]> {
    return (await from.query<StateRow & TemplateKey>(ALL)).map((row) => ({
      ...stateOf(row),
      name: row.name,
      language: row.language,
    }));
  }

  async find({ name, language }: TemplateKey): Promise<TemplateState> {
    const [row] = await this.database.query<StateRow>(FIND, [name, language]);
    return stateOf(row);
  }

  async lock(tx: Transaction, { name, language }: TemplateKey): Promise<TemplateState> {
    await tx.query(MAKE, [name, language]);
    const [row] = await tx.query<StateRow>(LOCK, [name, language]);
    return stateOf(row);
  }

  /** `source` null: what came with the program. */
  async save(
    tx: Transaction,
    { name, language }: TemplateKey,
    change: { version: number; source: TemplateSource | null; action: TemplateAction; now: Date; by: string | null },
  ): Promise<void> {
    const { version, source, action, now, by } = change;
    await tx.query(SAVE, [
      name,
      language,
      version,
      source?.subject ?? null,
      source?.html ?? null,
      source?.text ?? null,
      action,
      now,
      by,
    ]);
  }

  /** Newest first, those before `before`. */
  async versions({ name, language }: TemplateKey, before: number, limit: number): Promise<TemplateVersion[]> {
    return (await this.database.query<VersionRow>(VERSIONS, [name, language, before, limit])).map(versionOf);
  }

  async version(from: Queryable, { name, language }: TemplateKey, version: number): Promise<TemplateVersion | null> {
    const [row] = await from.query<VersionRow>(VERSION, [name, language, version]);
    return row === undefined ? null : versionOf(row);
  }

  /** False when that was known, or the template is another one by now. */
  async markBroken(
    tx: Transaction,
    { name, language }: TemplateKey,
    version: number,
    problem: string,
  ): Promise<boolean> {
    return (await tx.query(MARK_BROKEN, [name, language, version, problem.slice(0, 500)])).length === 1;
  }
}

function stateOf(row: StateRow | undefined): TemplateState {
  if (row === undefined) {
    return { version: 1, source: null, updatedAt: null, updatedBy: null, problem: null };
  }
  return {
    version: row.version,
    source: sourceOf(row),
    updatedAt: row.updatedAt,
    updatedBy: row.updatedBy,
    problem: row.problem === null || row.problemAt === null ? null : { message: row.problem, at: row.problemAt },
  };
}

function versionOf(row: VersionRow): TemplateVersion {
  return {
    version: row.version,
    source: sourceOf(row),
    action: row.action,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
  };
}

function sourceOf({ subject, html, text }: Pick<StateRow, 'subject' | 'html' | 'text'>): TemplateSource | null {
  return subject === null || html === null || text === null ? null : { subject, html, text };
}
