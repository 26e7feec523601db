import { ApiProperty } from '@nestjs/swagger';

/** The person an account belongs to. */
export class ThrottledPersonDto {
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
  /** Address of the picture; null when there is none. */
  @ApiProperty({ type: String, nullable: true })
  avatarUrl: string | null;
}

/** Failed sign-ins of one account, or from one network address. */
export class SignInThrottleDto {
  /** Its id. */
  id: string;
  /** `account`: failures of one account; `address`: failures from one network address, whatever the account. */
  @ApiProperty({ enum: ['account', 'address'] })
  kind: 'account' | 'address';
  /** Whose account; null for a network address, and for an email address that no account has. */
  @ApiProperty({ type: ThrottledPersonDto, nullable: true })
  person: ThrottledPersonDto | null;
  /** What it is about, in words. Email addresses without an account are kept as a hash alone, and not shown. */
  label: string;
  /** Failures in the present window. */
  failures: number;
  /** How often the tries were used up in a row: each round waits longer than the one before. */
  rounds: number;
  /** The network addresses the failures came from last, newest first. */
  addresses: string[];
  /** Until then it is too early to try again; null: not blocked. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  blockedUntil: string | null;
  /** When all of it is forgotten, if nothing fails until then. */
  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
}

/** Failed sign-ins of late. */
export class SignInThrottleListDto {
  /** Blocked ones first; at most 200. */
  items: SignInThrottleDto[];
}
