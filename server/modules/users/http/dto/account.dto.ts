import { ApiProperty } from '@nestjs/swagger';
import { PERMISSIONS, type Permission } from '../../../../kernel/permission.js';
import { ACCOUNT_STATUSES, ROLES, type AccountStatus, type Role } from '../../../../kernel/role.js';
import { DOMAIN_CHECKS, type DomainCheck } from '../../domain/account-checks.js';
import { ACCOUNT_ACTIONS, type AccountAction } from '../../domain/account-policy.js';

/** A person as everybody meets him. */
export class PersonDto {
  /** Id of the account. */
  id: string;
  /** Number of the company, like `EMP-000123`. */
  companyId: string;
  /** First and last name. */
  name: string;
  /** First name. */
  firstName: string;
  /** Last name. */
  lastName: string;
  /** Address of the picture, signed for a short while; null when there is none. */
  @ApiProperty({ type: String, nullable: true })
  avatarUrl: string | null;
}

/** A team or a department. */
export class GroupDto {
  /** Its id. */
  id: string;
  /** Its key, for machines. */
  key: string;
  /** Its name, for people. */
  name: string;
}

/** A team or a department with its version. */
export class VersionedGroupDto extends GroupDto {
  /** Grows with every change. */
  version: number;
}

/** A team with its size. */
export class TeamDto extends VersionedGroupDto {
  /** How many members the caller can see: administrators also count those who are suspended. */
  memberCount: number;
}

/** A department with its size. */
export class CountedDepartmentDto extends VersionedGroupDto {
  /** How many people are in it, whatever their status. */
  personCount: number;
}

/** All teams. */
export class TeamListDto {
  /** By name. */
  items: TeamDto[];
}

/** All departments, with their sizes. */
export class CountedDepartmentListDto {
  /** By name. */
  items: CountedDepartmentDto[];
}

/** All of a kind. */
export class GroupListDto {
  /** By name. */
  items: VersionedGroupDto[];
}

/** What the desk noticed about a registration that waits. */
export class AccountChecksDto {
  /** Of the address: trusted by the setting, known from somebody who was let in before, or neither. */
  @ApiProperty({ enum: DOMAIN_CHECKS })
  domain: DomainCheck;
  /** How many other accounts have the same name, accents and case aside. */
  sameName: number;
}

/** An account as administrators see it. */
export class AccountDto extends PersonDto {
  /** Address for sign-in and mail. */
  email: string;
  /** What the person may do. */
  @ApiProperty({ enum: ROLES })
  role: Role;
  /** Whether the person may sign in: only when Approved. */
  @ApiProperty({ enum: ACCOUNT_STATUSES })
  status: AccountStatus;
  /** Name of the department, or what the person typed. */
  @ApiProperty({ type: String, nullable: true })
  department: string | null;
  /** Telephone number. */
  @ApiProperty({ type: String, nullable: true })
  phone: string | null;
  /** Language of the client and of mails, like `en`. */
  language: string;
  /** IANA name, like `Europe/Berlin`. */
  timeZone: string;
  /** Teams the person works in. */
  teams: GroupDto[];
  /** When the account was last approved, rejected, suspended or reinstated. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;
  /** By whom; null when by nobody or by the desk itself. */
  @ApiProperty({ type: PersonDto, nullable: true })
  decidedBy: PersonDto | null;
  /** What the person was told. */
  @ApiProperty({ type: String, nullable: true })
  decisionReason: string | null;
  /** What there is to notice before deciding; null of everybody who does not wait. */
  @ApiProperty({ type: AccountChecksDto, nullable: true })
  checks: AccountChecksDto | null;
  /** Invited, and has not chosen a password yet. */
  isInvited: boolean;
  /** When the account was made. */
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  /** When it was last changed. */
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Grows with every change; send it back with a change. */
  version: number;
  /** What the caller may do with it now. */
  @ApiProperty({ enum: ACCOUNT_ACTIONS, isArray: true })
  allowedActions: AccountAction[];
}

/** The caller's own account. */
export class OwnAccountDto extends AccountDto {
  /** What the caller may do; menus and routes follow these words. */
  @ApiProperty({ enum: PERMISSIONS, isArray: true })
  permissions: Permission[];
  /** The address that waits for its confirmation by the mailed link; null: none. */
  @ApiProperty({ type: String, nullable: true })
  pendingEmail: string | null;
  /** The role needs a second factor and there is none: until it is set up, nothing but the own account is open. */
  mustSetUpSecondFactor: boolean;
}

/** One page of accounts. */
export class AccountPageDto {
  /** The accounts of this page. */
  items: AccountDto[];
  /** Send it as `cursor` for the next page; null on the last one. */
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
  /** Only with `include=total`; 1,000 means at least as many. */
  total?: number;
}

/** A person in a picker. */
export class FoundPersonDto {
  /** Id of the account. */
  id: string;
  /** First and last name. */
  name: string;
  /** Address of the picture; null when there is none. */
  @ApiProperty({ type: String, nullable: true })
  avatarUrl: string | null;
  /** Department; null when unknown. */
  @ApiProperty({ type: String, nullable: true })
  department: string | null;
  /** What the person may do. */
  @ApiProperty({ enum: ROLES })
  role: Role;
}

/** People who match. */
export class FoundPeopleDto {
  /** At most 20, by name. */
  items: FoundPersonDto[];
}

/** Somebody as staff see him; what administrators see besides is null for everybody else. */
export class PersonCardDto extends PersonDto {
  /** Mail address. */
  email: string;
  /** Telephone number. */
  @ApiProperty({ type: String, nullable: true })
  phone: string | null;
  /** Department; null when unknown. */
  @ApiProperty({ type: String, nullable: true })
  department: string | null;
  /** What the person may do. */
  @ApiProperty({ enum: ROLES })
  role: Role;
  /** Teams the person works in. */
  teams: GroupDto[];
  /** IANA name, like `Europe/Berlin`. */
  timeZone: string;
  /** How far the person's clock is ahead of UTC now. */
  utcOffsetMinutes: number;
  /** For administrators: whether the person may sign in. */
  @ApiProperty({ enum: ACCOUNT_STATUSES, nullable: true })
  status: AccountStatus | null;
  /** For administrators: invited, and has not chosen a password yet. */
  @ApiProperty({ type: Boolean, nullable: true })
  isInvited: boolean | null;
  /** For administrators: when the account was made. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  createdAt: string | null;
  /** What the caller may do with the account now; empty for everybody but administrators. */
  @ApiProperty({ enum: ACCOUNT_ACTIONS, isArray: true })
  allowedActions: AccountAction[];
}

/** A member of a team. */
export class TeamMemberDto extends PersonDto {
  /** What the person may do. */
  @ApiProperty({ enum: ROLES })
  role: Role;
  /** Whether the person may sign in; only administrators see those who may not. */
  @ApiProperty({ enum: ACCOUNT_STATUSES })
  status: AccountStatus;
}

/** One page of members. */
export class TeamMemberPageDto {
  /** By name. */
  items: TeamMemberDto[];
  /** Send it as `cursor` for the next page; null on the last one. */
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
