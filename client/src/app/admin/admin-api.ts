import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../api/api-client';
import type {
  AdminTaskDto,
  MailListDto,
  MailMessageDto,
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

  mail(id: string): Promise<MailMessageDto> {
    return this.api.get<MailMessageDto>(`/api/mailbox/${id}`);
  }

  resend(id: string): Promise<ResentDto> {
    return this.api.post<ResentDto>(`/api/mailbox/${id}/resend`);
  }

  tasks(state: string): Promise<TaskListDto> {
    return this.api.get<TaskListDto>('/api/admin/tasks', { state, limit: 50 });
  }

  retry(id: string): Promise<AdminTaskDto> {
    return this.api.post<AdminTaskDto>(`/api/admin/tasks/${id}/retry`);
  }

  discard(id: string, reason: string): Promise<AdminTaskDto> {
    return this.api.post<AdminTaskDto>(`/api/admin/tasks/${id}/discard`, { reason });
  }
}
