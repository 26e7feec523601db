import type { AccountStatus, Role } from '../../../kernel/role.js';
import type { FieldValues } from '../../../kernel/field-merge.js';

/** A person's account as rules see it. */
export interface Account {
  readonly id: string;
  readonly companyId: string;
  readonly email: string;
  /** When its owner last showed that mail to this address reaches him; null: it was only typed. */
  readonly emailProvenAt: Date | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: Role;
  readonly status: AccountStatus;
  readonly departmentId: string | null;
  /** What the person typed, when no department has that name. */
  readonly departmentText: string | null;
  readonly phone: string | null;
  readonly language: string;
  readonly timeZone: string;
  readonly teamIds: readonly string[];
  readonly version: number;
  readonly fieldVersions: Readonly<Record<string, number>>;
  readonly epoch: number;
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
  readonly decidedReason: string | null;
  /** False until its owner has chosen one. */
  readonly hasPassword: boolean;
}

/** What a change may carry; a missing field stays as it is. */
export interface AccountPatch {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly role?: Role;
  /** Name of a department, or free text; null: none. */
  readonly department?: string | null;
  readonly phone?: string | null;
  readonly language?: string;
  readonly timeZone?: string;
  readonly teamIds?: readonly string[];
}

export const ACCOUNT_FIELDS = [
  'firstName',
  'lastName',
  'email',
  'role',
  'department',
  'phone',
  'language',
  'timeZone',
  'teamIds',
] as const satisfies readonly (keyof AccountPatch)[];
export type AccountField = (typeof ACCOUNT_FIELDS)[number];

/** Both sides of a change as comparable text; only the fields of the patch. */
export function patchValues(patch: AccountPatch): FieldValues {
  return Object.fromEntries(
    ACCOUNT_FIELDS.filter((field) => patch[field] !== undefined).map((field) => [field, asText(patch[field])]),
  );
}

export function presentValues(account: Account, department: string | null): FieldValues {
  return {
    firstName: account.firstName,
    lastName: account.lastName,
    email: account.email,
    role: account.role,
    department,
    phone: account.phone,
    language: account.language,
    timeZone: account.timeZone,
    teamIds: asText(account.teamIds),
  };
}

function asText(value: string | readonly string[] | null | undefined): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  return typeof value === 'string' ? value : [...value].sort().join(' ');
}
