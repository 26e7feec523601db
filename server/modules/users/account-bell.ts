import { Injectable } from '@nestjs/common';
import { Bell } from '../../platform/database/bell.js';
import { Notifications } from '../../platform/database/notifications.js';

/** Rung with the id of the account that was changed. */
@Injectable()
export class AccountBell extends Bell {
  constructor(notifications: Notifications) {
    super(notifications, 'smartsupport_accounts');
  }
}
