import { Injectable } from '@nestjs/common';

/** Bytes that must be there. */
export interface ExpectedBytes {
  readonly key: string;
  /** Bytes; null where only the presence is known. */
  readonly size: number | null;
  /** Hex. */
  readonly sha256: string | null;
  /** For whoever reads the report: "attachment 0192.. (report.pdf)". */
  readonly what: string;
}

/** A module that keeps bytes, and knows by its rows which of them are needed. */
export interface KeyOwner {
  /** Like `attachments`. */
  readonly name: string;
  /** Whether keys of this form are made by this module and nobody else. */
  isMine(key: string): boolean;
  /** Which of these keys, all of its form, are still needed. */
  needed(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Everything that must be there; what can be made again (previews) is not named. */
  expected(): AsyncIterable<ExpectedBytes>;
}

/** Which of some keys are needed, which are not, and which nobody here knows anything about. */
export interface SortedKeys {
  readonly needed: readonly string[];
  readonly orphaned: readonly string[];
  /** Never removed: they may belong to something that this program does not know. */
  readonly unknown: readonly string[];
}

/** Filled at start by the modules that keep bytes; the sweep, the check and the move ask it. */
@Injectable()
export class StoredKeys {
  private readonly owners: KeyOwner[] = [];

  register(owner: KeyOwner): void {
    this.owners.push(owner);
  }

  async sort(keys: readonly string[]): Promise<SortedKeys> {
    const needed: string[] = [];
    const orphaned: string[] = [];
    const known = new Set<string>();
    for (const owner of this.owners) {
      const mine = keys.filter((key) => owner.isMine(key));
      if (mine.length === 0) {
        continue;
      }
      const still = await owner.needed(mine);
      mine.forEach((key) => {
        known.add(key);
        (still.has(key) ? needed : orphaned).push(key);
      });
    }
    return { needed, orphaned, unknown: keys.filter((key) => !known.has(key)) };
  }

  async *expected(): AsyncIterable<ExpectedBytes> {
    for (const owner of this.owners) {
      yield* owner.expected();
    }
  }
}
