import { actorPermissions, type Actor, type PersonActor } from '../../../kernel/actor.js';
import type { PhotoLinks } from '../photos/photo-links.js';
import { abilitiesOf } from '../domain/account-policy.js';
import type { AccountView } from '../use-cases/account-views.js';
import type { FoundPersonRow } from '../use-cases/find-people.js';
import type { DecisionResult } from '../use-cases/decide-accounts.js';
import type { PersonCard } from '../use-cases/get-person.js';
import type { CountedGroupRow } from '../use-cases/list-groups.js';
import type { TeamMemberRow } from '../use-cases/list-team-members.js';
import type { HistoryItem } from '../use-cases/read-account-history.js';
import type { GroupRow } from '../use-cases/save-group.js';
import type {
  AccountDto,
  CountedDepartmentDto,
  FoundPersonDto,
  OwnAccountDto,
  PersonCardDto,
  PersonDto,
  TeamDto,
  TeamMemberDto,
  VersionedGroupDto,
} from './dto/account.dto.js';
import type { AccountHistoryItemDto } from './dto/account-history.dto.js';
import type { DecisionResultDto } from './dto/decisions.dto.js';

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

export function presentAccount(actor: Actor, row: AccountView, photos: PhotoLinks): AccountDto {
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
    checks: row.checks === null ? null : { domain: row.checks.domain, sameName: row.checks.sameName },
    isInvited: isInvited(row),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    allowedActions: abilitiesOf(actor, {
      id: row.id,
      role: row.role,
      status: row.status,
      hasPassword: row.has_password,
      otherAdmins: row.other_admins,
    }),
  };
}

/** Asked to choose a password, and has not come yet: neither by the link, nor through an identity provider. */
function isInvited(row: { has_password: boolean; invited_at: Date | null; email_proven_at: Date | null }): boolean {
  return !row.has_password && row.invited_at !== null && row.email_proven_at === null;
}

export function presentOwnAccount(actor: PersonActor, row: AccountView, photos: PhotoLinks): OwnAccountDto {
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

export function presentTeam(row: CountedGroupRow): TeamDto {
  return { id: row.id, key: row.key, name: row.name, version: row.version, memberCount: row.people };
}

export function presentCountedDepartment(row: CountedGroupRow): CountedDepartmentDto {
  return { id: row.id, key: row.key, name: row.name, version: row.version, personCount: row.people };
}

export function presentTeamMember(row: TeamMemberRow, photos: PhotoLinks): TeamMemberDto {
  return { ...presentPerson(row, photos), role: row.role, status: row.status };
}

export function presentCard({ row, utcOffsetMinutes, managed }: PersonCard, photos: PhotoLinks): PersonCardDto {
  return {
    ...presentPerson(row, photos),
    email: row.email,
    phone: row.phone,
    department: row.department,
    role: row.role,
    teams: row.teams.map(({ id, key, name }) => ({ id, key, name })),
    timeZone: row.time_zone,
    utcOffsetMinutes,
    status: managed === null ? null : row.status,
    isInvited: managed === null ? null : isInvited(row),
    createdAt: managed === null ? null : row.created_at.toISOString(),
    allowedActions: [...(managed?.allowedActions ?? [])],
  };
}

export function presentHistoryItem(item: HistoryItem, photos: PhotoLinks): AccountHistoryItemDto {
  return {
    id: item.id,
    event: item.name,
    at: item.occurred_at.toISOString(),
    actor: item.actor === null ? null : presentPerson(item.actor, photos),
    actorKind: item.actor_kind,
    ip: item.ip,
    changes: item.changes.map(({ field, before, after }) => ({ field, before, after })),
    reason: item.reason,
  };
}

export function presentDecisionResult({ id, outcome, code, error }: DecisionResult): DecisionResultDto {
  return { id, outcome, ...(code === undefined ? {} : { code }), ...(error === undefined ? {} : { error }) };
}
