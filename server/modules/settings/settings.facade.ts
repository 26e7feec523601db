import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/statement.js';
import { valuesOf, type SettingsArea } from './domain/settings-area.js';
import { RememberedSettings } from './remembered-settings.js';
import { SettingsAreas } from './settings-areas.js';
import { SettingsBell } from './settings-bell.js';

export { setting } from './domain/setting-field.js';
export { settingsArea, type SettingsArea } from './domain/settings-area.js';
export { SettingsAreas } from './settings-areas.js';

/** Settings for every module above, each through the constant of its area (`*.settings.ts`). */
@Injectable()
export class SettingsFacade {
  constructor(
    private readonly areas: SettingsAreas,
    private readonly remembered: RememberedSettings,
    private readonly bell: SettingsBell,
  ) {}

  /**
   * The present values, from memory: cheap enough for every request. A change made by this process counts from its commit
   * on, one made elsewhere a moment later. `from`: the caller's transaction, which is asked when nothing is remembered;
   * a second connection would be waited for while the first one is held.
   */
  async read<V extends object>(area: SettingsArea<V>, from?: Queryable): Promise<V> {
    if (this.areas.named(area.key) === undefined) {
      throw new Error(`Nobody has registered the settings area ${area.key}`);
    }
    return valuesOf(area, await this.remembered.of(area.key, from));
  }

  /** After a change here or elsewhere; also when changes may have been missed. */
  onChange(area: { readonly key: string }, listener: () => void): void {
    this.bell.onChange((key) => {
      if (key === null || key === area.key) {
        listener();
      }
    });
  }
}
