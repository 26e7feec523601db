import { Injectable, type PipeTransform } from '@nestjs/common';
import { resourceNotFound } from '../../kernel/common.errors.js';
import { isId } from '../../kernel/ids.js';

/** An id in a path. What is no id names nothing: 404, like any id that nobody has. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isId(value)) {
      throw resourceNotFound();
    }
    return value;
  }
}
