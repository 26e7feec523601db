import { ApiProperty } from '@nestjs/swagger';
import { IsDefined, IsInt, IsObject, Max, Min, ValidateIf } from 'class-validator';

export class SaveDraftDto {
  /** Any JSON object, at most 64 KB. */
  @IsDefined({ message: 'Please fill this in' })
  @IsObject({ message: 'Must be a JSON object' })
  @ApiProperty({ type: Object, additionalProperties: true })
  value: Record<string, unknown>;

  /** The `version` this one was typed over; when another one stands there, the answer is 409 and gives it. Left out: replaced. */
  @ValidateIf((dto: SaveDraftDto) => dto.baseVersion !== undefined && dto.baseVersion !== null)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  @ApiProperty({ type: Number, required: false, nullable: true, minimum: 0 })
  baseVersion?: number | null;
}

/** One's own draft, without its content. */
export class DraftHeadDto {
  /** The client's name for it. */
  key: string;
  updatedAt: string;
}

export class DraftListDto {
  /** The one written last comes first. */
  items: DraftHeadDto[];
}

/** One's own draft. */
export class DraftDto extends DraftHeadDto {
  /** As it was sent. */
  @ApiProperty({ type: Object, additionalProperties: true })
  value: Record<string, unknown>;
  /** Grows with every save; also the ETag. */
  version: number;
}
