import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { ACCOUNT_STATUSES, ROLES, type AccountStatus, type Role } from '../../../../kernel/role.js';
import {
  ACTION_RULES,
  HINDRANCES,
  PARTS,
  SIGHT_RULES,
  type ActionRule,
  type Hindrance,
  type Part,
  type SightRule,
} from '../../domain/ticket-explanation.js';
import { NEEDS, TRANSITION_ACTORS, type Need, type TransitionActor } from '../../domain/ticket-lifecycle.js';
import { TICKET_ACTIONS, type TicketAction } from '../../domain/ticket-policy.js';
import { STATUSES, type TicketStatus } from '../../domain/ticket-status.js';
import { PersonDto } from './person.dto.js';

export class ExplainAccessQueryDto {
  /** Id of the person it is asked about. */
  @IsUUID('all', { message: 'Must be the id of a person' })
  person: string;
}

export class ExplainedPersonDto extends PersonDto {
  @ApiProperty({ enum: ROLES })
  role: Role;
  /** Only approved people may do anything. */
  @ApiProperty({ enum: ACCOUNT_STATUSES })
  status: AccountStatus;
}

export class ExplainedTicketDto {
  id: string;
  /** Like SS-000123. */
  number: string;
  subject: string;
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  status: TicketStatus;
  confidential: boolean;
}

export class SightDto {
  allowed: boolean;
  /** The first line of the table that applies. */
  @ApiProperty({ enum: SIGHT_RULES, enumName: 'SightRule' })
  rule: SightRule;
}

export class ExplainedActionDto {
  @ApiProperty({ enum: TICKET_ACTIONS, enumName: 'TicketAction' })
  action: TicketAction;
  /** Never so: 403, or 404 where the ticket is not visible. */
  allowed: boolean;
  /** Whether the ticket's present state would let it happen; if not: 409. */
  isPossible: boolean;
  /** Whom the action is for, or what keeps the person from all of them. */
  @ApiProperty({ enum: ACTION_RULES, enumName: 'ActionRule' })
  rule: ActionRule;
  /** What stands in the way; null when it is possible. */
  @ApiProperty({ enum: [...HINDRANCES, null], nullable: true, type: String })
  because: Hindrance | null;
}

export class ExplainedTransitionDto {
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  to: TicketStatus;
  /** Whose transition it is; `owner` is the requester. */
  @ApiProperty({ enum: TRANSITION_ACTORS, isArray: true })
  who: TransitionActor[];
  allowed: boolean;
  isPossible: boolean;
  /** What must be given with it; `assignee` must be a fact of the ticket. */
  @ApiProperty({ enum: NEEDS, isArray: true })
  needs: Need[];
  /** What stands in the way; null when it is possible. */
  @ApiProperty({ enum: [...HINDRANCES, null], nullable: true, type: String })
  because: Hindrance | null;
}

export class ExplanationDto {
  person: ExplainedPersonDto;
  ticket: ExplainedTicketDto;
  /** Parts the person has in the ticket. */
  @ApiProperty({ enum: PARTS, isArray: true })
  relations: Part[];
  visible: SightDto;
  actions: ExplainedActionDto[];
  /** Ways out of the present status; none are told of a ticket that the person does not see. */
  transitions: ExplainedTransitionDto[];
}
