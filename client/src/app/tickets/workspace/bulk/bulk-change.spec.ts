import type { LifecycleTransitionDto, PersonDto, TicketListItemDto } from '../../../api/types';
import { foreseen, inverseOf, reopeningNeeds, targetsOf } from './bulk-change';

const person = (id: string): PersonDto => ({ id, name: id }) as PersonDto;
const ME = person('me');
const item = (id: string, over: Partial<TicketListItemDto> = {}): TicketListItemDto =>
  ({
    id,
    version: 3,
    status: 'Open',
    statusLabel: 'Open',
    priority: 'Medium',
    assignee: null,
    team: null,
    tags: [],
    holdReason: null,
    ...over,
  }) as TicketListItemDto;

describe('a row before the server has answered', () => {
  it.each([
    [
      'claimed, a new one is opened',
      item('a', { status: 'New' }),
      { action: 'claim' },
      { status: 'Open', assignee: ME },
    ],
    ['claimed', item('a', { status: 'On Hold' }), { action: 'claim' }, { status: 'On Hold', assignee: ME }],
    ['given to nobody', item('a', { assignee: ME }), { action: 'assign', assigneeId: null }, { assignee: null }],
    ['more urgent', item('a'), { action: 'set_priority', priority: 'High' }, { priority: 'High' }],
    ['tagged once', item('a', { tags: ['x'] }), { action: 'add_tags', tags: ['x', 'y'] }, { tags: ['x', 'y'] }],
    ['without a tag', item('a', { tags: ['x', 'y'] }), { action: 'remove_tags', tags: ['x'] }, { tags: ['y'] }],
    [
      'on hold with its reason',
      item('a'),
      { action: 'change_status', status: 'On Hold', holdReason: 'approval' },
      { status: 'On Hold', holdReason: 'approval' },
    ],
    ['closed', item('a', { status: 'Resolved' }), { action: 'close' }, { status: 'Closed' }],
    ['open again', item('a', { status: 'Closed' }), { action: 'reopen', reason: 'x' }, { status: 'Open' }],
  ] as const)('%s', (_, before, change, after) => {
    const mutable = { ...change, ...('tags' in change ? { tags: [...change.tags] } : {}) };
    expect(foreseen(before, mutable as Parameters<typeof foreseen>[1], { me: ME, assignee: null })).toMatchObject(
      after,
    );
  });
});

describe('taking a change back', () => {
  it('gives each ticket the value it had, in one call for each value', () => {
    const before = [item('a'), item('b', { priority: 'Low' }), item('c')];
    expect(inverseOf({ action: 'set_priority', priority: 'High' }, before)).toEqual([
      { ids: ['a', 'c'], versions: [3, 3], action: 'set_priority', priority: 'Medium' },
      { ids: ['b'], versions: [3], action: 'set_priority', priority: 'Low' },
    ]);
  });

  it('gives claimed ones back, but for those that it opened', () => {
    const before = [item('a'), item('b', { status: 'New' }), item('c', { assignee: person('eve') })];
    expect(inverseOf({ action: 'claim' }, before)).toEqual([
      { ids: ['a'], versions: [3], action: 'assign', assigneeId: null },
      { ids: ['c'], versions: [3], action: 'assign', assigneeId: 'eve' },
    ]);
  });

  it('takes off the tags that were put on, and no others', () => {
    const before = [item('a', { tags: ['x'] }), item('b'), item('c', { tags: ['x', 'y'] })];
    expect(inverseOf({ action: 'add_tags', tags: ['x', 'y'] }, before)).toEqual([
      { ids: ['a'], versions: [3], action: 'remove_tags', tags: ['y'] },
      { ids: ['b'], versions: [3], action: 'remove_tags', tags: ['x', 'y'] },
    ]);
    expect(inverseOf({ action: 'remove_tags', tags: ['x'] }, before)).toEqual([
      { ids: ['a', 'c'], versions: [3, 3], action: 'add_tags', tags: ['x'] },
    ]);
  });

  it('is not possible for what has been told', () => {
    const before = [item('a')];
    expect(inverseOf({ action: 'change_status', status: 'Resolved', resolution: 'x' }, before)).toEqual([]);
    expect(inverseOf({ action: 'close' }, before)).toEqual([]);
    expect(inverseOf({ action: 'reopen', reason: 'x' }, before)).toEqual([]);
  });
});

describe('where many can be moved at once', () => {
  const way = (from: string, to: string, over: Partial<LifecycleTransitionDto> = {}): LifecycleTransitionDto =>
    ({
      from,
      to,
      who: ['coordinator', 'admin'],
      needs: [],
      isReopening: false,
      isRemovable: true,
      ...over,
    }) as LifecycleTransitionDto;
  const lifecycle = {
    statuses: ['New', 'Open', 'On Hold', 'Resolved', 'Closed'].map((key) => ({ key })),
    transitions: [
      way('New', 'Open'),
      way('Open', 'Resolved', { needs: ['resolution', 'assignee'] }),
      way('New', 'Resolved', { needs: ['resolution', 'reason'], who: ['admin'] }),
      way('Open', 'On Hold', { who: ['system'] }),
      way('Resolved', 'Closed'),
      way('Resolved', 'Open', { isReopening: true, needs: ['reason'] }),
      way('Closed', 'Open', { isReopening: true, needs: ['reason', 'resolution'] }),
    ],
  } as unknown as Parameters<typeof targetsOf>[0];

  it("is what staff may do from where one of them stands, in the desk's order, with all that is asked for", () => {
    expect(targetsOf(lifecycle, ['Open', 'New'])).toEqual([
      { to: 'Open', needs: [] },
      { to: 'Resolved', needs: ['resolution', 'reason'] },
    ]);
    expect(targetsOf(lifecycle, ['Open'])).toEqual([{ to: 'Resolved', needs: ['resolution'] }]);
  });

  it('is nowhere for closed ones, which are opened again instead', () => {
    expect(targetsOf(lifecycle, ['Resolved', 'Closed'])).toEqual([]);
    expect(reopeningNeeds(lifecycle, ['Resolved'])).toEqual(['reason']);
    expect(reopeningNeeds(lifecycle, ['Resolved', 'Closed'])).toEqual(['reason', 'resolution']);
  });
});
