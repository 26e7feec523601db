import type { AttachmentDto, TicketDto, TimelineItemDto } from '../../api/types';

export interface Message {
  readonly kind: 'message';
  readonly id: string;
  readonly at: string;
  readonly isMine: boolean;
  /** Empty for what a program wrote. */
  readonly author: string;
  readonly picture: string | null;
  readonly html: string;
  readonly attachments: readonly AttachmentDto[];
}

/** What happened between two messages, in one line. */
export interface Line {
  readonly kind: 'line';
  readonly id: string;
  /** Of the last of them. */
  readonly at: string;
  readonly parts: readonly { readonly key: string; readonly params: Readonly<Record<string, string>> }[];
  /** Typed with it, like the reason of a refusal. */
  readonly text: string;
}

/** What the requester reads, in order. */
export type Piece = Message | Line;

/** The description leads; staff terms and what only staff cares for are left out. */
export function conversationOf(ticket: TicketDto, timeline: readonly TimelineItemDto[], me: string): Piece[] {
  const ofComments = new Set(timeline.flatMap(({ comment }) => comment?.attachments ?? []).map(({ id }) => id));
  const first: Piece = {
    kind: 'message',
    id: ticket.id,
    at: ticket.submittedAt,
    isMine: ticket.requester?.id === me,
    author: ticket.requester?.name ?? '',
    picture: ticket.requester?.avatarUrl ?? null,
    html: ticket.descriptionHtml,
    attachments: ticket.attachments.filter(({ id }) => !ofComments.has(id)),
  };
  return joined([first, ...timeline.flatMap((item) => pieceOf(item, me))]);
}

/** Neighbouring lines become one; one that carries a text stays the last of its line. */
function joined(pieces: readonly Piece[]): Piece[] {
  return pieces.reduce<Piece[]>((before, piece) => {
    const last = before.at(-1);
    return piece.kind === 'line' && last?.kind === 'line' && last.text === ''
      ? [...before.slice(0, -1), { ...piece, id: last.id, parts: [...last.parts, ...piece.parts] }]
      : [...before, piece];
  }, []);
}

function pieceOf(item: TimelineItemDto, me: string): Piece[] {
  const { comment } = item;
  if (comment !== undefined) {
    return [
      {
        kind: 'message',
        id: item.id,
        at: item.at,
        isMine: comment.author?.id === me,
        author: comment.author?.name ?? '',
        picture: comment.author?.avatarUrl ?? null,
        html: comment.bodyHtml,
        attachments: comment.attachments,
      },
    ];
  }
  const line = (key: string, params: Readonly<Record<string, string>> = {}, text = ''): Piece[] => [
    { kind: 'line', id: item.id, at: item.at, parts: [{ key: `request.line.${key}`, params }], text },
  ];
  switch (item.type) {
    case 'ticket.status_changed':
      return line(statusKey(item), {}, item.resolution ?? item.reason ?? '');
    case 'ticket.hold_changed':
      // Another date or another reason of the desk is the desk's own affair; being asked is not.
      return item.holdReason === 'requester' ? line('asked') : [];
    case 'ticket.assigned':
      return item.assignee?.name === undefined ? [] : line('assigned', { who: item.assignee.name });
    case 'ticket.attached':
      return line('attached', { who: item.actor?.name ?? '', names: (item.filenames ?? []).join(', ') });
    case 'ticket.attachment_removed':
      return line('removed', { names: (item.filenames ?? []).join(', ') });
    case 'ticket.attachment_judged':
      return line(`judged.${item.verdict ?? 'failed'}`, { names: (item.filenames ?? []).join(', ') });
    case 'ticket.edited':
      return line('edited');
    default:
      return [];
  }
}

/** A hold says whom it waits for; its end is not told as if the request were accepted once more. */
function statusKey({ isReopening, from, to, holdReason }: TimelineItemDto): string {
  if (isReopening === true) {
    return 'reopened';
  }
  if (to === 'On Hold' && holdReason === 'requester') {
    return 'asked';
  }
  return from === 'On Hold' && (to === 'Open' || to === 'In Progress') ? 'resumed' : `to.${to ?? ''}`;
}
