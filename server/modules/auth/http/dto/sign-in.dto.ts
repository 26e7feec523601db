import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';
import { PERMISSIONS, type Permission } from '../../../../kernel/permission.js';
import { ACCOUNT_STATUSES, ROLES, type AccountStatus, type Role } from '../../../../kernel/role.js';
import { Line, Omittable } from '../../../../platform/http/fields.decorator.js';

/** What lets a person in. */
export class SignInDto {
  /** Email address of the account. */
  @Line(1, 254)
  email: string;
  /** Its password. */
  @IsString()
  @MinLength(1, { message: 'Must not be empty' })
  @MaxLength(1024)
  password: string;
  /** Code of the authenticator, or a recovery code; asked for with code `OTP_REQUIRED`. */
  @Omittable()
  @Line(6, 20)
  otp?: string;
  /** `cookie`: the refresh token comes as an HttpOnly cookie only. */
  @ApiPropertyOptional({ enum: ['cookie'] })
  @Omittable()
  @IsIn(['cookie'], { message: 'Must be cookie' })
  session?: 'cookie';
}

/** A refresh token; left out when it comes by cookie. */
export class RefreshDto {
  /** The newest refresh token of the session. */
  @Omittable()
  @Line(1, 2000)
  refresh?: string;
}

/** Who has come in. */
export class SignedInUserDto {
  /** Id of the account. */
  id: string;
  /** Number of the company, like `EMP-000123`. */
  companyId: string;
  /** Email address. */
  email: string;
  /** First name. */
  firstName: string;
  /** Last name. */
  lastName: string;
  /** What the person may do. */
  @ApiProperty({ enum: ROLES })
  role: Role;
  /** Always Approved here. */
  @ApiProperty({ enum: ACCOUNT_STATUSES })
  status: AccountStatus;
  /** Language of the client and of mails, like `en`. */
  language: string;
  /** Menus and routes follow these words. */
  @ApiProperty({ enum: PERMISSIONS, isArray: true })
  permissions: Permission[];
  /** The role needs a second factor and there is none: until it is set up, nothing but the own account is open. */
  mustSetUpSecondFactor: boolean;
  /** Address of the picture; null when there is none. */
  @ApiProperty({ type: String, nullable: true })
  avatarUrl: string | null;
}

/** A pair of tokens and their owner. */
export class SessionTokensDto {
  /** Bearer token for every request. */
  access: string;
  /** For the next pair; good once. Left out when it is in the cookie. */
  refresh?: string;
  /** Seconds until the access token expires. */
  expiresIn: number;
  /** Who has come in. */
  user: SignedInUserDto;
}
