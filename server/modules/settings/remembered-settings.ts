import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/statement.js';
import type { StoredValues } from './domain/settings-area.js';
import { SettingsRepository } from './persistence/settings.repository.js';
import { SettingsBell } from './settings-bell.js';

/** Remembered for this long at most, in milliseconds: the net under lost notifications. */
const REMEMBER = 15_000;

interface Remembered {
  readonly values: StoredValues;
  readonly until: number;
}

/** What is stored, from memory; while other processes cannot be heard, the database is asked every time. */
@Injectable()
export class RememberedSettings {
  private readonly remembered = new Map<string, Remembered>();
  /** Grows with every drop: an answer that was on its way during a drop is used, but not remembered. */
  private drops = 0;

  constructor(
    private readonly repository: SettingsRepository,
    private readonly bell: SettingsBell,
  ) {
    bell.onChange((area) => {
      this.drop(area);
    });
  }

  async of(area: string, from?: Queryable): Promise<StoredValues> {
    if (!this.bell.hearsOthers) {
      return (await this.repository.find(area, from)).values;
    }
    const known = this.remembered.get(area);
    if (known !== undefined && known.until > performance.now()) {
      return known.values;
    }
    const before = this.drops;
    const { values } = await this.repository.find(area, from);
    if (before === this.drops) {
      this.remembered.set(area, { values, until: performance.now() + REMEMBER });
    }
    return values;
  }

  private drop(area: string | null): void {
    this.drops += 1;
    if (area === null) {
      this.remembered.clear();
    } else {
      this.remembered.delete(area);
    }
  }
}
