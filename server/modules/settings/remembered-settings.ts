import { Injectable } from '@nestjs/common';
import { Remembered } from '../../platform/database/remembered.js';
import type { Queryable } from '../../platform/database/statement.js';
import type { StoredValues } from './domain/settings-area.js';
import { SettingsRepository } from './persistence/settings.repository.js';
import { SettingsBell } from './settings-bell.js';

/** What is stored, area by area, from memory. */
@Injectable()
export class RememberedSettings {
  private readonly areas = new Map<string, Remembered<StoredValues>>();

  constructor(
    private readonly repository: SettingsRepository,
    private readonly bell: SettingsBell,
  ) {}

  async of(area: string, from?: Queryable): Promise<StoredValues> {
    return (this.areas.get(area) ?? this.begin(area)).read(from);
  }

  private begin(area: string): Remembered<StoredValues> {
    const remembered = new Remembered(
      this.bell,
      async (from) => (await this.repository.find(area, from)).values,
      (what) => what === area,
    );
    this.areas.set(area, remembered);
    return remembered;
  }
}
