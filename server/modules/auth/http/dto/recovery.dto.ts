import { IsString, MaxLength } from 'class-validator';
import { EmailAddress, Line, PersonName } from '../../../../platform/http/fields.decorator.js';
import { GoodPassword } from './good-password.decorator.js';

/** Whose password is forgotten. */
export class ForgotPasswordDto {
  /** Email address of the account. */
  @EmailAddress()
  email: string;
}

/** A new password by a mailed link. */
export class ResetPasswordDto {
  /** `token` of the link. */
  @Line(1, 200)
  token: string;
  /** 12 to 128 characters, not a common one, without own names. */
  @IsString()
  @MaxLength(1024)
  password: string;
}

/** The printed link. */
export class SetupQueryDto {
  /** `token` of the link. */
  @Line(1, 200)
  token: string;
}

/** Whether the link would work now. */
export class SetupStateDto {
  /** False when it is none of ours, or there is an administrator. */
  valid: boolean;
}

/** The first administrator. */
export class SetupDto {
  /** `token` of the link. */
  @Line(1, 200)
  token: string;
  /** Email address; also the name for sign-in. */
  @EmailAddress()
  email: string;
  /** 12 to 128 characters, not a common one, without own names. */
  @IsString()
  @GoodPassword()
  password: string;
  /** First name. */
  @PersonName()
  firstName: string;
  /** Last name. */
  @PersonName()
  lastName: string;
}

/** The first administrator. */
export class FirstAdminDto {
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
  /** System Admin. */
  role: string;
  /** Approved. */
  status: string;
}

/** The answer to a set-up. */
export class SetupDoneDto {
  /** The first administrator. */
  employee: FirstAdminDto;
}
