import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsLocale, IsOptional, IsTimeZone, IsUUID, ArrayMaxSize, IsArray, Min } from 'class-validator';
import { ROLES, type Role } from '../../../../kernel/role.js';
import { EmailAddress, Line, Omittable, PersonName, PhoneNumber } from '../../../../platform/http/fields.decorator.js';

/** What everybody may change about himself. */
export class UpdateOwnAccountDto {
  /** First name. */
  @Omittable()
  @PersonName()
  firstName?: string;
  /** Last name. */
  @Omittable()
  @PersonName()
  lastName?: string;
  /** Name of a department, or free text; null: none. */
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @Line(0, 100)
  department?: string | null;
  /** Telephone number; null: none. */
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PhoneNumber()
  phone?: string | null;
  /** Language of the client and of mails, like `en` or `de-AT`. */
  @Omittable()
  @IsLocale({ message: 'Must be a language, like en or de-AT' })
  language?: string;
  /** IANA name, like `Europe/Berlin`. */
  @Omittable()
  @IsTimeZone({ message: 'Must be a time zone, like Europe/Berlin' })
  timeZone?: string;
  /** The version this change is based on: changes of other fields since then are merged. */
  @Omittable()
  @IsInt()
  @Min(1)
  version?: number;
}

/** What an administrator may change. */
export class UpdateAccountDto extends UpdateOwnAccountDto {
  /** Address for sign-in and mail. */
  @Omittable()
  @EmailAddress()
  email?: string;
  /** A new role ends all sessions and API tokens of the person. */
  @ApiPropertyOptional({ enum: ROLES })
  @Omittable()
  @IsIn(ROLES, { message: `Must be one of: ${ROLES.join(', ')}` })
  role?: Role;
  /** Teams the person works in: the whole list. */
  @Omittable()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID('all', { each: true })
  teamIds?: string[];
}

/** A new account made by an administrator. */
export class CreateAccountDto {
  /** Address for sign-in and mail. */
  @EmailAddress()
  email: string;
  /** First name. */
  @PersonName()
  firstName: string;
  /** Last name. */
  @PersonName()
  lastName: string;
  /** What the person may do; Employee by default. */
  @ApiPropertyOptional({ enum: ROLES })
  @Omittable()
  @IsIn(ROLES, { message: `Must be one of: ${ROLES.join(', ')}` })
  role?: Role;
  /** Name of a department, or free text. */
  @Omittable()
  @Line(0, 100)
  department?: string;
  /** Telephone number. */
  @Omittable()
  @PhoneNumber()
  phone?: string;
  /** Teams the person works in; staff alone. */
  @Omittable()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID('all', { each: true })
  teamIds?: string[];
}

/** Why; the person is told by mail. */
export class DecisionReasonDto {
  /** 1 to 1,000 characters. */
  @ApiProperty({ minLength: 1, maxLength: 1000 })
  @Line(1, 1000)
  reason: string;
}
