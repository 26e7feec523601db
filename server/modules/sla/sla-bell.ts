import { Injectable } from '@nestjs/common';
import { Bell } from '../../platform/database/bell.js';
import { Notifications } from '../../platform/database/notifications.js';

/** Rung when a policy or a calendar is saved. */
@Injectable()
export class SlaBell extends Bell {
  constructor(notifications: Notifications) {
    super(notifications, 'smartsupport_sla');
  }
}
