import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { ListCategories, type CategoryView } from '../use-cases/list-categories.js';
import { SaveCategory } from '../use-cases/save-category.js';
import { CategoryDto, CategoryListDto, CreateCategoryDto, UpdateCategoryDto } from './dto/category.dto.js';
import { presentTeam } from './ticket.presenter.js';

@ApiTags('categories')
@Controller('api/categories')
export class CategoriesController {
  constructor(
    private readonly list: ListCategories,
    private readonly save: SaveCategory,
  ) {}

  /** What a ticket can be about. */
  @Get()
  @Access('category:read')
  @ApiQuery({ name: 'all', required: false, description: 'Administrators: `true` adds those not in use' })
  @ApiOkResponse({ type: CategoryListDto })
  async listCategories(@CurrentCall() call: PersonCall, @Query('all') all?: string): Promise<CategoryListDto> {
    return { items: (await this.list.execute(call, all === 'true')).map(present) };
  }

  /** A new category; its key is fixed for good. */
  @Post()
  @Access('category:manage')
  @Idempotent()
  @ApiCreatedResponse({ type: CategoryDto })
  async createCategory(@CurrentCall() call: PersonCall, @Body() dto: CreateCategoryDto): Promise<CategoryDto> {
    const { key, ...fields } = dto;
    return present(await this.list.one(await this.save.create(call, key, fields)));
  }

  /** Name, description, position, what it decides for its tickets, or whether it is in use; tickets that exist stay. */
  @Patch(':id')
  @Access('category:manage')
  @ApiOkResponse({ type: CategoryDto })
  async updateCategory(
    @CurrentCall() call: PersonCall,
    @Param('id') id: string,
    @Body() dto: UpdateCategoryDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<CategoryDto> {
    return present(await this.list.one(await this.save.update(call, id, dto, ifMatch)));
  }
}

function present({ category, defaultTeam }: CategoryView): CategoryDto {
  return {
    id: category.id,
    key: category.key,
    name: category.name,
    description: category.description,
    position: category.position,
    isActive: category.isActive,
    defaultTeam: presentTeam(defaultTeam),
    defaultPriority: category.defaultPriority,
    version: category.version,
  };
}
