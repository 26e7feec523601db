import { firstPriority, priorityAfter, priorityFrom } from './ticket-priority.js';
import { LEVELS, PRIORITIES, type Level, type Priority } from './ticket-status.js';

const rank = (priority: Priority | null): number => (priority === null ? -1 : PRIORITIES.indexOf(priority));

describe('priority from impact and urgency', () => {
  it.each<[Level, Level, Priority]>([
    ['High', 'High', 'Critical'],
    ['High', 'Medium', 'High'],
    ['High', 'Low', 'Medium'],
    ['Medium', 'High', 'High'],
    ['Medium', 'Medium', 'Medium'],
    ['Medium', 'Low', 'Low'],
    ['Low', 'High', 'Medium'],
    ['Low', 'Medium', 'Low'],
    ['Low', 'Low', 'Low'],
  ])('impact %s and urgency %s make %s', (impact, urgency, priority) => {
    expect(priorityFrom({ impact, urgency })).toBe(priority);
  });

  it('never falls when one of them rises', () => {
    for (const other of LEVELS) {
      for (const [index, level] of LEVELS.slice(1).entries()) {
        const lower = LEVELS[index] ?? 'Low';
        const more = { impact: level, urgency: other };
        expect(rank(priorityFrom(more))).toBeGreaterThanOrEqual(rank(priorityFrom({ ...more, impact: lower })));
        const sooner = { impact: other, urgency: level };
        expect(rank(priorityFrom(sooner))).toBeGreaterThanOrEqual(rank(priorityFrom({ ...sooner, urgency: lower })));
      }
    }
  });

  it.each([
    { impact: null, urgency: 'High' as const },
    { impact: 'High' as const, urgency: null },
    { impact: null, urgency: null },
  ])('says nothing while one is unknown: %j', (weight) => {
    expect(priorityFrom(weight)).toBeNull();
  });
});

describe('the first priority', () => {
  const nothing = { given: undefined, usual: null, followsImpact: true, impact: null, urgency: null };

  it('is what was said, then the matrix, then what is usual for the category, then Medium', () => {
    const all = { ...nothing, given: 'Low', usual: 'High', impact: 'High', urgency: 'High' } as const;
    expect(firstPriority(all)).toBe('Low');
    expect(firstPriority({ ...all, given: undefined })).toBe('Critical');
    expect(firstPriority({ ...all, given: undefined, urgency: null })).toBe('High');
    expect(firstPriority(nothing)).toBe('Medium');
  });

  it('does not ask the matrix where the desk does not want it', () => {
    expect(firstPriority({ ...nothing, followsImpact: false, impact: 'High', urgency: 'High' })).toBe('Medium');
  });
});

describe('the priority after a change', () => {
  const before = { impact: 'Low', urgency: 'High' } as const;

  it('follows what changed, with what stays', () => {
    expect(priorityAfter(before, { impact: 'High' }, true)).toBe('Critical');
    expect(priorityAfter(before, { urgency: 'Low' }, true)).toBe('Low');
  });

  it('stays where nothing changed, where one is taken back, and where the desk does not want it', () => {
    expect(priorityAfter(before, {}, true)).toBeUndefined();
    expect(priorityAfter(before, { impact: 'Low' }, true)).toBeUndefined();
    expect(priorityAfter(before, { impact: null }, true)).toBeUndefined();
    expect(priorityAfter(before, { impact: 'High' }, false)).toBeUndefined();
  });

  it('is what somebody says in the same breath', () => {
    expect(priorityAfter(before, { impact: 'High', priority: 'Low' }, true)).toBe('Low');
  });
});
