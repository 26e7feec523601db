import type { HoldReason, TicketStatus } from './ticket-status.js';

/** As it is kept: the first one duplicates the second one, or is its parent. */
export const LINK_KINDS = ['relates', 'duplicates', 'parent'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** Chains of these never come back to where they began. */
export const ORDERED_KINDS: readonly LinkKind[] = ['duplicates', 'parent'];

/**
 * As one of the two tickets tells it: this one relates to, duplicates, is duplicated by, or follows the other;
 * `parent` and `child` say what the other one is to this one.
 */
export const LINK_TYPES = [
  'relates',
  'duplicates',
  'duplicated_by',
  'parent',
  'child',
  'follow_up_of',
  'followed_up_by',
] as const;
export type LinkType = (typeof LINK_TYPES)[number];

/** Those that people make and take away; a follow-up is one for good. */
export const MADE_LINK_TYPES = [
  'relates',
  'duplicates',
  'duplicated_by',
  'parent',
  'child',
] as const satisfies readonly LinkType[];
export type MadeLinkType = (typeof MADE_LINK_TYPES)[number];

/** Employees see how their own tickets follow each other; how staff sorts its work is staff's. */
export const LINK_TYPES_OF_REQUESTERS: readonly LinkType[] = ['follow_up_of', 'followed_up_by'];

const OTHER_WAY: Readonly<Record<LinkType, LinkType>> = {
  relates: 'relates',
  duplicates: 'duplicated_by',
  duplicated_by: 'duplicates',
  parent: 'child',
  child: 'parent',
  follow_up_of: 'followed_up_by',
  followed_up_by: 'follow_up_of',
};

/** What the same link is called from the other ticket. */
export function otherWay(type: LinkType): LinkType {
  return OTHER_WAY[type];
}

export interface LinkEnds {
  readonly kind: LinkKind;
  readonly fromId: string;
  readonly toId: string;
}

/** How a link told by `here` is kept. */
export function endsOf(type: MadeLinkType, here: string, there: string): LinkEnds {
  switch (type) {
    case 'relates':
      return { kind: 'relates', fromId: here, toId: there };
    case 'duplicates':
      return { kind: 'duplicates', fromId: here, toId: there };
    case 'duplicated_by':
      return { kind: 'duplicates', fromId: there, toId: here };
    case 'parent':
      return { kind: 'parent', fromId: there, toId: here };
    case 'child':
      return { kind: 'parent', fromId: here, toId: there };
  }
}

/** How `here` tells a link that is kept. */
export function typeFrom({ kind, fromId }: Pick<LinkEnds, 'kind' | 'fromId'>, here: string): MadeLinkType {
  const isFirst = fromId === here;
  switch (kind) {
    case 'relates':
      return 'relates';
    case 'duplicates':
      return isFirst ? 'duplicates' : 'duplicated_by';
    case 'parent':
      return isFirst ? 'child' : 'parent';
  }
}

/** A child whose parent may not be done before it. */
export function isOpenChild(type: LinkType, status: TicketStatus, openStatuses: readonly TicketStatus[]): boolean {
  return type === 'child' && openStatuses.includes(status);
}

/** What is shown of a ticket that stands on the page of another one. */
export interface TicketRefRow {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly holdReason: HoldReason | null;
  readonly assigneeId: string | null;
}

export interface TicketLinkRow {
  readonly linkId: string;
  readonly type: LinkType;
  readonly linkedAt: Date;
  readonly linkedById: string | null;
  readonly ticket: TicketRefRow;
}

/** What the detail of a ticket says of its links. */
export interface LinkSummary {
  readonly count: number;
  /** Whether the ticket it follows may be seen. */
  readonly seesOriginal: boolean;
}
