import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { valuesOf, type AnyArea, type StoredValues } from '../domain/settings-area.js';
import { SettingsRepository, type SettingsRow } from '../persistence/settings.repository.js';
import { SettingsAreas } from '../settings-areas.js';

/** An area as it is now, straight from the database: whoever edits must see what he would change. */
export interface PresentSettings {
  readonly area: AnyArea;
  readonly values: StoredValues;
  readonly version: number;
  readonly updatedAt: Date | null;
  readonly updatedBy: { readonly id: string; readonly name: string } | null;
}

/** Settings for the one who edits them. */
@Injectable()
export class GetSettings {
  constructor(
    private readonly areas: SettingsAreas,
    private readonly repository: SettingsRepository,
  ) {}

  async execute(_call: PersonCall, key: string): Promise<PresentSettings> {
    const area = this.demand(key);
    return present(area, await this.repository.find(key));
  }

  async all(_call: PersonCall): Promise<PresentSettings[]> {
    const areas = this.areas.all();
    const rows = await this.repository.all(areas.map(({ key }) => key));
    return areas.flatMap((area) => rows.filter((row) => row.area === area.key).map((row) => present(area, row)));
  }

  /** Throws the 404. */
  demand(key: string): AnyArea {
    const area = this.areas.named(key);
    if (area === undefined) {
      throw resourceNotFound();
    }
    return area;
  }
}

function present(area: AnyArea, row: SettingsRow): PresentSettings {
  return {
    area,
    values: valuesOf(area, row.values),
    version: row.version,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}
