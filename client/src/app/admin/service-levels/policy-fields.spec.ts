import type { SlaPolicyDto } from '../../api/types';
import {
  emptyPolicy,
  escalationOf,
  isGoodTarget,
  oddTargets,
  policyFieldsOf,
  recipientsOf,
  targetsOf,
  tidyTarget,
} from './policy-fields';

const none = { firstResponse: null, nextReply: null, resolution: null };
const policy: SlaPolicyDto = {
  id: 'p',
  name: 'Standard',
  calendarId: 'c',
  categoryId: null,
  warnAtPercent: 75,
  targets: { Low: none, Medium: none, High: none, Critical: { ...none, firstResponse: 900, resolution: 108_000 } },
  escalation: { onWarn: { notify: ['assignee'] }, onBreach: { notify: [], raisePriority: true, teamId: 't' } },
  version: 3,
};

describe('a policy in its form', () => {
  it('comes out as it went in', () => {
    const fields = policyFieldsOf(policy);
    expect(fields['Critical.resolution']).toBe('30 h');
    expect(fields['Low.resolution']).toBe('');
    expect(targetsOf(fields)).toEqual(policy.targets);
    expect(escalationOf(fields)).toEqual(policy.escalation);
  });

  it('takes what people type and writes it so that it is understood', () => {
    expect(tidyTarget('1d2h')).toBe('26 h');
    expect(tidyTarget('soon')).toBe('soon');
    expect(['', '1 d 2 h', '1 min', '90 d'].map(isGoodTarget)).toEqual([true, true, true, true]);
    expect(['4', 'soon', '0 min', '91 d'].map(isGoodTarget)).toEqual([false, false, false, false]);
  });

  it('keeps the order of those who are told', () => {
    expect(recipientsOf('admins,assignee')).toEqual(['assignee', 'admins']);
    expect(recipientsOf('')).toEqual([]);
  });

  it('finds a higher priority that gets more time', () => {
    const fields = { ...emptyPolicy('c'), 'Critical.resolution': '8 h', 'High.resolution': '4 h' } as const;
    expect(oddTargets(fields)).toEqual([{ clock: 'resolution', higher: 'Critical', lower: 'High' }]);
    expect(oddTargets(emptyPolicy('c'))).toEqual([]);
  });
});
