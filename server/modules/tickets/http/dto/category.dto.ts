import { IsBoolean, IsInt, Matches, Max, Min } from 'class-validator';
import { Line, Omittable } from '../../../../platform/http/fields.decorator.js';

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
  version: number;
}

export class CategoryListDto {
  items: CategoryDto[];
}

export class CreateCategoryDto {
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

export class UpdateCategoryDto {
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
