import { computed, signal, type Signal } from '@angular/core';

export const FILES_LIMIT = 10;
/** Bytes. */
export const FILE_LIMIT = 25 * 1024 * 1024;
export const TOTAL_LIMIT = 100 * 1024 * 1024;

/** Why a file cannot go; keys of messages. */
export type FileRefusal = 'files.tooLarge' | 'files.empty' | 'files.tooMany' | 'files.tooMuch';

export interface ChosenFile {
  readonly id: number;
  readonly file: File;
  /** Shown at the file, which then is not sent. */
  readonly refusal: FileRefusal | null;
  /** What the server said about this file, in its words. */
  readonly serverRefusal: string | null;
}

/** Share of each file that has left, from the bytes of the whole body: parts go in order, their framing is small. */
export function sharesSent(sizes: readonly number[], share: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let sent = total * share;
  return sizes.map((size) => {
    const part = Math.max(0, Math.min(size, sent));
    sent -= size;
    return size === 0 ? 1 : part / size;
  });
}

/** The server names the file first: `setup.exe: files of this type are not accepted`. */
export function refusalsByName(messages: readonly string[], names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    names.flatMap((name) => {
      const message = messages.find((one) => one.startsWith(`${name}: `));
      return message === undefined ? [] : [[name, message.slice(name.length + 2)] as const];
    }),
  );
}

/** Files that were picked, dropped or pasted and are to leave with a text. */
export class ChosenFiles {
  private readonly chosen = signal<readonly ChosenFile[]>([]);
  private readonly share = signal<number | null>(null);
  private nextId = 1;

  readonly items: Signal<readonly ChosenFile[]> = this.chosen.asReadonly();
  readonly isEmpty = computed(() => this.chosen().length === 0);
  /** What will be sent. */
  readonly files = computed(() => this.sendable().map(({ file }) => file));
  /** A refused file must be taken away first, so that nobody believes that it went along. */
  readonly hasRefused = computed(() => this.chosen().length > this.sendable().length);
  readonly isSending = computed(() => this.share() !== null);
  /** Everything has left; the server works on it and nothing can be called back. */
  readonly hasLeft = computed(() => this.share() === 1);
  /** Share sent by file id; empty while nothing is sent. */
  readonly progress = computed<ReadonlyMap<number, number>>(() => {
    const share = this.share();
    const sendable = this.sendable();
    if (share === null) {
      return new Map();
    }
    const shares = sharesSent(
      sendable.map(({ file }) => file.size),
      share,
    );
    return new Map(sendable.map(({ id }, index) => [id, shares[index] ?? 0]));
  });
  private readonly sendable = computed(() =>
    this.chosen().filter(({ refusal, serverRefusal }) => refusal === null && serverRefusal === null),
  );

  add(files: readonly File[]): void {
    for (const file of files) {
      const item = { id: this.nextId++, file, refusal: this.refusalOf(file), serverRefusal: null };
      this.chosen.update((before) => [...before, item]);
    }
  }

  remove(id: number): void {
    this.chosen.update((before) => before.filter((item) => item.id !== id));
  }

  clear(): void {
    this.chosen.set([]);
    this.share.set(null);
  }

  sending(share: number | null): void {
    this.share.set(share);
  }

  /** Puts the server's words at their files; returns what fits to none. */
  refuse(messages: readonly string[]): readonly string[] {
    const byName = refusalsByName(
      messages,
      this.chosen().map(({ file }) => file.name),
    );
    this.chosen.update((before) =>
      before.map((item) => ({ ...item, serverRefusal: byName.get(item.file.name) ?? item.serverRefusal })),
    );
    return messages.filter((message) => ![...byName].some(([name, text]) => message === `${name}: ${text}`));
  }

  private refusalOf(file: File): FileRefusal | null {
    const before = this.files();
    if (file.size === 0) {
      return 'files.empty';
    }
    if (file.size > FILE_LIMIT) {
      return 'files.tooLarge';
    }
    if (before.length >= FILES_LIMIT) {
      return 'files.tooMany';
    }
    return before.reduce((sum, { size }) => sum + size, file.size) > TOTAL_LIMIT ? 'files.tooMuch' : null;
  }
}
