import { ACCOUNT_STATUSES, type AccountStatus } from '../../../kernel/role.js';

/** `domain`, People: Pending -> Approved | Rejected, Approved <-> Suspended, Rejected -> Approved. */
export const ACCOUNT_DECISIONS = ['approve', 'reject', 'suspend', 'reinstate'] as const;
export type AccountDecision = (typeof ACCOUNT_DECISIONS)[number];

interface Transition {
  readonly from: readonly AccountStatus[];
  readonly to: AccountStatus;
  readonly event: 'account.approved' | 'account.rejected' | 'account.suspended' | 'account.reinstated';
}

export const ACCOUNT_TRANSITIONS: Readonly<Record<AccountDecision, Transition>> = {
  approve: { from: ['Pending', 'Rejected'], to: 'Approved', event: 'account.approved' },
  reject: { from: ['Pending'], to: 'Rejected', event: 'account.rejected' },
  suspend: { from: ['Approved'], to: 'Suspended', event: 'account.suspended' },
  reinstate: { from: ['Suspended'], to: 'Approved', event: 'account.reinstated' },
};

export function isPossible(decision: AccountDecision, status: AccountStatus): boolean {
  return ACCOUNT_TRANSITIONS[decision].from.includes(status);
}

/** The statuses that can be reached from this one. */
export function reachableFrom(status: AccountStatus): AccountStatus[] {
  return ACCOUNT_STATUSES.filter((to) =>
    ACCOUNT_DECISIONS.some((decision) => ACCOUNT_TRANSITIONS[decision].to === to && isPossible(decision, status)),
  );
}

/** What takes something away from a person is explained to him. */
export function needsReason(decision: AccountDecision): boolean {
  return decision === 'reject' || decision === 'suspend';
}
