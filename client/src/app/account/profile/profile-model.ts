import type { OwnAccountDto, UpdateOwnAccountDto } from '../../api/types';
import { changedFields } from '../../ui/forms/rebase';

export type ProfileField = 'firstName' | 'lastName' | 'department' | 'phone' | 'language' | 'timeZone';
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

/** As it is sent: nobody means the spaces around a value. */
export function trimmed(model: ProfileModel): ProfileModel {
  return {
    firstName: model.firstName.trim(),
    lastName: model.lastName.trim(),
    department: model.department.trim(),
    phone: model.phone.trim(),
    language: model.language.trim(),
    timeZone: model.timeZone.trim(),
  };
}

/** What to send. An emptied field of its own has no text: null takes it away. */
export function changesOf(before: ProfileModel, after: ProfileModel): UpdateOwnAccountDto {
  const mine = trimmed(after);
  return Object.fromEntries(changedFields(before, mine).map((field) => [field, mine[field] || null]));
}
