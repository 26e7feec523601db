import { inject, Injectable } from '@angular/core';
import { ApiClient, type Download, type DownloadOptions } from './api-client';
import type { AttachmentLinkDto } from './types';

/** Two sizes of a picture that the server draws anew, without what its maker wrote into it. */
export type PictureSize = 'thumbnail' | 'screen';

/** What is seen of files that are there; the only file that knows their addresses. */
@Injectable({ providedIn: 'root' })
export class FilesApi {
  private readonly api = inject(ApiClient);

  /** An address that downloads without a bearer for a minute. */
  link(id: string): Promise<AttachmentLinkDto> {
    return this.api.get(`/api/attachments/${encodeURIComponent(id)}/link`);
  }

  async picture(id: string, size: PictureSize): Promise<Blob> {
    return (await this.api.download(`/attach/${encodeURIComponent(id)}/preview`, { size })).blob;
  }

  /** @param firstBytes no more than that is fetched; all of it when left out */
  bytes(id: string, options: DownloadOptions & { readonly firstBytes?: number } = {}): Promise<Download> {
    return this.api.download(`/attach/${encodeURIComponent(id)}/download`, {}, options);
  }
}
