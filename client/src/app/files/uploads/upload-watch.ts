import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import { UploadsApi } from '../../api/uploads-api';
import { Session } from '../../session/session';
import type { OutgoingFile } from './outgoing-file';

const FIRST_MS = 700;
const GROWTH = 1.5;
const MOST_MS = 10_000;
/** A scan takes a second or two; after that it is worth a word. */
const HELD_MS = 15_000;

/** Asks how the scan of files goes that are there already, and whether those of an older draft are there still. */
@Injectable({ providedIn: 'root' })
export class UploadWatch {
  private readonly api = inject(UploadsApi);
  private readonly session = inject(Session);
  private readonly document = inject(DOCUMENT);
  /** With the moment since when. */
  private readonly watched = new Map<OutgoingFile, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pauseMs = FIRST_MS;

  add(file: OutgoingFile, isSoon = false): void {
    this.watched.set(file, Date.now());
    this.pauseMs = isSoon ? 0 : FIRST_MS;
    this.later();
  }

  drop(file: OutgoingFile): void {
    this.watched.delete(file);
  }

  private later(): void {
    clearTimeout(this.timer);
    if (this.watched.size > 0) {
      this.timer = setTimeout(() => void this.round(), this.pauseMs);
      this.pauseMs = Math.min(MOST_MS, Math.max(FIRST_MS, this.pauseMs * GROWTH));
    }
  }

  private async round(): Promise<void> {
    const owner = this.session.user()?.id;
    const asked = [...this.watched].filter(([file]) => file.owner === owner);
    if (asked.length > 0 && !this.document.hidden) {
      try {
        const { items } = await this.api.list();
        const byId = new Map(items.map((upload) => [upload.id, upload]));
        for (const [file, since] of asked) {
          const upload = byId.get(file.uploadId ?? '');
          if (!this.watched.has(file)) {
            continue;
          }
          file.become(
            upload === undefined
              ? { step: 'gone' }
              : { step: 'there', upload, isHeld: Date.now() - since > HELD_MS && upload.state === 'scanning' },
          );
          if (upload?.state !== 'scanning') {
            this.watched.delete(file);
          }
        }
      } catch {
        // Nothing is known anew; asked again a little later.
      }
    }
    this.later();
  }
}
