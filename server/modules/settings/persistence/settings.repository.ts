import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { StoredValues } from '../domain/settings-area.js';

export interface SettingsRow {
  area: string;
  values: StoredValues;
  version: number;
  /** At which version each field last changed. */
  field_versions: Readonly<Record<string, number>>;
  /** Null until the first change. */
  updated_at: Date | null;
  updated_by: { id: string; name: string } | null;
}

/** The name alone is read from people, who stand above: whoever reads settings wants to know whom to ask. */
const COLUMNS = `s.area, s.values, s.version, s.field_versions, s.updated_at,
  CASE WHEN u.id IS NULL THEN NULL
    ELSE json_build_object('id', u.id, 'name', u.first_name || ' ' || u.last_name) END AS updated_by`;
const FIND = statement(
  'settings.find',
  `SELECT ${COLUMNS} FROM settings s LEFT JOIN users u ON u.id = s.updated_by WHERE s.area = $1`,
);
const ALL = statement(
  'settings.all',
  `SELECT ${COLUMNS} FROM settings s LEFT JOIN users u ON u.id = s.updated_by WHERE s.area = ANY($1::text[])`,
);
/** An area that was never changed has no row, and nothing could be locked. */
const MAKE = statement('settings.make', 'INSERT INTO settings (area) VALUES ($1) ON CONFLICT DO NOTHING');
const LOCK = statement(
  'settings.lock',
  'SELECT area, values, version, field_versions, updated_at, NULL AS updated_by FROM settings WHERE area = $1 FOR UPDATE',
);
const SAVE = statement(
  'settings.save',
  `UPDATE settings SET values = $2, version = $3, field_versions = $4, updated_at = $5, updated_by = $6 WHERE area = $1`,
);

@Injectable()
export class SettingsRepository {
  constructor(private readonly database: Database) {}

  async find(area: string, from: Queryable = this.database): Promise<SettingsRow> {
    const [row] = await from.query<SettingsRow>(FIND, [area]);
    return row ?? unchanged(area);
  }

  async all(areas: readonly string[]): Promise<SettingsRow[]> {
    const rows = await this.database.query<SettingsRow>(ALL, [areas]);
    return areas.map((area) => rows.find((row) => row.area === area) ?? unchanged(area));
  }

  async lock(tx: Transaction, area: string): Promise<SettingsRow> {
    await tx.query(MAKE, [area]);
    const [row] = await tx.query<SettingsRow>(LOCK, [area]);
    return row ?? unchanged(area);
  }

  async save(
    tx: Transaction,
    row: Pick<SettingsRow, 'area' | 'values' | 'version' | 'field_versions'>,
    change: { readonly now: Date; readonly by: string | null },
  ): Promise<void> {
    await tx.query(SAVE, [
      row.area,
      JSON.stringify(row.values),
      row.version,
      JSON.stringify(row.field_versions),
      change.now,
      change.by,
    ]);
  }
}

function unchanged(area: string): SettingsRow {
  return { area, values: {}, version: 1, field_versions: {}, updated_at: null, updated_by: null };
}
