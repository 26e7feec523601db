import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Injectable } from '@nestjs/common';

/** Build output carries a content hash (8 characters of base64url) in its name and can be kept for a year (X3). */
const HASHED = /-[\w-]{8}\.(?:js|css|woff2?)$/;
/** How the page names its own files: relative to the desk, without a path. */
const NAMED_IN_PAGE = /(\s(?:src|href)=")([\w.-]+)(?=")/g;

/** What was built for browsers, and where pages are told to fetch it from. */
@Injectable()
export class ClientBuild {
  private files: ReadonlySet<string> = new Set();
  private page: string | null = null;
  private elsewhere: string | null = null;

  /** Once, before anything is served. */
  read(folder: string): void {
    this.files = new Set(
      existsSync(folder)
        ? readdirSync(folder, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
        : [],
    );
    this.page = this.files.has('index.html') ? readFileSync(join(folder, 'index.html'), 'utf8') : null;
  }

  has(file: string): boolean {
    return this.files.has(file);
  }

  isHashed(file: string): boolean {
    return HASHED.test(file);
  }

  /** Changes whenever a page would fetch other files; null without a client. */
  get version(): string | null {
    return this.page === null ? null : createHash('sha256').update(this.page).digest('hex');
  }

  /** A hashed file that every page fetches; null when there is none. */
  get sample(): string | null {
    return this.page === null ? null : (hashedIn(this.page).find((file) => file.endsWith('.js')) ?? null);
  }

  /** From now on pages fetch hashed files below this URL; null: from the desk. */
  fetchFrom(base: string | null): void {
    this.elsewhere = base;
  }

  /** The one page of the client; null without a client. */
  render(): string | null {
    const base = this.elsewhere;
    return base === null || this.page === null
      ? this.page
      : this.page.replace(NAMED_IN_PAGE, (whole, before: string, file: string) =>
          HASHED.test(file) ? `${before}${base}/${file}` : whole,
        );
  }
}

function hashedIn(page: string): string[] {
  return [...page.matchAll(NAMED_IN_PAGE)].map(([, , file = '']) => file).filter((file) => HASHED.test(file));
}
