import { actorPermissions, type Actor, type PersonActor } from '../../../kernel/actor.js';
import type { PhotoLinks } from '../photos/photo-links.js';
import { abilitiesOf } from '../domain/account-policy.js';
import type { AccountRow } from '../use-cases/get-account.js';
import type { FoundPersonRow } from '../use-cases/find-people.js';
import type { GroupRow } from '../use-cases/save-group.js';
import type { AccountDto, FoundPersonDto, OwnAccountDto, PersonDto, VersionedGroupDto } from './dto/account.dto.js';

interface NamedRow {
  id: string;
  company_id: string;
  first_name: string;
  last_name: string;
  avatar_file_id: string | null;
}

function presentPerson(row: NamedRow, photos: PhotoLinks): PersonDto {
  return {
    id: row.id,
    companyId: row.company_id,
    name: `${row.first_name} ${row.last_name}`,
    firstName: row.first_name,
    lastName: row.last_name,
    avatarUrl: photos.urlOf(row.id, row.avatar_file_id),
  };
}

export function presentAccount(actor: Actor, row: AccountRow, photos: PhotoLinks): AccountDto {
  return {
    id: row.id,
    companyId: row.company_id,
    name: `${row.first_name} ${row.last_name}`,
    firstName: row.first_name,
    lastName: row.last_name,
    avatarUrl: photos.urlOf(row.id, row.avatar_file_id),
    email: row.email,
    role: row.role,
    status: row.status,
    department: row.department,
    phone: row.phone,
    language: row.language,
    timeZone: row.time_zone,
    teams: row.teams.map(({ id, key, name }) => ({ id, key, name })),
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decider === null ? null : presentPerson(row.decider, photos),
    decisionReason: row.decided_reason,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    allowedActions: abilitiesOf(actor, row, row.active_admins),
  };
}

export function presentOwnAccount(actor: PersonActor, row: AccountRow, photos: PhotoLinks): OwnAccountDto {
  return {
    ...presentAccount(actor, row, photos),
    permissions: [...actorPermissions(actor)],
    pendingEmail: row.pending_email,
    mustSetUpSecondFactor: actor.mustSetUpSecondFactor,
  };
}

export function presentFoundPerson(row: FoundPersonRow, photos: PhotoLinks): FoundPersonDto {
  return {
    id: row.id,
    name: `${row.first_name} ${row.last_name}`,
    avatarUrl: photos.urlOf(row.id, row.avatar_file_id),
    department: row.department,
    role: row.role,
  };
}

export function presentGroup(row: GroupRow): VersionedGroupDto {
  return { id: row.id, key: row.key, name: row.name, version: row.version };
}
