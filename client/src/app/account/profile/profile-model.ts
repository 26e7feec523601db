import type { OwnAccountDto, UpdateOwnAccountDto } from '../../api/types';

export const PROFILE_FIELDS = [
  'firstName',
  'lastName',
  'department',
  'phone',
  'language',
  'timeZone',
] as const satisfies readonly (keyof OwnAccountDto)[];
export type ProfileField = (typeof PROFILE_FIELDS)[number];
export type ProfileModel = Record<ProfileField, string>;

export const NO_PROFILE: ProfileModel = {
  firstName: '',
  lastName: '',
  department: '',
  phone: '',
  language: '',
  timeZone: '',
};

export function modelOf(account: OwnAccountDto): ProfileModel {
  return {
    firstName: account.firstName,
    lastName: account.lastName,
    department: account.department ?? '',
    phone: account.phone ?? '',
    language: account.language,
    timeZone: account.timeZone,
  };
}

function changedFields(before: ProfileModel, after: ProfileModel): readonly ProfileField[] {
  return PROFILE_FIELDS.filter((field) => before[field] !== after[field].trim());
}

/** What to send. An emptied field of its own has no text: null takes it away. */
export function changesOf(before: ProfileModel, after: ProfileModel): UpdateOwnAccountDto {
  return Object.fromEntries(changedFields(before, after).map((field) => [field, after[field].trim() || null]));
}

/** What was typed stays; everything else follows the account. */
export function rebased(base: ProfileModel, typed: ProfileModel, now: ProfileModel): ProfileModel {
  const kept = changedFields(base, typed);
  return { ...now, ...Object.fromEntries(kept.map((field) => [field, typed[field]])) };
}

/** Fields that both sides changed since `base`, to different values. */
export function contestedFields(base: ProfileModel, typed: ProfileModel, now: ProfileModel): readonly ProfileField[] {
  return changedFields(base, typed).filter((field) => now[field] !== base[field] && now[field] !== typed[field].trim());
}
