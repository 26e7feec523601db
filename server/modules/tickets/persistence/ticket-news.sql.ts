import { isStaff, type PersonActor } from '../../../kernel/actor.js';
import type { Bind } from './ticket-scope.sql.js';

/**
 * Whether a row `t` of tickets has news of others that the actor has not looked at. For whoever never looked all of it is
 * new, but for what lay untouched since before he had an account.
 */
export function unreadSql(actor: PersonActor, bind: Bind): string {
  const me = `${bind(actor.id)}::uuid`;
  const news = isStaff(actor) ? 'news' : 'public_news';
  return `(CASE WHEN t.${news}_by IS DISTINCT FROM ${me} THEN t.${news} ELSE t.${news}_of_others END
    > coalesce((SELECT l.news FROM ticket_looks l WHERE l.user_id = ${me} AND l.ticket_id = t.id),
        CASE WHEN t.updated_at < (SELECT u.created_at FROM users u WHERE u.id = ${me}) THEN t.news ELSE 0 END))`;
}
