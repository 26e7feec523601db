import { Injectable } from '@nestjs/common';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { refusalsOf, WIDEST_LIMITS } from '../domain/file-rules.js';
import { FileLimits } from '../file-limits.js';
import { filesRefused, filesTooLarge } from '../files.errors.js';

/** Whether received files may be kept; asked before anything is saved. */
@Injectable()
export class CheckFiles {
  constructor(private readonly limits: FileLimits) {}

  /** By what administrators have set. Throws 400 that names every refused file and why, 413 when it is only their size. */
  async execute(files: readonly ReceivedFile[]): Promise<void> {
    if (files.length > 0) {
      assertNone(refusalsOf(files, await this.limits.ofUploads()));
    }
  }

  /** By what this program can bear: for pictures that its own rules narrow further. */
  assertHarmless(file: ReceivedFile): void {
    assertNone(refusalsOf([file], WIDEST_LIMITS));
  }
}

function assertNone({ refused, tooLarge }: ReturnType<typeof refusalsOf>): void {
  if (refused.length > 0) {
    throw filesRefused([...refused, ...tooLarge]);
  }
  if (tooLarge.length > 0) {
    throw filesTooLarge(tooLarge);
  }
}
