import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { Line, Omittable } from '../../../../platform/http/fields.decorator.js';
import { PRIORITIES, type Priority } from '../../domain/ticket-status.js';
import { TeamRefDto } from './person.dto.js';
import { IdOrNone, Nullable } from './ticket-fields.js';

export class CategoryRefDto {
  id: string;
  /** Short and stable; accepted wherever a category is chosen. */
  key: string;
  name: string;
}

export class CategoryDto extends CategoryRefDto {
  /** One sentence that helps to choose. */
  description: string;
  /** Order in lists, ascending. */
  position: number;
  /** Whether it can be chosen for new tickets. */
  isActive: boolean;
  /** Where its new tickets go, and those that get it later and have no team; null: nowhere by itself. */
  defaultTeam: TeamRefDto | null;
  /** Of its new tickets, unless staff says another one; null: Medium. */
  @ApiProperty({ enum: [...PRIORITIES, null], nullable: true, type: String })
  defaultPriority: Priority | null;
  /** Grows with every change; also the ETag. */
  version: number;
}

export class CategoryListDto {
  items: CategoryDto[];
}

/** What a category decides for its tickets. */
class CategoryDefaultsDto {
  /** Id of the team its new tickets go to; null: none. */
  @IdOrNone()
  defaultTeamId?: string | null;

  /** Priority of its new tickets, unless staff says another one; null: Medium. */
  @Nullable()
  @IsIn(PRIORITIES, { message: `Must be one of: ${PRIORITIES.join(', ')}` })
  @ApiPropertyOptional({ enum: [...PRIORITIES, null], nullable: true, type: String })
  defaultPriority?: Priority | null;
}

export class CreateCategoryDto extends CategoryDefaultsDto {
  /** Lower case letters, digits and dashes; never changes. */
  @Matches(/^[a-z0-9][a-z0-9-]{1,39}$/, { message: 'Use 2 to 40 lower case letters, digits or dashes' })
  key: string;

  /** Shown to everybody; unique. */
  @Line(1, 80)
  name: string;

  /** One sentence that helps to choose. */
  @Omittable()
  @Line(0, 300)
  description?: string;

  /** Order in lists, ascending; 0 by default. */
  @Omittable()
  @IsInt()
  @Min(0)
  @Max(10_000)
  position?: number;
}

export class UpdateCategoryDto extends CategoryDefaultsDto {
  /** Shown to everybody; unique. */
  @Omittable()
  @Line(1, 80)
  name?: string;

  /** One sentence that helps to choose. */
  @Omittable()
  @Line(0, 300)
  description?: string;

  /** Order in lists, ascending. */
  @Omittable()
  @IsInt()
  @Min(0)
  @Max(10_000)
  position?: number;

  /** False: kept for old tickets, not offered for new ones. */
  @Omittable()
  @IsBoolean()
  isActive?: boolean;
}
