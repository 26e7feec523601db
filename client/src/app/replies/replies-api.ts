import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../api/api-client';
import { ApiError } from '../api/api-error';
import type {
  CategoryListDto,
  CreateSavedReplyDto,
  OwnAccountDto,
  PlaceholderDto,
  PlaceholderListDto,
  SavedReplyDto,
  SavedReplyListDto,
  UpdateSavedReplyDto,
} from '../api/types';

const PATH = '/api/saved-replies';

/** What the editor of one reply needs besides it. */
export interface ReplyChoices {
  readonly placeholders: readonly PlaceholderDto[];
  readonly categories: CategoryListDto['items'];
  /** Teams one is in: replies are shared with those. */
  readonly teams: OwnAccountDto['teams'];
}

/** Texts that staff write again and again. */
@Injectable({ providedIn: 'root' })
export class RepliesApi {
  private readonly api = inject(ApiClient);

  async list(q: string, scope: string): Promise<readonly SavedReplyDto[]> {
    return (await this.api.get<SavedReplyListDto>(PATH, { q, scope })).items;
  }

  async read(id: string): Promise<SavedReplyDto> {
    const found = (await this.list('', '')).find((reply) => reply.id === id);
    if (found === undefined) {
      throw new ApiError(404, 'NOT_FOUND', 'It is gone');
    }
    return found;
  }

  async choices(): Promise<ReplyChoices> {
    const [placeholders, categories, { teams }] = await Promise.all([
      this.api.get<PlaceholderListDto>(`${PATH}/placeholders`),
      this.api.get<CategoryListDto>('/api/categories'),
      this.api.get<OwnAccountDto>('/api/me'),
    ]);
    return { placeholders: placeholders.items, categories: categories.items, teams };
  }

  create(reply: CreateSavedReplyDto): Promise<SavedReplyDto> {
    return this.api.post(PATH, reply);
  }

  change(id: string, fields: UpdateSavedReplyDto, version: number): Promise<SavedReplyDto> {
    return this.api.patch(`${PATH}/${id}`, fields, { ifMatch: version });
  }

  async remove(id: string): Promise<void> {
    await this.api.delete<unknown>(`${PATH}/${id}`);
  }
}
