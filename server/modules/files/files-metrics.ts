import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '../../platform/metrics/metrics.js';
import { FileReads } from './persistence/file-reads.js';
import { Scanner } from './scanning/scanner.js';

/** What a monitor reads of files. */
@Injectable()
export class FilesMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly reads: FileReads,
    private readonly scanner: Scanner,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge('files', 'Files that are not removed', ['state'], async () =>
      (await this.reads.counts()).map(({ state, count }) => ({ labels: { state }, value: count })),
    );
    this.metrics.gauge('scanner_up', 'Whether the virus scanner answers; no value without one', [], async () => {
      const { state } = await this.scanner.look();
      return state === 'absent' ? [] : [{ labels: {}, value: state === 'up' ? 1 : 0 }];
    });
  }
}
