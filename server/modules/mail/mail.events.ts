import type { TemplateAction } from './domain/template-state.js';

/** Event name -> payload; subject is {type: 'mail', id}, of what is about templates {type: 'mail_template', id}. */
export interface MailEvents {
  'mail.resent': { taskId: string };
  /** Refused for good. `threadId`: what it was about, a ticket; null: the account of its reader. */
  'mail.bounced': { personId: string | null; threadId: string | null; template: string };
  'mail.test_sent': { taskId: string };
  /** `fields`: the parts that are others now. Both versions are kept whole in its history. */
  'mail.template_changed': {
    name: string;
    language: string;
    action: TemplateAction;
    fields: string[];
    fromVersion: number;
    version: number;
  };
  /** A mail could not be made of it; it was made of the one that came with the program. */
  'mail.template_broken': { name: string; language: string; version: number; problem: string };
}
