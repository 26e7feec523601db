import { Transform } from 'class-transformer';
import { IsOptional, IsString } from 'class-validator';
import { searchable } from './list-tickets.dto.js';
import { TicketRefDto } from './ticket-ref.dto.js';

/** What has been typed of a new request so far. */
export class SimilarToTextDto {
  /** Counts more than the text. */
  @IsOptional()
  @Transform(searchable)
  @IsString()
  subject?: string;

  /** The description; the first 2,000 characters count. */
  @IsOptional()
  @Transform(searchable)
  @IsString()
  text?: string;
}

export class SimilarTicketDto {
  ticket: TicketRefDto;
  /** The beginning of what was done, as plain text of at most 300 characters; for staff, and null until resolved. */
  resolution: string | null;
  /** 0 to 1: how much of what is rare in the one is in the other as well. */
  score: number;
}

export class SimilarTicketsDto {
  /** At most 5, the most similar one first. */
  items: SimilarTicketDto[];
}
