/**
 * Administrators who can come in now. One who was invited and has not come yet is none: his mail may never arrive, and
 * nobody could let anybody in any more. `user` is the alias of a row of users.
 */
export const IS_WORKING_ADMIN = (user: string): string =>
  `${user}.role = 'System Admin' AND ${user}.status = 'Approved'
     AND (${user}.password_hash IS NOT NULL OR ${user}.email_proven_at IS NOT NULL OR ${user}.invited_at IS NULL)`;

/** How many of them there are besides this row; counted once for a whole list. */
export const OTHER_ADMINS = (user: string): string =>
  `(SELECT count(*)::int FROM users a WHERE ${IS_WORKING_ADMIN('a')})
     - CASE WHEN ${IS_WORKING_ADMIN(user)} THEN 1 ELSE 0 END`;
