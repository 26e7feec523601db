import type { AttachmentDto, PersonDto, TicketDto, TimelineItemDto } from '../../api/types';
import { conversationOf, type Piece } from './conversation';

const person = (id: string, name: string): PersonDto => ({
  id,
  companyId: `EMP-${id}`,
  name,
  firstName: name,
  lastName: '',
  avatarUrl: null,
});
const lena = person('1', 'Lena');
const mara = person('2', 'Mara');
const file = (id: string): AttachmentDto => ({
  id,
  filename: `${id}.log`,
  size: 1,
  contentType: 'text/plain',
  state: 'clean',
  url: '',
  previewKind: 'text',
  createdAt: '2026-09-01T08:00:00Z',
  uploadedBy: lena,
});
const ticket = {
  id: 'ticket',
  requester: lena,
  submittedAt: '2026-09-01T08:00:00Z',
  descriptionHtml: '<p>It drops</p>',
  attachments: [file('with-description'), file('with-reply')],
} as unknown as TicketDto;
const item = (over: Partial<TimelineItemDto>): TimelineItemDto => ({
  id: over.type ?? 'item',
  type: 'ticket.edited',
  at: '2026-09-01T09:00:00Z',
  actor: mara,
  actorKind: 'person',
  ...over,
});
const reply = item({
  type: 'ticket.commented',
  comment: {
    id: 'comment',
    ticketId: 'ticket',
    author: mara,
    authorKind: 'person',
    visibility: 'public',
    body: 'Try again',
    bodyHtml: '<p>Try again</p>',
    attachments: [file('with-reply')],
    createdAt: '2026-09-01T09:00:00Z',
  },
});
const lineOf = (over: Partial<TimelineItemDto>): Piece | undefined => conversationOf(ticket, [item(over)], '1')[1];

describe('the conversation of a request', () => {
  it('begins with the description and the files that came with it', () => {
    const [first, second] = conversationOf(ticket, [reply], '1');
    expect(first).toMatchObject({ isMine: true, html: '<p>It drops</p>' });
    expect(first?.kind === 'message' && first.attachments.map(({ id }) => id)).toEqual(['with-description']);
    expect(second).toMatchObject({ isMine: false, author: 'Mara' });
  });

  it('says who takes care, and nothing when somebody stops', () => {
    expect(lineOf({ type: 'ticket.assigned', assignee: mara })).toMatchObject({ parts: [{ params: { who: 'Mara' } }] });
    expect(lineOf({ type: 'ticket.assigned', assignee: null })).toBeUndefined();
  });

  it('tells the reason of a refusal', () => {
    expect(lineOf({ type: 'ticket.status_changed', from: 'New', to: 'Rejected', reason: 'Not ours' })).toMatchObject({
      parts: [{ key: 'request.line.to.Rejected' }],
      text: 'Not ours',
    });
  });

  it('puts neighbouring events into one line', () => {
    const changed = item({ type: 'ticket.status_changed', to: 'Open' });
    const [, line, message] = conversationOf(
      ticket,
      [item({ type: 'ticket.assigned', assignee: mara }), changed, reply],
      '1',
    );
    expect(line?.kind === 'line' && line.parts).toHaveLength(2);
    expect(message?.kind).toBe('message');
  });

  it('leaves out what only staff cares for', () => {
    expect(lineOf({ type: 'ticket.priority_changed', from: 'Low', to: 'High' })).toBeUndefined();
  });
});
