import { Injectable } from '@nestjs/common';
import { actorId } from '../../../kernel/actor.js';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { fieldConflict, resourceNotFound, validationFailed, versionStale } from '../../../kernel/common.errors.js';
import { changedFields, conflictOf, stampFields } from '../../../kernel/field-merge.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { asText, judgePatch, valuesOf, type StoredValues } from '../domain/settings-area.js';
import { SettingsRepository } from '../persistence/settings.repository.js';
import { SettingsAreas } from '../settings-areas.js';
import { SettingsLog } from '../settings-log.js';

export interface ChangeSettingsCommand {
  readonly area: string;
  readonly values: StoredValues;
  /** Merging: the version the change is based on. */
  readonly version: number | null;
  /** Strict: the version the caller saw (If-Match). */
  readonly ifMatch: number | null;
}

/** An administrator changes some fields of an area; it counts from the next request on, in every process. */
@Injectable()
export class ChangeSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly areas: SettingsAreas,
    private readonly repository: SettingsRepository,
    private readonly events: SettingsLog,
    private readonly clock: Clock,
  ) {}

  async execute(call: Call, { area: key, values: wanted, version, ifMatch }: ChangeSettingsCommand): Promise<void> {
    const area = this.areas.named(key);
    if (area === undefined) {
      throw resourceNotFound();
    }
    await this.unitOfWork.run(call, async (tx) => {
      const row = await this.repository.lock(tx, key);
      if (ifMatch !== null && ifMatch !== row.version) {
        throw versionStale(row.version);
      }
      if (version !== null && version > row.version) {
        // Based on nothing that ever was: it would pass over every change since.
        throw validationFailed({ version: ['There is no such version yet'] });
      }
      const present = valuesOf(area, row.values);
      const { values, problems } = judgePatch(area, wanted);
      const [before, after] = [asText(present), asText(values)];
      const conflict = version === null ? null : conflictOf(after, before, row.field_versions, version);
      if (conflict !== null) {
        throw fieldConflict(conflict);
      }
      if (Object.keys(problems).length > 0) {
        throw validationFailed(problems);
      }
      const fields = changedFields(after, before);
      if (fields.length === 0) {
        return;
      }
      const next = row.version + 1;
      await this.repository.save(
        tx,
        {
          area: key,
          values: { ...row.values, ...only(values, fields) },
          version: next,
          field_versions: stampFields(row.field_versions, fields, next),
        },
        { now: this.clock.now(), by: actorId(call.actor) },
      );
      await this.events.append(tx, call, {
        area: key,
        version: next,
        fields,
        before: only(present, fields),
        after: only(values, fields),
      });
    });
  }
}

function only(values: StoredValues, fields: readonly string[]): StoredValues {
  return Object.fromEntries(fields.map((field) => [field, values[field]]));
}
