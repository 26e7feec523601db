import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../../api/api-client';
import type { AccountPageDto, ExplanationDto } from '../../api/types';

/** A picker shows a few; who is not among them is found by typing more. */
const SHOWN = 8;

/** The only file of this page that knows addresses. */
@Injectable({ providedIn: 'root' })
export class ExplainApi {
  private readonly api = inject(ApiClient);

  /** @param ticket id or number */
  explain(ticket: string, person: string): Promise<ExplanationDto> {
    return this.api.get<ExplanationDto>(`/api/tickets/${encodeURIComponent(ticket)}/explain`, { person });
  }

  /** Also people who are not approved: that is often the answer. */
  people(q: string): Promise<AccountPageDto> {
    return this.api.get<AccountPageDto>('/api/users', { q, limit: SHOWN });
  }
}
