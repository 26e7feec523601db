import { Injectable, type PipeTransform } from '@nestjs/common';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { DRAFT_KEY } from '../domain/draft.js';

/** What is no key names no draft: 404. */
@Injectable()
export class DraftKeyPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!DRAFT_KEY.test(value)) {
      throw resourceNotFound();
    }
    return value;
  }
}
