import { inject, Injectable } from '@angular/core';
import { ApiClient } from './api-client';
import type {
  CreateTicketViewDto,
  OwnAccountDto,
  TicketColumn,
  TicketViewDto,
  TicketViewListDto,
  UpdateTicketViewDto,
  ViewCountsDto,
} from './types';

const VIEWS = '/api/tickets/views';

/** Views of the list of tickets: the rail shows them, the list is narrowed by them. */
@Injectable({ providedIn: 'root' })
export class TicketViewsApi {
  private readonly api = inject(ApiClient);

  list(): Promise<TicketViewListDto> {
    return this.api.get(VIEWS);
  }

  counts(): Promise<ViewCountsDto> {
    return this.api.get(`${VIEWS}/counts`);
  }

  create(view: CreateTicketViewDto): Promise<TicketViewDto> {
    return this.api.post(VIEWS, view, { idempotencyKey: crypto.randomUUID() });
  }

  update(id: string, changes: UpdateTicketViewDto): Promise<TicketViewDto> {
    return this.api.patch(`${VIEWS}/${encodeURIComponent(id)}`, changes);
  }

  remove(id: string): Promise<void> {
    return this.api.delete(`${VIEWS}/${encodeURIComponent(id)}`);
  }

  /** @param columns null: those of the view again */
  setColumns(key: string, columns: TicketColumn[] | null): Promise<TicketViewDto> {
    return this.api.put(`${VIEWS}/${encodeURIComponent(key)}/columns`, { columns });
  }

  /** Teams that a view can be shared with. */
  async ownTeams(): Promise<OwnAccountDto['teams']> {
    const { teams } = await this.api.get<OwnAccountDto>('/api/me');
    return teams;
  }
}
