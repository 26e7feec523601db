import type { ModelTicket } from './world.js';

/** As it is on the day it is submitted. */
export function newTicket(
  given: Pick<
    ModelTicket,
    'requester' | 'submittedBy' | 'followUpOf' | 'subject' | 'description' | 'priority' | 'confidential' | 'team'
  >,
): ModelTicket {
  return {
    ...given,
    tags: [],
    assignee: null,
    status: 'New',
    holdReason: null,
    holdUntil: null,
    statusBeforeHold: null,
    history: [],
    resolution: null,
    resolvedAt: null,
    closedAt: null,
    watchers: [],
    publicComments: 0,
    notes: 0,
    isAnswered: false,
    touched: ['status'],
    versions: [],
    changedIn: {},
    runs: [],
  };
}
