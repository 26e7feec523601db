import type { Role } from '../../../kernel/role.js';

/** Paths of the client that mails lead to (`client/src/app/app.routes.ts`). */
export const PAGES = {
  signIn: '/login',
  forgottenPassword: '/forgot',
  /** Employees follow their own requests, staff work on tickets: two pages of one thing. */
  ticket: (number: string, role: Role) => `${role === 'Employee' ? '/requests' : '/tickets'}/${number}`,
  /** Own profile, password and sessions. */
  ownAccount: '/account',
  files: '/admin/files',
  deadTasks: '/admin/queues?status=dead',
  webhooks: '/admin/webhooks',
  account: (id: string) => `/admin/people/${id}`,
} as const;
