import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Injectable } from '@angular/core';
import { queryOf } from '../api/api-client';
import type { TicketListDto } from '../api/types';

/** The only file of the portal that knows addresses. */
@Injectable({ providedIn: 'root' })
export class PortalApi {
  /** The caller's own requests that are not done; call it in an injection context. */
  openRequests(): HttpResourceRef<TicketListDto | undefined> {
    return httpResource<TicketListDto>(() => ({
      url: '/api/tickets/',
      params: queryOf({ requester: 'me', status: ['New', 'Open', 'In Progress', 'On Hold', 'Resolved'], limit: 10 }),
    }));
  }
}
