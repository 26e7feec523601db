import { inject, Injectable, signal } from '@angular/core';
import type { UploadRulesDto } from '../../api/types';
import { UploadsApi } from '../../api/uploads-api';

/** Why a file does not go: words with what they speak of, or what the server said. */
export type Refusal =
  | { readonly key: RefusalKey; readonly bytes?: number; readonly count?: number; readonly type?: string }
  | { readonly said: string };

type RefusalKey =
  'files.tooLarge' | 'files.empty' | 'files.tooMany' | 'files.tooMuch' | 'files.wrongType' | 'files.noType';

/** What the API takes at most, until the desk has said what it takes. */
export const WIDEST: UploadRulesDto = {
  maxFileBytes: 25 * 1024 * 1024,
  maxFiles: 10,
  maxTotalBytes: 100 * 1024 * 1024,
  extensions: [],
  isScanned: false,
};

/** Without dot, small; empty when the name has none. */
function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** Said before anything leaves; the server, which looks at the content as well, has the last word. */
export function refusalOf(
  { name, size }: { readonly name: string; readonly size: number },
  before: readonly { readonly size: number }[],
  rules: UploadRulesDto,
): Refusal | null {
  const type = extensionOf(name);
  if (size === 0) {
    return { key: 'files.empty' };
  }
  if (rules.extensions.length > 0 && !rules.extensions.includes(type)) {
    return type === '' ? { key: 'files.noType' } : { key: 'files.wrongType', type };
  }
  if (size > rules.maxFileBytes) {
    return { key: 'files.tooLarge', bytes: rules.maxFileBytes };
  }
  if (before.length >= rules.maxFiles) {
    return { key: 'files.tooMany', count: rules.maxFiles };
  }
  const total = before.reduce((sum, one) => sum + one.size, size);
  return total > rules.maxTotalBytes ? { key: 'files.tooMuch', bytes: rules.maxTotalBytes } : null;
}

const LIFETIME_MS = 300_000;

/** What the desk takes, asked when somebody may choose files. */
@Injectable({ providedIn: 'root' })
export class UploadRules {
  private readonly api = inject(UploadsApi);
  private readonly known = signal(WIDEST);
  private until = 0;

  readonly current = this.known.asReadonly();

  async refresh(): Promise<void> {
    if (Date.now() < this.until) {
      return;
    }
    this.until = Date.now() + LIFETIME_MS;
    try {
      this.known.set(await this.api.rules());
    } catch {
      // Then the server refuses what it does not take, file by file.
      this.until = 0;
    }
  }
}
