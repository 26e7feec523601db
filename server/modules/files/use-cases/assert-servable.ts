import { Injectable } from '@nestjs/common';
import type { Attachment } from '../domain/attachment.js';
import { FileLimits } from '../file-limits.js';
import { fileNotReady, fileRefused } from '../files.errors.js';

/** The one place that decides whether bytes may leave: asked for downloads, links, previews and whatever comes. */
@Injectable()
export class AssertServable {
  constructor(private readonly limits: FileLimits) {}

  /** Throws 409 without a verdict, 410 when the file is infected. */
  async execute({ state }: Pick<Attachment, 'state'>): Promise<void> {
    switch (state) {
      case 'clean':
        return;
      case 'unscanned':
        if (!(await this.limits.servesUnscanned())) {
          throw fileNotReady();
        }
        return;
      case 'scanning':
      // An administrator may have it scanned again.
      case 'failed':
        throw fileNotReady();
      case 'infected':
        throw fileRefused();
    }
  }
}
