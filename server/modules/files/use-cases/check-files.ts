import { Injectable } from '@nestjs/common';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { cleanName, refusalsOf, WIDEST_LIMITS, type Refusals } from '../domain/file-rules.js';
import { FileLimits } from '../file-limits.js';
import { filesRefused, filesTooLarge } from '../files.errors.js';
import { LookInside } from '../inspection/look-inside.js';

/** Whether received files may be kept; asked before anything is saved. */
@Injectable()
export class CheckFiles {
  constructor(
    private readonly limits: FileLimits,
    private readonly inside: LookInside,
  ) {}

  /** By what administrators have set. Throws 400 that names every refused file and why, 413 when it is only their size. */
  async execute(files: readonly ReceivedFile[]): Promise<void> {
    if (files.length === 0) {
      return;
    }
    assertNone(refusalsOf(files, await this.limits.ofUploads()));
    const refused: string[] = [];
    for (const file of files) {
      const problem = await this.inside.execute(file);
      if (problem !== null) {
        refused.push(`${cleanName(file.givenName)}: ${problem}`);
      }
    }
    assertNone({ refused, tooLarge: [] });
  }

  /** By what this program can bear: for pictures that its own rules narrow further. */
  assertHarmless(file: ReceivedFile): void {
    assertNone(refusalsOf([file], WIDEST_LIMITS));
  }
}

function assertNone({ refused, tooLarge }: Refusals): void {
  if (refused.length > 0) {
    throw filesRefused([...refused, ...tooLarge]);
  }
  if (tooLarge.length > 0) {
    throw filesTooLarge(tooLarge);
  }
}
