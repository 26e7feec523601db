/** What the model and the desk have in common: who acts, what is done, and how a ticket stands. */

export const ACTORS = ['ada', 'bob', 'carla', 'carl', 'admin'] as const;
export type ActorName = (typeof ACTORS)[number];
export type TeamName = 'north' | 'south';

export type Role = 'Employee' | 'Ticket Coordinator' | 'System Admin';
export const ROLE_OF: Readonly<Record<ActorName, Role>> = {
  ada: 'Employee',
  bob: 'Employee',
  carla: 'Ticket Coordinator',
  carl: 'Ticket Coordinator',
  admin: 'System Admin',
};
/** Carla works in the north, nobody in the south, Carl in no team. */
export const TEAMS_OF: Readonly<Record<ActorName, readonly TeamName[]>> = {
  ada: [],
  bob: [],
  carla: ['north'],
  carl: [],
  admin: [],
};

export function isStaff(actor: ActorName): boolean {
  return ROLE_OF[actor] !== 'Employee';
}

export const STATUSES = [
  'New',
  'Open',
  'In Progress',
  'On Hold',
  'Resolved',
  'Closed',
  'Rejected',
  'Withdrawn',
  'Merged',
] as const;
export type Status = (typeof STATUSES)[number];
export type HoldReason = 'requester' | 'third party' | 'approval' | 'scheduled';
export type Priority = 'Low' | 'Medium' | 'High' | 'Critical';
export type Visibility = 'public' | 'internal';
export type LinkType = 'relates' | 'duplicates' | 'duplicated_by' | 'parent' | 'child';

/** What somebody had on the screen when he acted: a version that the ticket had, so many looks ago; -1: never had. */
export interface Seen {
  readonly by: 'version' | 'if-match';
  readonly back: number;
}

export interface StatusChange {
  readonly to: Status;
  readonly reason?: string;
  readonly resolution?: string;
  readonly holdReason?: HoldReason;
  /** Hours from now; before now when negative. */
  readonly until?: number;
}

export interface Fields {
  readonly subject?: string;
  readonly description?: string;
  readonly priority?: Priority;
  readonly tags?: readonly string[];
  readonly confidential?: boolean;
  readonly team?: TeamName | null;
}

export type BulkChange =
  | { readonly action: 'claim' | 'close' }
  | { readonly action: 'assign'; readonly to: ActorName | null }
  | { readonly action: 'set_team'; readonly team: TeamName | null }
  | { readonly action: 'set_priority'; readonly priority: Priority }
  | { readonly action: 'add_tags' | 'remove_tags'; readonly tags: readonly string[] }
  | { readonly action: 'reopen'; readonly reason: string }
  | { readonly action: 'change_status'; readonly change: StatusChange };

interface OnTicket {
  readonly by: ActorName;
  /** Wrong in shape: told last, after what he may not see, may not do, and cannot do now. */
  readonly broken?: true;
  /** Sent again under the same Idempotency-Key: the same answer, and nothing happens. */
  readonly twice?: true;
  /** Which of the story's tickets, counted round. */
  readonly on: number;
}

export type Command =
  | {
      readonly kind: 'submit';
      readonly by: ActorName;
      readonly confidential: boolean;
      readonly onBehalfOf: ActorName | null;
      readonly priority: Priority | null;
    }
  | ({ readonly kind: 'claim' } & OnTicket)
  | ({
      readonly kind: 'assign';
      readonly to?: ActorName | null;
      readonly team?: TeamName | null;
      readonly seen?: Seen;
    } & OnTicket)
  | ({ readonly kind: 'status'; readonly change: StatusChange; readonly seen?: Seen } & OnTicket)
  | ({
      readonly kind: 'hold';
      readonly holdReason: HoldReason;
      readonly until?: number;
      readonly seen?: Seen;
    } & OnTicket)
  | ({ readonly kind: 'withdraw' | 'close' | 'reopen'; readonly reason?: string; readonly seen?: Seen } & OnTicket)
  | ({ readonly kind: 'comment'; readonly visibility: Visibility; readonly then?: StatusChange } & OnTicket)
  | ({ readonly kind: 'edit'; readonly fields: Fields; readonly seen?: Seen } & OnTicket)
  | ({ readonly kind: 'watch' | 'unwatch'; readonly who: ActorName } & OnTicket)
  | ({ readonly kind: 'link'; readonly type: LinkType; readonly to: number } & OnTicket)
  | ({ readonly kind: 'unlink'; readonly nth: number } & OnTicket)
  | { readonly kind: 'bulk'; readonly by: ActorName; readonly change: BulkChange }
  | {
      readonly kind: 'callback';
      readonly on: number;
      readonly run: 'first' | 'last';
      readonly state: 'running' | 'succeeded' | 'failed' | 'cancelled';
      readonly status?: Status;
      readonly assignee?: ActorName;
      readonly comment: boolean;
    }
  | { readonly kind: 'advance'; readonly hours: number };

export type Field =
  'subject' | 'description' | 'priority' | 'tags' | 'confidential' | 'team' | 'assignee' | 'status' | 'hold';

/** A ticket as it must be. */
export interface ModelTicket {
  readonly requester: ActorName;
  readonly submittedBy: ActorName;
  readonly followUpOf: number | null;
  subject: string;
  description: string;
  priority: Priority;
  tags: string[];
  confidential: boolean;
  team: TeamName | null;
  assignee: ActorName | null;
  status: Status;
  holdReason: HoldReason | null;
  holdUntil: number | null;
  statusBeforeHold: Status | null;
  /** Every status after New, in order. */
  history: Status[];
  resolution: string | null;
  resolvedAt: number | null;
  closedAt: number | null;
  watchers: ActorName[];
  publicComments: number;
  notes: number;
  isAnswered: boolean;
  /** What has changed since its version was last seen. */
  touched: Field[];
  /** Every version it was seen in, oldest first. */
  versions: number[];
  /** The version in which each field was last changed. */
  changedIn: Partial<Record<Field, number>>;
  /** One for each time it went to the Workflow system. */
  runs: ('live' | 'over')[];
}

export interface ModelLink {
  readonly kind: 'relates' | 'duplicates' | 'parent';
  readonly from: number;
  readonly to: number;
  /** Given when it was made, from 1 on. */
  readonly id: number;
}

export interface ModelState {
  now: number;
  tickets: ModelTicket[];
  links: ModelLink[];
  linksMade: number;
}

/** What a command must be answered with. */
export interface Outcome {
  readonly status: number;
  readonly code?: string;
  /** Words that must stand in the details or the text of the error. */
  readonly says?: readonly string[];
  /** Fields that a 400 must name. */
  readonly fields?: readonly string[];
  /** Of a bulk change: what becomes of each ticket. */
  readonly items?: readonly BulkOutcome[];
  /** The callback had an effect. */
  readonly applied?: boolean;
  /** The text began this ticket. */
  readonly followUp?: number;
}

export interface BulkOutcome {
  readonly outcome: 'done' | 'unchanged' | 'refused';
  readonly code?: string;
}
