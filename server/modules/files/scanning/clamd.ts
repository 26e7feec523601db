import { connect, type Socket } from 'node:net';
import { ScannerBrokeOff, ScannerFailed } from './clamd.errors.js';

/** How long each step may take, in milliseconds. */
export interface Patience {
  readonly connect: number;
  /** Without a byte taken or given. */
  readonly idle: number;
  readonly total: number;
}

export interface ClamdAnswer {
  /** Without its terminator. */
  readonly line: string;
  /** It came before all bytes were sent: it can refuse, but not acquit. */
  readonly isEarly: boolean;
}

/** Bytes of an answer; a sentence has a few dozen. */
const ANSWER_LIMIT = 4_096;
/** From the first byte of an answer to its last, in milliseconds: it is a sentence. */
const ANSWER_WITHIN = 2_000;
/** Bytes of one chunk of the protocol; larger pieces are cut. */
const CHUNK = 64 * 1024;

/**
 * One question to clamd on a connection of its own. Commands begin with z: they end with NUL, and so does the answer.
 * Throws ScannerFailed, or ScannerBrokeOff when it was there and then was silent or gone; whatever `body` throws passes.
 */
export async function askClamd(
  url: string,
  command: string,
  patience: Patience,
  { body, signal }: { body?: AsyncIterable<Uint8Array>; signal?: AbortSignal } = {},
): Promise<ClamdAnswer> {
  const question = new ClamdQuestion(url, patience);
  const abort = (): void => {
    question.giveUp('was not waited for any longer');
  };
  signal?.addEventListener('abort', abort);
  try {
    return await question.ask(command, body);
  } finally {
    signal?.removeEventListener('abort', abort);
    question.end();
  }
}

class ClamdQuestion {
  private readonly socket: Socket;
  private readonly answer: Promise<ClamdAnswer>;
  private readonly total: NodeJS.Timeout;
  private step: NodeJS.Timeout;
  private received = '';
  private isConnected = false;
  private isSent = false;
  private reject: (error: Error) => void = () => undefined;

  constructor(
    url: string,
    private readonly patience: Patience,
  ) {
    this.socket = connect(addressOf(url));
    this.total = this.giveUpAfter(patience.total, 'was not done');
    this.step = this.giveUpAfter(patience.connect, 'could not be reached');
    this.answer = new Promise((resolve, reject) => {
      this.reject = reject;
      this.socket.on('data', (bytes: Buffer) => {
        if (this.received === '') {
          clearTimeout(this.step);
          this.step = this.giveUpAfter(ANSWER_WITHIN, 'did not end its answer');
        }
        this.received += bytes.toString('latin1');
        if (this.received.length > ANSWER_LIMIT) {
          reject(new ScannerFailed('The scanner answered with too much'));
        } else if (this.received.endsWith('\0')) {
          resolve({ line: this.received.slice(0, -1), isEarly: !this.isSent });
        }
      });
    });
    // Whoever asks hears of it in his own time.
    this.answer.catch(() => undefined);
    this.socket.on('connect', () => {
      this.isConnected = true;
      this.goOn();
    });
    this.socket.on('error', (error) => {
      this.giveUp(`could not be reached: ${error.message}`, error);
    });
    // Without the NUL at its end an answer may be the first half of another one.
    this.socket.on('close', () => {
      this.giveUp('broke off before its answer ended');
    });
  }

  async ask(command: string, body: AsyncIterable<Uint8Array> | undefined): Promise<ClamdAnswer> {
    this.isSent = body === undefined;
    await this.write(Buffer.from(`z${command}\0`, 'latin1'));
    for await (const piece of body ?? []) {
      for (let from = 0; from < piece.length; from += CHUNK) {
        await this.writeChunk(piece.subarray(from, from + CHUNK));
        if (this.received.endsWith('\0')) {
          return this.answer;
        }
      }
    }
    if (body !== undefined) {
      this.isSent = !this.received.endsWith('\0');
      // An empty chunk is the end.
      await this.write(Buffer.alloc(4));
    }
    return this.answer;
  }

  end(): void {
    clearTimeout(this.total);
    clearTimeout(this.step);
    this.socket.destroy();
  }

  giveUp(why: string, cause?: unknown): void {
    const Failure = this.isConnected ? ScannerBrokeOff : ScannerFailed;
    this.reject(new Failure(`The scanner ${why}`, { cause }));
    this.socket.destroy();
  }

  private async writeChunk(bytes: Uint8Array): Promise<void> {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    this.socket.cork();
    this.socket.write(length);
    const written = this.write(bytes);
    this.socket.uncork();
    await written;
  }

  /** Waits until the other side takes more, so that a slow scanner keeps no file in memory. */
  private async write(bytes: Uint8Array): Promise<void> {
    const taken = new Promise<void>((resolve) => {
      this.socket.write(bytes, () => {
        this.goOn();
        resolve();
      });
    });
    await Promise.race([taken, this.answer]);
  }

  /** Something moved: the next step may take its time again. */
  private goOn(): void {
    if (this.isConnected && this.received === '') {
      clearTimeout(this.step);
      this.step = this.giveUpAfter(this.patience.idle, 'was silent');
    }
  }

  private giveUpAfter(milliseconds: number, what: string): NodeJS.Timeout {
    return setTimeout(() => {
      this.giveUp(`${what} within ${String(milliseconds / 1_000)} s`);
    }, milliseconds);
  }
}

function addressOf(url: string): { path: string } | { host: string; port: number } {
  if (url.startsWith('unix:')) {
    return { path: decodeURIComponent(url.slice('unix://'.length)) };
  }
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 3310 : Number(port) };
}
