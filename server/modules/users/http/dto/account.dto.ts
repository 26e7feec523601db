import { ApiProperty } from '@nestjs/swagger';
import { PERMISSIONS, type Permission } from '../../../../kernel/permission.js';
import { ACCOUNT_STATUSES, ROLES, type AccountStatus, type Role } from '../../../../kernel/role.js';
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

/** All of a kind. */
export class GroupListDto {
  /** By name. */
  items: VersionedGroupDto[];
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
