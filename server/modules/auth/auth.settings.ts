import { ROLES, type Role } from '../../kernel/role.js';
import { setting, settingsArea } from '../settings/settings.facade.js';

/** What everybody must bring along to get in. */
export const SECURITY = settingsArea({
  key: 'security',
  label: 'Security',
  help: 'What people must bring along to get in.',
  fields: {
    secondFactorRoles: setting.choices<Role>(ROLES, {
      default: [],
      label: 'Roles that need two-factor sign-in',
      help: 'People with these roles who have no authenticator yet can still sign in, but see nothing but the page that sets it up until they have. That includes you: if your own role is chosen and you have none, set it up next. API tokens of such people do nothing until then.',
      affects: 'Everybody with these roles, with the next request. Nobody is signed out.',
    }),
  },
});
