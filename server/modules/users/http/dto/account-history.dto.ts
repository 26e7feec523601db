import { ApiProperty } from '@nestjs/swagger';
import { PersonDto } from './account.dto.js';

/** One field of an account that an event changed. */
export class AccountChangeDto {
  /** Its name, like `phone` or `status`. */
  field: string;
  /** What was there before; null: nothing, or erased. */
  @ApiProperty({ type: String, nullable: true })
  before: string | null;
  /** What is there since; null: nothing, or erased. */
  @ApiProperty({ type: String, nullable: true })
  after: string | null;
}

/** Something that happened to an account. */
export class AccountHistoryItemDto {
  /** Id of the event. */
  id: string;
  /** Its name, like `account.suspended`. */
  event: string;
  /** When. */
  @ApiProperty({ format: 'date-time' })
  at: string;
  /** Who did it; null when it was no person. */
  @ApiProperty({ type: PersonDto, nullable: true })
  actor: PersonDto | null;
  /** What kind of actor did it. */
  @ApiProperty({ enum: ['person', 'system', 'workflow', 'anonymous'] })
  actorKind: 'person' | 'system' | 'workflow' | 'anonymous';
  /** From which address; null of what the desk did by itself. */
  @ApiProperty({ type: String, nullable: true })
  ip: string | null;
  /** What it changed; empty where there is nothing to show. */
  changes: AccountChangeDto[];
  /** What was typed with it. */
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
}

/** One page of the history of an account. */
export class AccountHistoryPageDto {
  /** Newest first. */
  items: AccountHistoryItemDto[];
  /** Send it as `cursor` for the next page; null on the last one. */
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
