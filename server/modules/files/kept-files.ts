import type { Transaction } from '../../platform/database/unit-of-work.js';

/** An accepted file whose bytes are in the storage. */
export interface KeptFile {
  /** Of the attachment that it becomes. */
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly storageKey: string;
}

/** Files on their way from the storage to their rows. */
export class KeptFiles {
  static readonly NONE = new KeptFiles([]);
  private isNamed = false;

  constructor(readonly files: readonly KeptFile[]) {}

  get count(): number {
    return this.files.length;
  }

  /** Whether rows name them, or may: where a commit was cut off nobody knows. */
  get areNamed(): boolean {
    return this.isNamed;
  }

  /** Their rows are written by this transaction. */
  nameIn(tx: Transaction): void {
    this.isNamed = true;
    tx.afterRollback(() => {
      this.isNamed = false;
    });
  }
}
