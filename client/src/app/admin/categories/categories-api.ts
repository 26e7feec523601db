import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../../api/api-client';
import { ApiError } from '../../api/api-error';
import type { CategoryDto, CategoryListDto, CreateCategoryDto, TeamListDto, UpdateCategoryDto } from '../../api/types';

/** What a ticket can be about. */
@Injectable({ providedIn: 'root' })
export class CategoriesApi {
  private readonly api = inject(ApiClient);

  /** Also those that are out of use. */
  async list(): Promise<readonly CategoryDto[]> {
    return (await this.api.get<CategoryListDto>('/api/categories', { all: true })).items;
  }

  async read(id: string): Promise<CategoryDto> {
    const found = (await this.list()).find((category) => category.id === id);
    if (found === undefined) {
      throw new ApiError(404, 'NOT_FOUND', 'There is no such category');
    }
    return found;
  }

  create(category: CreateCategoryDto): Promise<CategoryDto> {
    return this.api.post('/api/categories', category);
  }

  /** @param version null: whatever it is by now */
  change(id: string, fields: UpdateCategoryDto, version: number | null): Promise<CategoryDto> {
    return this.api.patch(`/api/categories/${id}`, fields, version === null ? {} : { ifMatch: version });
  }

  async teams(): Promise<TeamListDto['items']> {
    return (await this.api.get<TeamListDto>('/api/teams')).items;
  }
}
