/** Fixed keys; `requirements` A9. Their order is from the least to the most powerful. */
export const ROLES = ['Employee', 'Ticket Coordinator', 'System Admin'] as const;
export type Role = (typeof ROLES)[number];

/** `domain` People: Pending -> Approved | Rejected, Approved <-> Suspended, Rejected -> Approved. */
export const ACCOUNT_STATUSES = ['Pending', 'Approved', 'Rejected', 'Suspended'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];
