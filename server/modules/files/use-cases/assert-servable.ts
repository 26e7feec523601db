import { Injectable } from '@nestjs/common';
import type { Attachment } from '../domain/attachment.js';
import { FileLimits } from '../file-limits.js';
import { fileNotJudged, fileNotReady, fileRefused } from '../files.errors.js';

/** The one place that decides whether bytes may leave: asked for downloads, links, previews and whatever comes. */
@Injectable()
export class AssertServable {
  constructor(private readonly limits: FileLimits) {}

  /** Throws 409 without a verdict (yet, or for good), 410 when the file is infected. */
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
        throw fileNotReady();
      case 'failed':
        throw fileNotJudged();
      case 'infected':
        throw fileRefused();
    }
  }
}
