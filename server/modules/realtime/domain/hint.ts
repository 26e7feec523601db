/** What a client is told: that something changed, never what. It fetches by itself what it may see. */
export interface Hint {
  /** Name of the event: `ticket.commented`, `account.registered`. */
  readonly type: string;
  readonly id: string;
  /** Of a ticket, at the time of the hint or later. */
  readonly version?: number;
}

/** Why the server ends a connection that was let in. */
export type ClosingReason =
  /** Signed out, suspended, given another role or password, or the token was deleted. */
  | 'standing'
  /** The same person opened many more. */
  | 'crowded'
  /** Messages that no client of ours sends. */
  | 'misuse';
