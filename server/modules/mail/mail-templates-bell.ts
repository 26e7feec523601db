import { Injectable } from '@nestjs/common';
import { Bell } from '../../platform/database/bell.js';
import { Notifications } from '../../platform/database/notifications.js';

/** Rung when a template was changed, or found to be broken. */
@Injectable()
export class MailTemplatesBell extends Bell {
  constructor(notifications: Notifications) {
    super(notifications, 'smartsupport_mail_templates');
  }
}
