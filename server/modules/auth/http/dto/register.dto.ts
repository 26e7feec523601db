import { ApiProperty } from '@nestjs/swagger';
import { IsLocale, IsOptional, IsString } from 'class-validator';
import { ACCOUNT_STATUSES, ROLES, type AccountStatus, type Role } from '../../../../kernel/role.js';
import { EmailAddress, Line, Omittable, PersonName, PhoneNumber } from '../../../../platform/http/fields.decorator.js';
import { GoodPassword } from './good-password.decorator.js';

/** The registration form. */
export class RegisterDto {
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
  /** Name of a department, or free text. */
  @IsOptional()
  @Line(0, 100)
  department?: string;
  /** Telephone number. */
  @IsOptional()
  @PhoneNumber()
  phone?: string;
  /** Language of the client and of mails, like `en` or `de-AT`. */
  @Omittable()
  @IsLocale({ message: 'Must be a language, like en or de-AT' })
  language?: string;
}

/** The account that waits for approval. */
export class RegisteredEmployeeDto {
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
  /** Email address. */
  email: string;
  /** What the person may do. */
  @ApiProperty({ enum: ROLES })
  role: Role;
  /** Pending until an administrator has approved; only the first administrator is Approved at once. */
  @ApiProperty({ enum: ACCOUNT_STATUSES })
  status: AccountStatus;
  /** Name of the department, or what was typed. */
  @ApiProperty({ type: String, nullable: true })
  department: string | null;
  /** Telephone number. */
  @ApiProperty({ type: String, nullable: true })
  phone: string | null;
  /** When it was made. */
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
}

/** The answer to a registration. */
export class RegistrationDto {
  /** The new account. */
  employee: RegisteredEmployeeDto;
}
