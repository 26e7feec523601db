import { ticketRecipients, type PeopleAround, type TicketNews } from './ticket-recipients.js';

const VISIBILITIES = ['public', 'internal'] as const;
const EITHER = [true, false];

/** The compiler asks for an entry for each kind of news: a new one cannot be forgotten here. */
const NEWS: { readonly [K in TicketNews['kind']]: readonly Extract<TicketNews, { kind: K }>[] } = {
  submitted: EITHER.map((isForTeam) => ({ kind: 'submitted', isForTeam })),
  status: EITHER.map((isForAssignee) => ({ kind: 'status', isForAssignee })),
  assigned: [{ kind: 'assigned', assigneeId: 'actor' }],
  'team-assigned': [{ kind: 'team-assigned' }],
  commented: VISIBILITIES.flatMap((visibility) =>
    EITHER.map((isByStaff) => ({ kind: 'commented', visibility, isByStaff, mentionedIds: ['actor', 'other'] })),
  ),
  promise: EITHER.map((isBroken) => ({ kind: 'promise', isBroken, notify: ['assignee', 'team', 'admins'] })),
  'workflow-failed': [{ kind: 'workflow-failed' }],
};

/** In every capacity at once, and in each alone. */
const PLACES: readonly Partial<PeopleAround>[] = [
  {
    requesterId: 'actor',
    assigneeId: 'actor',
    watcherIds: ['actor', 'other'],
    teamMemberIds: ['actor', 'other'],
    adminIds: ['actor', 'other'],
  },
  { requesterId: 'actor' },
  { assigneeId: 'actor' },
  { watcherIds: ['actor'] },
  { teamMemberIds: ['actor'] },
  { adminIds: ['actor'] },
];

describe('nobody is mailed about his own act', () => {
  const cases = Object.values(NEWS)
    .flat()
    .flatMap((news: TicketNews) =>
      PLACES.map((place) => [JSON.stringify(news), JSON.stringify(place), news, place] as const),
    );

  it.each(cases)('%s by %s', (_news, _place, news, place) => {
    const around: PeopleAround = {
      actorId: 'actor',
      requesterId: 'requester',
      assigneeId: null,
      watcherIds: [],
      teamMemberIds: [],
      adminIds: ['admin'],
      ...place,
    };
    const own = ticketRecipients(news, around).filter(({ personId }) => personId === 'actor');
    // The receipt of a request is the one mail about one's own act.
    expect(own.filter(({ mail }) => mail !== 'confirmation')).toEqual([]);
    expect(own.length > 0).toBe(news.kind === 'submitted' && around.requesterId === 'actor');
  });
});
