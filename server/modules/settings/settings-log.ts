import { Injectable } from '@nestjs/common';
import type { Call } from '../../kernel/call.js';
import { settingsIdFor } from '../../kernel/ids.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import { EventLog } from '../../platform/events/event-log.js';
import { SettingsBell } from './settings-bell.js';
import type { SettingsEvents } from './settings.events.js';

/** Every change is written down and rung out by the same call, so that neither can be forgotten. */
@Injectable()
export class SettingsLog {
  constructor(
    private readonly events: EventLog,
    private readonly bell: SettingsBell,
  ) {}

  async append(tx: Transaction, call: Call, change: SettingsEvents['settings.changed']): Promise<void> {
    await this.events.append(tx, call, [
      {
        name: 'settings.changed',
        subject: { type: 'settings', id: settingsIdFor(change.area) },
        audience: 'admin',
        data: change,
      },
    ]);
    await this.bell.ring(tx, change.area);
  }
}
