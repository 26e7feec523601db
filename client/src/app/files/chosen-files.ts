import { computed, signal, type Signal } from '@angular/core';
import { type KeptFile, OutgoingFile } from './uploads/outgoing-file';
import type { Uploads } from './uploads/uploads';

/** Files that were picked, dropped or pasted and are to leave with a text; each is on its way to the server already. */
export class ChosenFiles {
  private readonly chosen = signal<readonly OutgoingFile[]>([]);
  private waiters: readonly (() => void)[] = [];

  readonly items: Signal<readonly OutgoingFile[]> = this.chosen.asReadonly();
  readonly isEmpty = computed(() => this.chosen().length === 0);
  readonly isMoving = computed(() => this.chosen().some((file) => file.isMoving));
  /** A refused file must be taken away first, so that nobody believes that it went along. */
  readonly hasRefused = computed(() => this.chosen().some((file) => file.isRefused));
  readonly hasFailed = computed(() => this.chosen().some((file) => file.hasFailed));
  /** What a message takes along. */
  readonly uploadIds = computed(() => this.chosen().flatMap(({ uploadId }) => (uploadId === null ? [] : [uploadId])));

  /** @param onStep something that a draft keeps of them has changed */
  constructor(
    private readonly uploads: Uploads,
    private readonly onStep: () => void = () => undefined,
  ) {}

  /** @param picture how it stands in the text */
  add(files: readonly File[], picture: string | null = null): void {
    for (const bytes of files) {
      this.replaceGone(bytes.name);
      const others = this.chosen().filter((one) => !one.isRefused);
      const refusal = this.uploads.refusalOf(bytes, others);
      const file = OutgoingFile.of(bytes, picture);
      this.enter(file);
      if (refusal === null) {
        this.uploads.start(file);
      } else {
        file.become({ step: 'refused', refusal });
      }
    }
  }

  restore(kept: KeptFile): void {
    const file = new OutgoingFile(kept, null);
    this.enter(file);
    this.uploads.restore(file, kept);
  }

  /** One more try. */
  again(key: string): void {
    const file = this.of(key);
    if (file !== undefined) {
      this.uploads.start(file);
    }
  }

  /** For good: it is stopped, and the server forgets it. */
  remove(key: string): void {
    const file = this.of(key);
    if (file !== undefined) {
      this.setAside(file);
      this.uploads.cancel(file);
    }
  }

  /** Out of the list; what there is of it stays, so that it may be put back. */
  setAside(file: OutgoingFile): void {
    this.chosen.update((before) => before.filter((one) => one !== file));
    this.tell();
  }

  putBack(file: OutgoingFile): void {
    this.enter(file);
    if (file.hasFailed) {
      this.uploads.start(file);
    }
    this.tell();
  }

  /** Another tab has sent the message with these keys: those that are still on their way here may have left from there. */
  mayHaveLeft(keys: readonly string[]): void {
    this.chosen()
      .filter((file) => file.isMoving && keys.includes(file.key))
      .forEach((file) => {
        file.mayHaveLeft = true;
      });
  }

  /** Another tab has it, sent it or took it out. */
  letGo(file: OutgoingFile): void {
    this.setAside(file);
    this.uploads.forget(file);
  }

  /** Thrown away with the message. */
  discard(): void {
    const files = this.chosen();
    this.chosen.set([]);
    files.forEach((file) => this.uploads.cancel(file));
    this.tell();
  }

  /** The message has taken them. */
  release(): void {
    const files = this.chosen();
    this.chosen.set([]);
    files.forEach((file) => this.uploads.forget(file));
    this.tell();
  }

  /** When nothing is on its way any more: all are there, or somebody must do something. */
  async settled(abort: AbortSignal): Promise<void> {
    if (this.isMoving() && !abort.aborted) {
      await new Promise<void>((resolve) => {
        this.waiters = [...this.waiters, resolve];
        abort.addEventListener('abort', () => resolve());
      });
    }
  }

  /**
   * What the server says of files that it cannot send, as `<id or name>: <reason>`: those it does not have any more, and
   * those in which the scan has found something meanwhile. Returns what belongs to no file.
   */
  refuse(lines: readonly string[]): readonly string[] {
    return lines.filter((line) => {
      const [about = ''] = line.split(': ', 1);
      const file = this.chosen().find(
        ({ uploadId, name }) => uploadId !== null && (uploadId === about || name === about),
      );
      if (file === undefined || file.uploadId === null) {
        return true;
      }
      const upload = { id: file.uploadId, state: 'infected' as const };
      file.become(file.uploadId === about ? { step: 'gone' } : { step: 'there', upload, isHeld: false });
      return false;
    });
  }

  private of(key: string): OutgoingFile | undefined {
    return this.chosen().find((file) => file.key === key);
  }

  /** Whoever chooses a file again means the one that was lost. */
  private replaceGone(name: string): void {
    const gone = this.chosen().find((file) => file.name === name && file.state().step === 'gone');
    if (gone !== undefined) {
      this.remove(gone.key);
    }
  }

  private enter(file: OutgoingFile): void {
    file.onStep = () => this.step(file);
    this.chosen.update((before) => [...before, file]);
  }

  private step(file: OutgoingFile): void {
    if (file.mayHaveLeft && file.state().step === 'gone') {
      this.letGo(file);
    } else {
      this.tell();
    }
  }

  private tell(): void {
    this.onStep();
    if (!this.isMoving()) {
      const waiters = this.waiters;
      this.waiters = [];
      waiters.forEach((resolve) => resolve());
    }
  }
}
