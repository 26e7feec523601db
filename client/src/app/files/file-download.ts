import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import { FilesApi } from '../api/files-api';
import type { AttachmentDto } from '../api/types';

/** Hands a file to the browser, which keeps it where it keeps such things. */
@Injectable({ providedIn: 'root' })
export class FileDownload {
  private readonly api = inject(FilesApi);
  private readonly document = inject(DOCUMENT);

  async save(file: Pick<AttachmentDto, 'id' | 'filename'>): Promise<void> {
    const { url } = await this.api.link(file.id);
    const link = this.document.createElement('a');
    link.href = url;
    link.download = file.filename;
    link.click();
  }
}
