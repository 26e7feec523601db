import { ROLES } from '../../../kernel/role.js';
import { mustSetUpSecondFactor } from './second-factor-duty.js';

describe('who may do nothing but set up a second factor', () => {
  it.each(ROLES)('no %s, while no role needs one', (role) => {
    expect(mustSetUpSecondFactor({ role, hasSecondFactor: false }, [])).toBe(false);
    expect(mustSetUpSecondFactor({ role, hasSecondFactor: true }, [])).toBe(false);
  });

  it.each(ROLES)('every %s without one, while the role needs one', (role) => {
    expect(mustSetUpSecondFactor({ role, hasSecondFactor: false }, [role])).toBe(true);
    expect(mustSetUpSecondFactor({ role, hasSecondFactor: true }, [role])).toBe(false);
    const others = ROLES.filter((other) => other !== role);
    expect(mustSetUpSecondFactor({ role, hasSecondFactor: false }, others)).toBe(false);
    expect(mustSetUpSecondFactor({ role, hasSecondFactor: false }, ROLES)).toBe(true);
  });
});
