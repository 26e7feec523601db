import { Injectable } from '@nestjs/common';
import { Bell } from '../../platform/database/bell.js';
import { Notifications } from '../../platform/database/notifications.js';

/** Rung with the version that the lifecycle has now. */
@Injectable()
export class LifecycleBell extends Bell {
  constructor(notifications: Notifications) {
    super(notifications, 'smartsupport_lifecycle');
  }
}
