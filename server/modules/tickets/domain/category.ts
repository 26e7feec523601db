import type { Priority } from './ticket-status.js';

/** What a ticket is about. */
export interface Category {
  readonly id: string;
  /** Short, stable, for programs. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly position: number;
  readonly isActive: boolean;
  /** Where its new tickets go. */
  readonly defaultTeamId: string | null;
  /** Of its new tickets; null: that of all tickets. */
  readonly defaultPriority: Priority | null;
  readonly version: number;
}
