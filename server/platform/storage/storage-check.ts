import { Injectable } from '@nestjs/common';
import { hashOf } from './hash-of.js';
import { inBatches } from './in-batches.js';
import { Storage } from './storage.js';
import { StoredKeys, type ExpectedBytes } from './stored-keys.js';

const BATCH = 500;

/** `missing`: a row without bytes; `orphaned`: bytes without a row; `unknown`: bytes of a form nobody here makes. */
export type Disorder = 'missing' | 'wrong size' | 'wrong hash' | 'orphaned' | 'unknown';

export interface Finding {
  readonly disorder: Disorder;
  readonly key: string;
  /** Whose it is; empty for bytes of nobody. */
  readonly what: string;
}

export interface Checked {
  readonly rows: number;
  readonly stored: number;
  readonly findings: readonly Finding[];
}

/** Holds the rows against the bytes, both ways. The desk may be at work meanwhile: what looks wrong is looked at twice. */
@Injectable()
export class StorageCheck {
  constructor(
    private readonly storage: Storage,
    private readonly keys: StoredKeys,
  ) {}

  /** `readsAll`: every byte is read and hashed; otherwise only presence and sizes are compared. */
  async run(readsAll: boolean): Promise<Checked> {
    // An empty answer of a storage that is not there must not look like a desk that has lost everything.
    await this.storage.check();
    const findings: Finding[] = [];
    let rows = 0;
    for await (const expected of this.keys.expected()) {
      rows += 1;
      const disorder = await this.disorderOf(expected, readsAll);
      if (disorder !== null) {
        findings.push({ disorder, key: expected.key, what: expected.what });
      }
    }
    let stored = 0;
    for await (const batch of inBatches(this.storage.list(), BATCH)) {
      stored += batch.length;
      const { orphaned, unknown } = await this.keys.sort(batch.map(({ key }) => key));
      findings.push(
        ...orphaned.map((key): Finding => ({ disorder: 'orphaned', key, what: '' })),
        ...unknown.map((key): Finding => ({ disorder: 'unknown', key, what: '' })),
      );
    }
    return { rows, stored, findings: await this.still(findings) };
  }

  private async disorderOf({ key, size, sha256 }: ExpectedBytes, readsAll: boolean): Promise<Disorder | null> {
    const found = await this.storage.stat(key);
    if (found === null) {
      return 'missing';
    }
    if (size !== null && found.size !== size) {
      return 'wrong size';
    }
    return readsAll && sha256 !== null && (await hashOf(this.storage, key)) !== sha256 ? 'wrong hash' : null;
  }

  /** Without files that came or went while others were looked at. */
  private async still(findings: readonly Finding[]): Promise<Finding[]> {
    const confirmed: Finding[] = [];
    for (const finding of findings) {
      const [{ needed }, found] = await Promise.all([this.keys.sort([finding.key]), this.storage.stat(finding.key)]);
      const isNeeded = needed.length > 0;
      const isOfNobody = finding.disorder === 'orphaned' || finding.disorder === 'unknown';
      const isGone = finding.disorder === 'missing' ? found !== null : found === null;
      if (isNeeded !== isOfNobody && !isGone) {
        confirmed.push(finding);
      }
    }
    return confirmed;
  }
}
