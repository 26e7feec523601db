import { actorPermissions, type Actor, type PersonActor } from '../../../kernel/actor.js';
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
}

function presentPerson(row: NamedRow): PersonDto {
  return {
    id: row.id,
    companyId: row.company_id,
    name: `${row.first_name} ${row.last_name}`,
    firstName: row.first_name,
    lastName: row.last_name,
    avatarUrl: null,
  };
}

export function presentAccount(actor: Actor, row: AccountRow): AccountDto {
  return {
    id: row.id,
    companyId: row.company_id,
    name: `${row.first_name} ${row.last_name}`,
    firstName: row.first_name,
    lastName: row.last_name,
    avatarUrl: null,
    email: row.email,
    role: row.role,
    status: row.status,
    department: row.department,
    phone: row.phone,
    language: row.language,
    timeZone: row.time_zone,
    teams: row.teams.map(({ id, key, name }) => ({ id, key, name })),
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decider === null ? null : presentPerson(row.decider),
    decisionReason: row.decided_reason,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    allowedActions: abilitiesOf(actor, row, row.active_admins),
  };
}

export function presentOwnAccount(actor: PersonActor, row: AccountRow): OwnAccountDto {
  return { ...presentAccount(actor, row), permissions: [...actorPermissions(actor)] };
}

export function presentFoundPerson(row: FoundPersonRow): FoundPersonDto {
  return {
    id: row.id,
    name: `${row.first_name} ${row.last_name}`,
    avatarUrl: null,
    department: row.department,
    role: row.role,
  };
}

export function presentGroup(row: GroupRow): VersionedGroupDto {
  return { id: row.id, key: row.key, name: row.name, version: row.version };
}
