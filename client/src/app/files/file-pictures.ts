import { DestroyRef, effect, inject, Injectable } from '@angular/core';
import { FilesApi, type PictureSize } from '../api/files-api';
import { Session } from '../session/session';

/** So many stay at hand; a long conversation with a picture in every message has fewer in sight. */
const MOST = 80;

/**
 * Pictures as the server draws them anew. A plain picture could not send the bearer, and a signed address is over before
 * somebody has scrolled to it: so the bytes are fetched as a call like any other and kept as long as somebody is signed in.
 */
@Injectable({ providedIn: 'root' })
export class FilePictures {
  private readonly api = inject(FilesApi);
  private readonly session = inject(Session);
  private readonly kept = new Map<string, Promise<string>>();

  constructor() {
    let owner: string | null = null;
    effect(() => {
      const id = this.session.user()?.id ?? null;
      // What one person may see must not stay for the next one at this desk.
      if (id !== owner) {
        owner = id;
        this.forgetAll();
      }
    });
    inject(DestroyRef).onDestroy(() => this.forgetAll());
  }

  /** An address of this browser's own. */
  url(id: string, size: PictureSize): Promise<string> {
    const key = `${size} ${id}`;
    const known = this.kept.get(key);
    const url = known ?? this.api.picture(id, size).then((blob) => URL.createObjectURL(blob));
    // The one asked for last goes last.
    this.kept.delete(key);
    this.kept.set(key, url);
    if (known === undefined) {
      // It may be judged in a moment.
      url.catch(() => this.kept.delete(key));
      const [oldest] = this.kept.keys();
      if (this.kept.size > MOST && oldest !== undefined) {
        this.forget(oldest);
      }
    }
    return url;
  }

  private forget(key: string): void {
    const url = this.kept.get(key);
    this.kept.delete(key);
    url?.then(
      (one) => URL.revokeObjectURL(one),
      () => undefined,
    );
  }

  private forgetAll(): void {
    [...this.kept.keys()].forEach((key) => this.forget(key));
  }
}
