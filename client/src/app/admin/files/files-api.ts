import { inject, Injectable } from '@angular/core';
import { ApiClient } from '../../api/api-client';
import type { AdminFileDto, AdminFileListDto, AttachmentState, FilesSummaryDto } from '../../api/types';

/** The only file that knows where administrators look after files. */
@Injectable({ providedIn: 'root' })
export class AdminFilesApi {
  private readonly api = inject(ApiClient);

  list(states: readonly AttachmentState[], cursor: string | null): Promise<AdminFileListDto> {
    return this.api.get('/api/admin/files', { state: states, cursor, limit: 50 });
  }

  summary(): Promise<FilesSummaryDto> {
    return this.api.get('/api/admin/files/summary');
  }

  scan(id: string): Promise<AdminFileDto> {
    return this.api.post(`/api/admin/files/${encodeURIComponent(id)}/scan`);
  }

  remove(id: string, reason: string): Promise<void> {
    return this.api.delete(`/api/admin/files/${encodeURIComponent(id)}`, { reason });
  }
}
