import { endsOf, isOpenChild, LINK_TYPES, MADE_LINK_TYPES, otherWay, typeFrom } from './ticket-link.js';
import { OPEN_STATUSES } from './ticket-list.js';

describe('links of tickets', () => {
  it.each(MADE_LINK_TYPES)('%s is told as it was made, and the other way from the other ticket', (type) => {
    const ends = endsOf(type, 'here', 'there');
    expect(typeFrom(ends, 'here')).toBe(type);
    expect(typeFrom(ends, 'there')).toBe(otherWay(type));
    expect(endsOf(otherWay(type) as typeof type, 'there', 'here').kind).toBe(ends.kind);
  });

  it.each(LINK_TYPES)('%s turned around twice is itself', (type) => {
    expect(otherWay(otherWay(type))).toBe(type);
  });

  it('the child of this one has this one as its parent', () => {
    expect(endsOf('child', 'here', 'there')).toEqual({ kind: 'parent', fromId: 'here', toId: 'there' });
    expect(endsOf('parent', 'here', 'there')).toEqual({ kind: 'parent', fromId: 'there', toId: 'here' });
  });

  it('only children that still need work are open ones', () => {
    expect(isOpenChild('child', 'On Hold', OPEN_STATUSES)).toBe(true);
    expect(isOpenChild('child', 'Resolved', OPEN_STATUSES)).toBe(false);
    expect(isOpenChild('parent', 'Open', OPEN_STATUSES)).toBe(false);
  });
});
