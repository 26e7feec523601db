import { inject, Injectable } from '@angular/core';
import { ApiClient } from '../../api/api-client';
import type { FoundPeopleDto, TicketViewListDto } from '../../api/types';

/** What is found beside tickets. */
@Injectable({ providedIn: 'root' })
export class PaletteApi {
  private readonly api = inject(ApiClient);

  people(q: string): Promise<FoundPeopleDto> {
    return this.api.get('/api/people', { q });
  }

  views(): Promise<TicketViewListDto> {
    return this.api.get('/api/tickets/views');
  }
}
