import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Injectable } from '@angular/core';
import { type Query, queryOf } from '../api/api-client';
import type { TicketListDto } from '../api/types';

/** The only file of the feature that knows ticket addresses. */
@Injectable({ providedIn: 'root' })
export class TicketsApi {
  /** Tickets by a query that may change; call it in an injection context. */
  list(query: () => Query): HttpResourceRef<TicketListDto | undefined> {
    return httpResource<TicketListDto>(() => ({ url: '/api/tickets/', params: queryOf(query()) }));
  }
}
