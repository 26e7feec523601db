import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { Breaker } from '../../../platform/outside/breaker.js';
import { OutsideSystems } from '../../../platform/outside/outside-systems.js';
import { QueueFacade } from '../../queue/queue.facade.js';
import { readAnswer, readVersion, type ScannerVersion } from '../domain/scanner-answer.js';
import { askClamd, type Patience } from './clamd.js';
import { ScannerBrokeOff, ScannerFailed, ScannerGaveNoVerdict } from './clamd.errors.js';
import { SCAN_TASK } from './scan-task.js';

/** Milliseconds. Short, so that a scanner that hangs is noticed soon: whatever waits is judged within 60 s of its return. */
const PATIENCE: Patience = { connect: 3_000, idle: 25_000, total: 60_000 };
/** For a file that took a scanner that works too long before. */
const MORE_PATIENCE: Patience = { connect: 3_000, idle: 150_000, total: 180_000 };
/** Nobody may wait for long to hear that it is down. */
const LOOK_PATIENCE: Patience = { connect: 1_000, idle: 1_000, total: 1_200 };
/** A look serves everybody for so long, in milliseconds. */
const LOOK_AGE = 2_000;
/** Tasks that are made due at once. */
const WAKE = 1_000;

export const SCAN_TIMEOUT = MORE_PATIENCE.total + 20_000;

export interface ScannerView {
  readonly state: 'absent' | 'up' | 'down';
  readonly version: string | null;
  readonly signaturesAt: Date | null;
  readonly lastError: string | null;
}

/** What the scanner thinks of a stream of bytes. */
export interface ScannerVerdict {
  readonly state: 'clean' | 'infected' | 'failed';
  readonly finding: string | null;
}

/** The virus scanner (clamd), behind a breaker. */
@Injectable()
export class Scanner implements OnModuleDestroy {
  private readonly breaker: Breaker;
  private readonly url: string | null;
  private known: ScannerVersion | null = null;
  private lastError: string | null = null;
  private lookedAt = 0;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    configuration: Configuration,
    private readonly queue: QueueFacade,
    outside: OutsideSystems,
  ) {
    this.url = configuration.clamavUrl;
    this.breaker = new Breaker({
      name: 'The virus scanner',
      counts: (error) => error instanceof ScannerFailed,
      probe: () => this.breaker.run(() => this.askVersion(PATIENCE)),
      closed: () => this.wakeAll(),
    });
    outside.register({
      name: 'scanner',
      isConfigured: this.url !== null,
      taskTypes: [SCAN_TASK],
      facts: () => this.breaker.facts,
      probe: () => {
        this.breaker.probe();
      },
    });
  }

  get isConfigured(): boolean {
    return this.url !== null;
  }

  onModuleDestroy(): void {
    this.breaker.stop();
  }

  /**
   * The verdict on these bytes. Throws OutsideIsDownError (nothing was tried), ScannerFailed (try again) or
   * ScannerGaveNoVerdict (it works; try this file again a few times); whatever `bytes` throws passes.
   */
  async scan(bytes: AsyncIterable<Uint8Array>, troubles: number, signal: AbortSignal): Promise<ScannerVerdict> {
    const patience = troubles < 2 ? PATIENCE : MORE_PATIENCE;
    return this.breaker.run(async () => {
      try {
        const { line, isEarly } = await askClamd(this.address(), 'INSTREAM', patience, { body: bytes, signal });
        const answer = readAnswer(line);
        switch (answer.kind) {
          case 'clean':
            if (isEarly) {
              throw new ScannerFailed('The scanner called a file clean that it had not been given whole');
            }
            return { state: 'clean', finding: null };
          case 'infected':
            return { state: 'infected', finding: answer.finding };
          case 'unjudgeable':
            return { state: 'failed', finding: answer.finding };
          case 'trouble':
            throw new ScannerGaveNoVerdict(`The scanner said: ${answer.message}`);
          case 'nonsense':
            throw new ScannerFailed('The scanner answered nonsense');
        }
      } catch (error) {
        if (error instanceof ScannerFailed) {
          this.lastError = error.message;
        }
        // Some files make a scanner stumble, or end the connection: then it is there for others, and not down.
        throw error instanceof ScannerBrokeOff && (await this.answers())
          ? new ScannerGaveNoVerdict(error.message, { cause: error })
          : error;
      }
    });
  }

  /** As it is now; never older than two seconds, and told within two. */
  async look(): Promise<ScannerView> {
    if (this.url === null) {
      return { state: 'absent', version: null, signaturesAt: null, lastError: null };
    }
    if (Date.now() - this.lookedAt > LOOK_AGE) {
      this.lookedAt = Date.now();
      this.looking = this.answers().then(() => undefined);
    }
    await this.looking;
    const isUp = this.lastError === null && this.breaker.state !== 'open';
    return {
      state: isUp ? 'up' : 'down',
      version: this.known?.version ?? null,
      signaturesAt: this.known?.signaturesAt ?? null,
      lastError: isUp ? null : this.lastError,
    };
  }

  /** Everything that waits for a verdict may be tried now. */
  async wakeAll(): Promise<void> {
    while ((await this.queue.makeDue(SCAN_TASK, WAKE)) === WAKE) {
      // The next thousand.
    }
  }

  private async answers(): Promise<boolean> {
    try {
      await this.askVersion(LOOK_PATIENCE);
      return true;
    } catch (error) {
      this.lastError = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  private async askVersion(patience: Patience): Promise<void> {
    const { line } = await askClamd(this.address(), 'VERSION', patience);
    const version = readVersion(line);
    if (version === null) {
      throw new ScannerFailed('What answers in place of the scanner is none');
    }
    this.known = version;
    this.lastError = null;
  }

  private address(): string {
    if (this.url === null) {
      throw new ScannerFailed('CLAMAV_URL is not set');
    }
    return this.url;
  }
}
