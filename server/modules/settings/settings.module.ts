import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { AreaRefusals } from './http/area-refusals.js';
import { SettingsController } from './http/settings.controller.js';
import { SettingsRepository } from './persistence/settings.repository.js';
import { RememberedSettings } from './remembered-settings.js';
import { SettingsAreas } from './settings-areas.js';
import { SettingsBell } from './settings-bell.js';
import { SettingsLog } from './settings-log.js';
import { SettingsFacade } from './settings.facade.js';
import { ChangeSettings } from './use-cases/change-settings.js';
import { GetSettings } from './use-cases/get-settings.js';

/**
 * Owns scalars that an administrator sets while the desk runs: their kinds, versions, history and being heard of everywhere.
 * Refuses to know what any of them means: modules above declare their areas (`*.settings.ts`) and read them.
 * What is still to come has its place here: taking a change back is a use case that sends `before` of a `settings.changed`
 * through ChangeSettings; a button that tries an area out is a function beside `fields` in its SettingsArea.
 */
@Module({
  imports: [DatabaseModule, EventsModule],
  controllers: [SettingsController],
  providers: [
    AreaRefusals,
    ChangeSettings,
    GetSettings,
    RememberedSettings,
    SettingsAreas,
    SettingsBell,
    SettingsFacade,
    SettingsLog,
    SettingsRepository,
  ],
  exports: [SettingsAreas, SettingsFacade],
})
export class SettingsModule {}
