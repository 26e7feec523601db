import { ROLES } from '../../../kernel/role.js';
import { choiceProblems, kindsFor, NOTIFICATION_KEYS } from './notification-kinds.js';
import { CHOICE_OF } from './ticket-recipients.js';

const keysFor = (role: (typeof ROLES)[number]): string[] => kindsFor(role).map(({ key }) => key);

describe('kinds of mail', () => {
  it('are more for those who may more, and all of them for administrators', () => {
    expect(keysFor('Ticket Coordinator')).toEqual(expect.arrayContaining(keysFor('Employee')));
    expect(keysFor('System Admin')).toEqual(NOTIFICATION_KEYS);
  });

  it('leave security to nobody', () => {
    ROLES.forEach((role) => {
      expect(
        kindsFor(role)
          .filter(({ isFixed }) => isFixed)
          .map(({ key }) => key),
      ).toEqual(['security']);
    });
  });

  it('cover every mail about tickets, none of them fixed', () => {
    const fixed = kindsFor('System Admin').filter(({ isFixed }) => isFixed);
    expect(Object.values(CHOICE_OF).filter((key) => fixed.some((kind) => kind.key === key))).toEqual([]);
  });
});

describe('choices', () => {
  it.each([
    ['a kind of the role', [{ key: 'ticket-reply', mail: false }], []],
    ['the fixed kind, left on', [{ key: 'security', mail: true }], []],
    ['the fixed kind, off', [{ key: 'security', mail: false }], ['security: cannot be switched off']],
    [
      'a kind of others',
      [{ key: 'ticket-submitted', mail: true }],
      ['ticket-submitted: is not among your kinds of mail'],
    ],
    [
      'a kind twice',
      [
        { key: 'ticket-reply', mail: true },
        { key: 'ticket-reply', mail: false },
      ],
      ['ticket-reply: is named twice'],
    ],
  ] as const)('%s', (_name, choices, problems) => {
    expect(choiceProblems('Employee', choices)).toEqual(problems);
  });
});
