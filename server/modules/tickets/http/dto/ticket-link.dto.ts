import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { LINK_TYPES, MADE_LINK_TYPES, type LinkType, type MadeLinkType } from '../../domain/ticket-link.js';
import { PersonDto } from './person.dto.js';
import { TicketRefDto } from './ticket-ref.dto.js';

const LINK_ACTIONS = ['remove'] as const;

/** Ties this ticket to another one. */
export class CreateTicketLinkDto {
  /** This one relates to, duplicates or is duplicated by the other; or the other is its parent or child. */
  @IsIn(MADE_LINK_TYPES, { message: `Must be one of: ${MADE_LINK_TYPES.join(', ')}` })
  @ApiProperty({ enum: MADE_LINK_TYPES })
  type: MadeLinkType;

  /** Id or number of the other ticket, with or without prefix. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @IsNotEmpty({ message: 'Please fill this in' })
  @MaxLength(60)
  ticket: string;
}

/** A link as this ticket tells it. */
export class TicketLinkDto {
  /** Of the link; the same from both tickets. */
  id: string;
  /** `parent` and `child`: what the other ticket is to this one; the others say what this one does. */
  @ApiProperty({ enum: LINK_TYPES, enumName: 'TicketLinkType' })
  type: LinkType;
  /** The other ticket. */
  ticket: TicketRefDto;
  linkedAt: string;
  /** Who tied them together. */
  linkedBy: PersonDto | null;
  /** What the caller may do; a follow-up stays one. */
  @ApiProperty({ enum: LINK_ACTIONS, isArray: true })
  allowedActions: (typeof LINK_ACTIONS)[number][];
}

export class TicketLinkListDto {
  /** By type, open tickets first, the newest link first; at most 500, and only to tickets that the caller sees. */
  items: TicketLinkDto[];
  /** Children among them that still need work. */
  openChildCount: number;
}
