import { Injectable } from '@nestjs/common';
import { Bell } from '../../platform/database/bell.js';
import { Notifications } from '../../platform/database/notifications.js';

/** Rung with the key of the area that was changed. */
@Injectable()
export class SettingsBell extends Bell {
  constructor(notifications: Notifications) {
    super(notifications, 'smartsupport_settings');
  }
}
