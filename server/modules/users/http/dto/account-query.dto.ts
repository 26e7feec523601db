import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '../../../../kernel/page.js';
import { ACCOUNT_STATUSES, ROLES, type AccountStatus, type Role } from '../../../../kernel/role.js';
import { Flag, Line, Omittable, WholeNumber, WordsLike, WordsOf } from '../../../../platform/http/fields.decorator.js';
import { GROUP_KEY } from '../../domain/group-key.js';
import { ACCOUNT_SORTS, type AccountSort } from '../../use-cases/list-accounts.js';

/** Keys look like ids do, in lower case; `none` is no key, but a word of the filter. */
const GROUP_REF = new RegExp(`${GROUP_KEY.source}|^none$`, 'i');

/** Filters of the list of accounts. */
export class ListAccountsQueryDto {
  /** One or several statuses by comma. */
  @ApiPropertyOptional({ type: String, example: 'Pending,Approved' })
  @WordsOf(ACCOUNT_STATUSES)
  status?: AccountStatus[];
  /** One or several roles by comma. */
  @ApiPropertyOptional({ type: String, example: 'System Admin' })
  @WordsOf(ROLES)
  role?: Role[];
  /** Ids or keys of departments, several by comma; `none`: people without one of them. */
  @ApiPropertyOptional({ type: String, example: 'it,none' })
  @WordsLike(GROUP_REF, 'Must be ids or keys, or none')
  department?: string[];
  /** Ids or keys of teams, several by comma; `none`: people in no team. */
  @ApiPropertyOptional({ type: String, example: 'service-desk' })
  @WordsLike(GROUP_REF, 'Must be ids or keys, or none')
  team?: string[];
  /** Words of a name, an address or a company ID, accents and case aside; all of them must be there. */
  @Omittable()
  @Line(0, 200)
  q?: string;
  /** Newest first by default. `-decidedAt`: those that were decided on, the last decision first. */
  @ApiPropertyOptional({ enum: ACCOUNT_SORTS, default: '-createdAt' })
  @IsOptional()
  @IsIn(ACCOUNT_SORTS, { message: `Must be one of: ${ACCOUNT_SORTS.join(', ')}` })
  sort?: AccountSort;
  /** 1 to 100. */
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT })
  @WholeNumber(1, PAGE_LIMIT_MAX)
  limit?: number;
  /** `nextCursor` of the page before. */
  @Omittable()
  @Line(1, 1000)
  cursor?: string;
  /** `total` also counts all of them, up to 1,000. */
  @ApiPropertyOptional({ enum: ['total'] })
  @IsOptional()
  @IsIn(['total'], { message: 'Must be total' })
  include?: string;
}

/** Which part of a list. */
export class PageQueryDto {
  /** 1 to 100. */
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT })
  @WholeNumber(1, PAGE_LIMIT_MAX)
  limit?: number;
  /** `nextCursor` of the page before. */
  @Omittable()
  @Line(1, 1000)
  cursor?: string;
}

/** Whom to look for. */
export class FindPeopleQueryDto {
  /** Words of a name, an address or a company ID, accents and case aside; all of them must be there. */
  @Omittable()
  @Line(0, 200)
  q?: string;
  /** `true`: only those a ticket can be assigned to. */
  @ApiPropertyOptional({ type: Boolean })
  @Flag()
  assignable?: boolean;
}
