import type { HoldReason, TicketListItemDto } from '../api/types';

export type StepState = 'done' | 'current' | 'ahead';

export interface Step {
  /** Key of the word under the step. */
  readonly label: string;
  readonly state: StepState;
}

/** How far a request is, in words of the person who asked. */
export interface RequestProgress {
  readonly steps: readonly Step[];
  /** The desk waits for the requester. */
  readonly isWaitingForYou: boolean;
  /** Ended in another way than solved: no line of steps tells it. */
  readonly isOver: boolean;
  /** Key and values of the one sentence that says what happens next. */
  readonly next: { readonly key: string; readonly params: Readonly<Record<string, string>> };
}

/** What the steps are made of. The document leaves out that a request which is not held has no reason. */
export type ProgressFacts = Pick<TicketListItemDto, 'status' | 'assignee'> & { readonly holdReason: HoldReason | null };

/** Index of the step that is running. */
const POSITION: Readonly<Record<TicketListItemDto['status'], number>> = {
  New: 0,
  Open: 1,
  'In Progress': 2,
  'On Hold': 2,
  Resolved: 3,
  Closed: 4,
  Rejected: 4,
  Withdrawn: 4,
  Merged: 4,
};

export function isWaitingForRequester({ status, holdReason }: Pick<ProgressFacts, 'status' | 'holdReason'>): boolean {
  return status === 'Resolved' || (status === 'On Hold' && holdReason === 'requester');
}

export function progressOf(request: ProgressFacts): RequestProgress {
  const position = POSITION[request.status];
  const isAsked = request.status === 'On Hold' && request.holdReason === 'requester';
  const labels = [
    'received',
    'accepted',
    isAsked ? 'waitingForYou' : 'inProgress',
    request.status === 'Resolved' ? 'toConfirm' : 'solved',
  ];
  return {
    steps: labels.map((label, index) => ({
      label: `portal.step.${label}`,
      state: index < position ? 'done' : index === position ? 'current' : 'ahead',
    })),
    isWaitingForYou: isWaitingForRequester(request),
    isOver: ['Rejected', 'Withdrawn', 'Merged'].includes(request.status),
    next: nextOf(request),
  };
}

function nextOf({ status, holdReason, assignee }: ProgressFacts): RequestProgress['next'] {
  const who = assignee?.firstName ?? '';
  const withName = (key: string): RequestProgress['next'] =>
    who === '' ? { key: `portal.next.${key}`, params: {} } : { key: `portal.next.${key}By`, params: { who } };
  const plain = (key: string): RequestProgress['next'] => ({ key: `portal.next.${key}`, params: {} });
  switch (status) {
    case 'New':
      return plain('new');
    case 'Open':
      return withName('open');
    case 'In Progress':
      return withName('inProgress');
    case 'On Hold':
      switch (holdReason) {
        case 'requester':
          return withName('waitingForYou');
        case 'third party':
          return plain('thirdParty');
        case 'approval':
          return plain('approval');
        case 'scheduled':
          return plain('scheduled');
        default:
          return plain('onHold');
      }
    case 'Resolved':
      return withName('toConfirm');
    case 'Closed':
      return plain('closed');
    case 'Rejected':
      return plain('rejected');
    case 'Withdrawn':
      return plain('withdrawn');
    case 'Merged':
      return plain('merged');
  }
}
