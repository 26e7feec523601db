import type { PersonActor } from '../../../kernel/actor.js';
import { VISIBLE_BY, type Relation } from '../domain/ticket-policy.js';

/** Adds a value to the statement and gives its placeholder. */
export type Bind = (value: unknown) => string;

export function binder(): { bind: Bind; values: unknown[] } {
  const values: unknown[] = [];
  return { bind: (value) => `$${String(values.push(value))}`, values };
}

/** The same relations as in the policy, on a row `t` of tickets. */
function relationSql(relation: Relation, actor: PersonActor, bind: Bind): string {
  switch (relation) {
    case 'requester':
      return `t.requester_id = ${bind(actor.id)}`;
    case 'assignee':
      return `t.assignee_id = ${bind(actor.id)}`;
    case 'watcher':
      return `t.id IN (SELECT w.ticket_id FROM ticket_watchers w WHERE w.user_id = ${bind(actor.id)})`;
    case 'team member':
      return `t.team_id = ANY (${bind(actor.teamIds)}::uuid[])`;
    case 'open to staff':
      return 'NOT t.confidential';
    case 'anyone':
      return 'true';
  }
}

/** `visibleTo(actor)` as one condition. */
export function visibleTo(actor: PersonActor, bind: Bind): string {
  return `(${VISIBLE_BY[actor.role].map((relation) => relationSql(relation, actor, bind)).join(' OR ')})`;
}

/**
 * `visibleTo(actor)` as branches whose union it is. An OR over two relations cannot walk one index in order; a union of
 * ordered walks can, and so the page of an employee costs the same whatever the size of the table.
 */
export function visibleBranches(actor: PersonActor, bind: Bind): readonly string[] {
  return actor.role === 'Employee'
    ? VISIBLE_BY[actor.role].map((relation) => relationSql(relation, actor, bind))
    : [visibleTo(actor, bind)];
}
