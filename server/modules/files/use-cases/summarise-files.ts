import { Injectable } from '@nestjs/common';
import { StorageHealth, type StorageState } from '../../../platform/storage/storage-health.js';
import { Storage } from '../../../platform/storage/storage.js';
import { FileReads, type StateCount } from '../persistence/file-reads.js';
import { Scanner, type ScannerView } from '../scanning/scanner.js';

export interface FilesSummary {
  readonly scanner: ScannerView;
  readonly storage: { readonly kind: 'local' | 's3'; readonly state: StorageState };
  readonly counts: readonly StateCount[];
}

@Injectable()
export class SummariseFiles {
  constructor(
    private readonly reads: FileReads,
    private readonly scanner: Scanner,
    private readonly storage: Storage,
    private readonly health: StorageHealth,
  ) {}

  async execute(): Promise<FilesSummary> {
    const [scanner, counts] = await Promise.all([this.scanner.look(), this.reads.counts()]);
    return { scanner, storage: { kind: this.storage.kind, state: this.health.state }, counts };
  }
}
