import { ticketRecipients, type PeopleAround, type TicketNews } from './ticket-recipients.js';

const AROUND: PeopleAround = {
  actorId: 'coordinator',
  requesterId: 'requester',
  assigneeId: null,
  watcherIds: [],
  teamMemberIds: [],
  adminIds: ['admin-1', 'admin-2'],
};

const SUBMITTED: TicketNews = { kind: 'submitted', isForTeam: false };
const STATUS: TicketNews = { kind: 'status', isForAssignee: false };
const STATUS_FOR_ALL: TicketNews = { kind: 'status', isForAssignee: true };
const BY_STAFF: TicketNews = { kind: 'commented', visibility: 'public', isByStaff: true, mentionedIds: [] };
const BY_EMPLOYEE: TicketNews = { kind: 'commented', visibility: 'public', isByStaff: false, mentionedIds: [] };
const NOTE: TicketNews = { kind: 'commented', visibility: 'internal', isByStaff: true, mentionedIds: [] };

const CASES: [what: string, news: TicketNews, around: Partial<PeopleAround>, told: string[]][] = [
  [
    'a note is told to those who are named in it alone',
    { ...NOTE, mentionedIds: ['colleague', 'coordinator'] },
    { watcherIds: ['watcher', 'colleague'] },
    ['colleague mentioned mentioned'],
  ],
  [
    'a reply is told to those who are named in it as such, and to the requester as a reply',
    { ...BY_STAFF, mentionedIds: ['colleague', 'requester'] },
    { watcherIds: ['watcher', 'colleague'] },
    ['colleague mentioned mentioned', 'requester reply requester', 'watcher reply watcher'],
  ],
  [
    'a submission confirms to its writer and tells the administrators',
    SUBMITTED,
    { actorId: 'requester' },
    ['requester confirmation requester', 'admin-1 notice admin', 'admin-2 notice admin'],
  ],
  [
    'an administrator who submits gets the confirmation and no notice',
    SUBMITTED,
    { actorId: 'admin-1', requesterId: 'admin-1' },
    ['admin-1 confirmation requester', 'admin-2 notice admin'],
  ],
  [
    'a submission on behalf confirms to the person it is for, not to the writer',
    SUBMITTED,
    { actorId: 'admin-1' },
    ['requester confirmation requester', 'admin-2 notice admin'],
  ],
  [
    'a submission that its category sends to a team is told to the team, an administrator in it once',
    { kind: 'submitted', isForTeam: true },
    { actorId: 'requester', teamMemberIds: ['member', 'admin-1', 'requester'] },
    ['requester confirmation requester', 'admin-1 notice admin', 'admin-2 notice admin', 'member team-assigned team'],
  ],
  [
    'a status change is told to the requester and the watchers',
    STATUS,
    { watcherIds: ['watcher'] },
    ['requester status requester', 'watcher status watcher'],
  ],
  [
    'a requester who also watches gets one mail',
    STATUS,
    { watcherIds: ['requester', 'watcher', 'watcher'] },
    ['requester status requester', 'watcher status watcher'],
  ],
  [
    'nobody is told of his own status change',
    STATUS,
    { actorId: 'requester', watcherIds: ['watcher'] },
    ['watcher status watcher'],
  ],
  [
    'an end by the requester is told to the assignee',
    STATUS_FOR_ALL,
    { actorId: 'requester', assigneeId: 'assignee' },
    ['assignee status assignee'],
  ],
  [
    'a change by the system is told to all',
    STATUS_FOR_ALL,
    { actorId: null, assigneeId: 'assignee' },
    ['requester status requester', 'assignee status assignee'],
  ],
  [
    'an assignment is told to the assignee alone',
    { kind: 'assigned', assigneeId: 'assignee' },
    { watcherIds: ['watcher'] },
    ['assignee assigned assignee'],
  ],
  [
    'a ticket for a team is told to its members, but not to who gave it',
    { kind: 'team-assigned' },
    { actorId: 'member-1', teamMemberIds: ['member-1', 'member-2', 'member-3'] },
    ['member-2 team-assigned team', 'member-3 team-assigned team'],
  ],
  ['a claim is told to nobody', { kind: 'assigned', assigneeId: 'coordinator' }, {}, []],
  ['taking an assignee away is told to nobody', { kind: 'assigned', assigneeId: null }, {}, []],
  [
    'a reply by staff goes to the requester and the watchers',
    BY_STAFF,
    { assigneeId: 'assignee', watcherIds: ['watcher'] },
    ['requester reply requester', 'watcher reply watcher'],
  ],
  ['a reply by the Workflow system goes there too', BY_STAFF, { actorId: null }, ['requester reply requester']],
  [
    'a reply by the requester goes to the assignee',
    BY_EMPLOYEE,
    { actorId: 'requester', assigneeId: 'assignee', teamMemberIds: ['member'] },
    ['assignee reply assignee'],
  ],
  [
    'without an assignee it goes to the team',
    BY_EMPLOYEE,
    { actorId: 'requester', teamMemberIds: ['member-1', 'member-2'] },
    ['member-1 reply team', 'member-2 reply team'],
  ],
  [
    'without a team it goes to the administrators',
    BY_EMPLOYEE,
    { actorId: 'requester' },
    ['admin-1 reply admin', 'admin-2 reply admin'],
  ],
  [
    'a reply by staff on their own ticket goes to whoever works on it',
    BY_STAFF,
    { actorId: 'requester', assigneeId: 'assignee' },
    ['assignee reply assignee'],
  ],
  [
    'a reply by a watcher goes to the assignee and the requester',
    BY_EMPLOYEE,
    { actorId: 'watcher', assigneeId: 'assignee', watcherIds: ['watcher'] },
    ['assignee reply assignee', 'requester reply requester'],
  ],
  ['an internal note is told to nobody', NOTE, { assigneeId: 'assignee', watcherIds: ['watcher'] }, []],
  [
    'a failed workflow is told to the administrators',
    { kind: 'workflow-failed' },
    { actorId: null },
    ['admin-1 workflow-failed admin', 'admin-2 workflow-failed admin'],
  ],
];

describe('who gets a mail about a ticket', () => {
  it.each(CASES)('%s', (_what, news, around, told) => {
    const recipients = ticketRecipients(news, { ...AROUND, ...around });
    expect(recipients.map(({ personId, mail, capacity }) => `${personId} ${mail} ${capacity}`)).toEqual(told);
  });
});
