import { inject, Injectable } from '@angular/core';
import { ApiClient, type UploadOptions } from './api-client';
import type { UploadDto, UploadListDto, UploadRulesDto } from './types';

/** Files that were sent ahead of the message they belong to. */
@Injectable({ providedIn: 'root' })
export class UploadsApi {
  private readonly api = inject(ApiClient);

  /** What the desk takes. */
  rules(): Promise<UploadRulesDto> {
    return this.api.get('/api/uploads/rules');
  }

  send(file: File, options: UploadOptions): Promise<UploadDto> {
    const form = new FormData();
    form.append('files', file, file.name);
    return this.api.upload('/api/uploads', form, options);
  }

  /** The person's own that no message has taken yet. */
  list(): Promise<UploadListDto> {
    return this.api.get('/api/uploads');
  }

  remove(id: string): Promise<void> {
    return this.api.delete(`/api/uploads/${encodeURIComponent(id)}`);
  }
}
