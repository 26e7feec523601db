import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsUUID, ValidateIf } from 'class-validator';
import { ERROR_CODES, type ErrorCode } from '../../../../kernel/error-code.js';
import { ROLES, type Role } from '../../../../kernel/role.js';
import { Line, Omittable } from '../../../../platform/http/fields.decorator.js';
import { ACCOUNT_DECISIONS, needsReason, type AccountDecision } from '../../domain/account-lifecycle.js';

/** Where somebody is put when he is let in; what is left out stays as it is. */
export class ApproveUserDto {
  /** What the person may do. */
  @ApiPropertyOptional({ enum: ROLES })
  @Omittable()
  @IsIn(ROLES, { message: `Must be one of: ${ROLES.join(', ')}` })
  role?: Role;
  /** Name of a department, or free text; null: none. */
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @Line(0, 100)
  department?: string | null;
  /** Teams the person works in; staff alone. */
  @Omittable()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID('all', { each: true })
  teamIds?: string[];
}

/** One decision on many accounts. */
export class DecideUsersDto {
  /** What is decided. */
  @ApiProperty({ enum: ACCOUNT_DECISIONS })
  @IsIn(ACCOUNT_DECISIONS, { message: `Must be one of: ${ACCOUNT_DECISIONS.join(', ')}` })
  decision: AccountDecision;
  /** Accounts; a twin counts once. */
  @ApiProperty({ type: [String], format: 'uuid', minItems: 1, maxItems: 100 })
  @IsArray()
  @ArrayMinSize(1, { message: 'Must name at least one account' })
  @ArrayMaxSize(100, { message: 'At most 100' })
  @IsUUID('all', { each: true, message: 'Must be ids' })
  ids: string[];
  /** Why, 1 to 1,000 characters; to reject and to suspend. People are told by mail. */
  @ApiPropertyOptional({ minLength: 1, maxLength: 1000 })
  @ValidateIf((body: DecideUsersDto) => body.reason !== undefined || needsReason(body.decision))
  @Line(1, 1000)
  reason?: string;
}

/** What became of one account. */
export class DecisionResultDto {
  /** Id of the account. */
  id: string;
  /** `refused`: this account is as it was; the others are not concerned. */
  @ApiProperty({ enum: ['done', 'refused'] })
  outcome: 'done' | 'refused';
  /** Why it was refused, for machines. */
  @ApiPropertyOptional({ enum: ERROR_CODES })
  code?: ErrorCode;
  /** Why it was refused, for people. */
  error?: string;
}

/** What became of each account. */
export class DecisionResultsDto {
  /** In the order of the request. */
  items: DecisionResultDto[];
}
