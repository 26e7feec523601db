import { Injectable } from '@nestjs/common';
import { OutsideIsDownError } from '../../../platform/outside/breaker.js';
import { Database } from '../../../platform/database/database.js';
import { BytesMissingError } from '../../../platform/storage/storage.errors.js';
import { Storage } from '../../../platform/storage/storage.js';
import { PostponedTaskError } from '../../queue/queue.facade.js';
import type { JudgedAttachment } from '../domain/attachment.js';
import { BYTES_CHANGED, type Verdict } from '../domain/verdict.js';
import { InspectArchive } from '../inspection/inspect-archive.js';
import { FileVerdictsRepository } from '../persistence/file-verdicts.repository.js';
import { ScannerGaveNoVerdict } from '../scanning/clamd.errors.js';
import { Measured } from '../scanning/measured.js';
import { Scanner } from '../scanning/scanner.js';

/** Attempts without a verdict; after so many the file is said to be one that cannot be judged. */
const TROUBLES_LIMIT = 8;
/** Milliseconds; a scanner that returns makes everything due at once. */
const WHILE_DOWN = 20_000;

/** The verdict on one file, by its directory, by unpacking it, and by the scanner. No transaction is open meanwhile. */
@Injectable()
export class ScanFile {
  constructor(
    private readonly database: Database,
    private readonly verdicts: FileVerdictsRepository,
    private readonly storage: Storage,
    private readonly inspection: InspectArchive,
    private readonly scanner: Scanner,
  ) {}

  /** Null: there is none, because there is no scanner. Throws what makes the task come again. */
  async execute(file: JudgedAttachment, signal: AbortSignal): Promise<Verdict | null> {
    try {
      const inspected = await this.inspection.execute(file, this.scanner.isConfigured);
      if (inspected !== null || !this.scanner.isConfigured) {
        return inspected;
      }
      return await this.ask(file, signal);
    } catch (error) {
      if (error instanceof OutsideIsDownError) {
        throw new PostponedTaskError(error.message, WHILE_DOWN);
      }
      // Bytes that are not there may be on their way from another storage. A process that ends is no trouble of the file.
      const isOfFile = error instanceof ScannerGaveNoVerdict || error instanceof BytesMissingError;
      if (isOfFile && !signal.aborted) {
        await this.verdicts.countTrouble(this.database, file.id);
        if (file.scanTroubles + 1 >= TROUBLES_LIMIT) {
          const isGone = error instanceof BytesMissingError;
          return {
            state: 'failed',
            finding: isGone ? 'Its bytes are gone' : 'The scanner could not judge it',
            sha256: null,
          };
        }
      }
      throw error;
    }
  }

  private async ask(file: JudgedAttachment, signal: AbortSignal): Promise<Verdict> {
    const bytes = new Measured(() => this.storage.read(file.storageKey));
    const { state, finding } = await this.scanner.scan(bytes, file.scanTroubles, signal);
    const sha256 = bytes.sha256();
    // What was judged must be what was uploaded; a virus stays one either way.
    return state !== 'infected' && sha256 !== null && sha256 !== file.sha256
      ? { state: 'failed', finding: BYTES_CHANGED, sha256 }
      : { state, finding, sha256 };
  }
}
