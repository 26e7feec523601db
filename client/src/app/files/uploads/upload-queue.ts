import { effect, inject, Injectable, untracked } from '@angular/core';
import { type ApiError, toApiError } from '../../api/api-error';
import { UploadsApi } from '../../api/uploads-api';
import { Session } from '../../session/session';
import { KeptBytes } from './kept-bytes';
import type { KeptFile, OutgoingFile } from './outgoing-file';
import type { Uploads } from './uploads';
import { refusalOf, type Refusal, UploadRules } from './upload-rules';
import { UploadMeter } from './upload-meter';
import { UploadWatch } from './upload-watch';

/** More at once only make each of them slower. */
const AT_ONCE = 3;
/** Before the second try, unless the server names a time. */
const REST_SECONDS = 3;
/** Nobody waits longer for a second try without being asked. */
const LONGEST_REST_SECONDS = 60;

/** `setup.exe: files of this type are not accepted`, without the name that stands before it on the page. */
function saidOf({ details, message }: ApiError): string {
  const said = Object.values(details).flat()[0] ?? message;
  const colon = said.indexOf(': ');
  return details['files'] !== undefined && colon > 0 ? said.slice(colon + 2) : said;
}

/** An earlier try of the same file, or another tab, is still busy with it. */
function isInFlight({ code }: ApiError): boolean {
  return code === 'IDEMPOTENCY_IN_FLIGHT';
}

/**
 * Carries files to the server as soon as they are chosen, a few at once. What breaks is tried once more by itself, then on
 * demand; a session that ends or a line that is gone holds it up, and it goes on when they are back.
 */
@Injectable({ providedIn: 'root' })
export class UploadQueue implements Uploads {
  private readonly api = inject(UploadsApi);
  private readonly session = inject(Session);
  private readonly rules = inject(UploadRules);
  private readonly watch = inject(UploadWatch);
  private readonly kept = inject(KeptBytes);
  private waiting: readonly OutgoingFile[] = [];
  private readonly running = new Map<OutgoingFile, AbortController>();
  private readonly resting = new Map<OutgoingFile, ReturnType<typeof setTimeout>>();
  /** Tried once already. */
  private readonly tried = new Set<OutgoingFile>();
  /** Failed for want of a line. */
  private readonly stranded = new Set<OutgoingFile>();

  constructor() {
    effect(() => {
      if (this.session.user() !== null) {
        untracked(() => this.pump());
      }
    });
    addEventListener('online', () => [...this.stranded].forEach((file) => this.start(file)));
  }

  refusalOf(file: File, before: readonly { readonly size: number }[]): Refusal | null {
    return refusalOf(file, before, this.rules.current());
  }

  /** Also for another try. */
  start(file: OutgoingFile): void {
    this.let(file);
    file.owner ??= this.session.user()?.id ?? null;
    if (file.bytes !== null) {
      void this.kept.keep(file.owner, file.key, file.bytes);
    }
    file.become({ step: 'waiting' });
    this.waiting = [...this.waiting, file];
    this.pump();
  }

  restore(file: OutgoingFile, { id }: KeptFile): void {
    file.owner = this.session.user()?.id ?? null;
    if (id === null) {
      void this.startAgain(file);
      return;
    }
    file.become({
      step: 'there',
      // As it was; how it is by now, the server says in a moment.
      upload: { id, state: 'scanning' },
      isHeld: false,
    });
    this.watch.add(file, true);
  }

  bytesOf(file: OutgoingFile): Promise<File | null> {
    return this.kept.read(file.owner, file.key);
  }

  /** Stops it, and takes away what the server has of it. */
  cancel(file: OutgoingFile): void {
    const id = file.uploadId;
    this.forget(file);
    if (id !== null) {
      // What stays behind is forgotten by the server within a day.
      void this.api.remove(id).catch(() => undefined);
    }
    this.pump();
  }

  forget(file: OutgoingFile): void {
    this.let(file);
    this.watch.drop(file);
    this.tried.delete(file);
    void this.kept.remove(file.owner, file.key);
  }

  private let(file: OutgoingFile): void {
    this.waiting = this.waiting.filter((one) => one !== file);
    this.stranded.delete(file);
    clearTimeout(this.resting.get(file));
    this.resting.delete(file);
    this.running.get(file)?.abort();
    this.running.delete(file);
  }

  private async startAgain(file: OutgoingFile): Promise<void> {
    file.bytes ??= await this.bytesOf(file);
    if (file.bytes === null) {
      file.become({ step: 'gone' });
    } else {
      this.start(file);
    }
  }

  private pump(): void {
    const owner = this.session.user()?.id;
    while (owner !== undefined && this.running.size < AT_ONCE) {
      const next = this.waiting.find((file) => file.owner === owner);
      if (next === undefined) {
        return;
      }
      this.waiting = this.waiting.filter((file) => file !== next);
      void this.carry(next);
    }
  }

  private async carry(file: OutgoingFile): Promise<void> {
    const { bytes } = file;
    if (bytes === null) {
      file.become({ step: 'gone' });
      return;
    }
    const controller = new AbortController();
    const meter = new UploadMeter(performance.now());
    this.running.set(file, controller);
    file.become({ step: 'sending', share: 0, secondsLeft: null });
    try {
      const upload = await this.api.send(bytes, {
        // A second try after a lost answer makes no second file.
        idempotencyKey: file.key,
        abort: controller.signal,
        onProgress: (share) => {
          if (!controller.signal.aborted) {
            file.become({ step: 'sending', share, secondsLeft: meter.note(share, performance.now()) });
          }
        },
      });
      this.arrive(file, upload, controller.signal.aborted);
    } catch (error) {
      if (!controller.signal.aborted) {
        this.fail(file, toApiError(error));
      }
    } finally {
      if (this.running.get(file) === controller) {
        this.running.delete(file);
      }
      this.pump();
    }
  }

  private arrive(file: OutgoingFile, upload: Awaited<ReturnType<UploadsApi['send']>>, isUnwanted: boolean): void {
    if (isUnwanted) {
      void this.api.remove(upload.id).catch(() => undefined);
      return;
    }
    file.become({ step: 'there', upload, isHeld: false });
    if (file.picture === null) {
      void this.kept.remove(file.owner, file.key);
    }
    if (upload.state === 'scanning' || file.mayHaveLeft) {
      this.watch.add(file, file.mayHaveLeft);
    }
  }

  private fail(file: OutgoingFile, error: ApiError): void {
    if (error.status === 401 && this.session.user() === null) {
      // Goes on when that person is back.
      file.become({ step: 'waiting' });
      this.waiting = [file, ...this.waiting];
    } else if (error.status === 400 || error.status === 413 || error.status === 415) {
      file.become({ step: 'refused', refusal: { said: saidOf(error) } });
    } else if (isInFlight(error)) {
      // That ends sooner or later, and this one with it.
      this.rest(file, error.retryAfter ?? REST_SECONDS);
    } else if (error.isPassing && !this.tried.has(file) && (error.retryAfter ?? 0) <= LONGEST_REST_SECONDS) {
      this.tried.add(file);
      this.rest(file, error.retryAfter ?? REST_SECONDS);
    } else {
      this.tried.delete(file);
      if (error.status === 0) {
        this.stranded.add(file);
      }
      file.become({ step: 'failed', error });
    }
  }

  private rest(file: OutgoingFile, seconds: number): void {
    file.become({ step: 'resting', seconds });
    this.resting.set(
      file,
      setTimeout(() => this.start(file), seconds * 1_000),
    );
  }
}
