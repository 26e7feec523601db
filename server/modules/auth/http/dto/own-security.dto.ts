import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { PERMISSIONS, type Permission } from '../../../../kernel/permission.js';
import { Line, Omittable } from '../../../../platform/http/fields.decorator.js';

/** The caller's present password. */
export class PasswordDto {
  /** The present password. */
  @IsString()
  @MaxLength(1024)
  password: string;
}

/** A new password for the caller. */
export class ChangePasswordDto {
  /** The present password. */
  @IsString()
  @MaxLength(1024)
  currentPassword: string;
  /** 12 to 128 characters, not a common one, without own names. */
  @IsString()
  @MaxLength(1024)
  newPassword: string;
}

/** An open session of somebody. */
export class AccountSessionDto {
  /** Its id. */
  id: string;
  /** When the person signed in. */
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  /** When its tokens were last renewed. */
  @ApiProperty({ format: 'date-time' })
  lastUsedAt: string;
  /** When it ends by itself. */
  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
  /** Address it was last renewed from. */
  @ApiProperty({ type: String, nullable: true })
  ip: string | null;
  /** What the browser or program called itself. */
  @ApiProperty({ type: String, nullable: true })
  userAgent: string | null;
}

/** One of the caller's open sessions. */
export class SessionDto extends AccountSessionDto {
  /** Whether it is the one this request came with. */
  isCurrent: boolean;
}

/** The caller's open sessions. */
export class SessionListDto {
  /** Last used first. */
  items: SessionDto[];
}

/** Which sessions end. */
export class EndAllSessionsQueryDto {
  /**
   * `current`: all but the one this request came with. Only sessions end; API tokens stay until they are deleted or the password
   * changes.
   */
  @ApiPropertyOptional({ enum: ['current'] })
  @Omittable()
  @IsIn(['current'], { message: 'Must be current' })
  except?: 'current';
}

/** A key for a program. */
export class CreateApiTokenDto {
  /** What it is for. */
  @Line(1, 100)
  name: string;
  /** What it may do: some of the caller's permissions. */
  @ApiProperty({ enum: PERMISSIONS, isArray: true })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsIn(PERMISSIONS, { each: true, message: `Must be of: ${PERMISSIONS.join(', ')}` })
  scopes: Permission[];
  /** 1 to 365 days; 90 by default. */
  @ApiPropertyOptional({ default: 90, minimum: 1, maximum: 365 })
  @Omittable()
  @IsInt()
  @Min(1)
  @Max(365)
  expiresInDays?: number;
}

/** An API token without its secret. */
export class ApiTokenDto {
  /** Its id. */
  id: string;
  /** What it is for. */
  name: string;
  /** What it may do. */
  @ApiProperty({ enum: PERMISSIONS, isArray: true })
  scopes: Permission[];
  /** When it was made. */
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  /** From then on it lets nobody in. */
  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
  /** When it was last used, to the minute; null: never. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastUsedAt: string | null;
}

/** A new API token. */
export class CreatedApiTokenDto extends ApiTokenDto {
  /** The token itself: shown now and never again. */
  token: string;
}

/** The caller's API tokens. */
export class ApiTokenListDto {
  /** Newest first. */
  items: ApiTokenDto[];
}

/** Whether a second factor is asked for. */
export class SecondFactorDto {
  /** Whether sign-in asks for a code. */
  isEnabled: boolean;
  /** Whether the role needs it; then it cannot be turned off. */
  isRequired: boolean;
  /** How many recovery codes are unused. */
  recoveryCodesLeft: number;
  /** Whether it is time to make new ones. */
  areRecoveryCodesLow: boolean;
}

/** For the authenticator; confirm with a code of it. */
export class StartedSecondFactorDto {
  /** The secret, for typing. */
  secret: string;
  /** `otpauth://` address, for an authenticator on the same device. */
  uri: string;
  /** The address as a QR code: a PNG as data URL. */
  qr: string;
}

/** A code of the authenticator. */
export class SecondFactorCodeDto {
  /** Six digits. */
  @Line(6, 10)
  code: string;
}

/** For the day the authenticator is lost. */
export class RecoveryCodesDto {
  /** Each works once instead of a code; shown now and never again. */
  recoveryCodes: string[];
}
