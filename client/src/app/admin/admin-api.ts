import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { ApiClient, queryOf } from '../api/api-client';
import type {
  AdminTaskDto,
  MailListDto,
  MailMessageDto,
  QueuesDto,
  ResentDto,
  TaskListDto,
  TicketDto,
  TicketListDto,
} from '../api/types';

/** What administrators see and decide; the only file of the feature that knows addresses. */
@Injectable({ providedIn: 'root' })
export class AdminApi {
  private readonly api = inject(ApiClient);

  newTickets(): Promise<TicketListDto> {
    return this.api.get<TicketListDto>('/api/tickets/', { status: 'New', sort: 'submittedAt', limit: 100 });
  }

  openTicket(id: string): Promise<TicketDto> {
    return this.api.post<TicketDto>(`/api/tickets/${id}/status`, { status: 'Open' });
  }

  rejectTicket(id: string, reason: string): Promise<TicketDto> {
    return this.api.post<TicketDto>(`/api/tickets/${id}/status`, { status: 'Rejected', reason });
  }

  mails(cursor: string | null): Promise<MailListDto> {
    return this.api.get<MailListDto>('/api/mailbox', { cursor, limit: 50 });
  }

  /** Call it in an injection context. */
  mail(id: () => string | undefined): HttpResourceRef<MailMessageDto | undefined> {
    return httpResource<MailMessageDto>(() => {
      const chosen = id();
      return chosen === undefined ? undefined : `/api/mailbox/${chosen}`;
    });
  }

  resend(id: string): Promise<ResentDto> {
    return this.api.post<ResentDto>(`/api/mailbox/${id}/resend`);
  }

  /** Call it in an injection context. */
  queues(): HttpResourceRef<QueuesDto | undefined> {
    return httpResource<QueuesDto>(() => '/api/admin/queues');
  }

  /** Call it in an injection context. */
  tasks(state: () => string): HttpResourceRef<TaskListDto | undefined> {
    return httpResource<TaskListDto>(() => ({
      url: '/api/admin/tasks',
      params: queryOf({ state: state(), limit: 50 }),
    }));
  }

  retry(id: string): Promise<AdminTaskDto> {
    return this.api.post<AdminTaskDto>(`/api/admin/tasks/${id}/retry`);
  }
}
