import { createServer, type Server, type Socket } from 'node:net';
import { freePort } from './free-port.js';

/** Whoever has this in his file has a virus, as far as the stand-in knows. */
export const VIRUS = 'SMARTSUPPORT-TEST-VIRUS';
/** And this is what it cannot judge. */
export const UNJUDGEABLE = 'SMARTSUPPORT-TEST-TOO-MUCH';

/** A scanner that speaks clamd's protocol and judges when it is told to: files are held for as long as a test looks. */
export class ScannerStandIn {
  private readonly waiting: (() => void)[] = [];
  private isHolding = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<ScannerStandIn> {
    const port = await freePort();
    const server = createServer();
    const scanner = new ScannerStandIn(server, `tcp://127.0.0.1:${String(port)}`);
    server.on('connection', (socket) => {
      socket.on('error', () => undefined);
      scanner.serve(socket);
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return scanner;
  }

  /** Files are taken and not judged until `release`. */
  hold(): void {
    this.isHolding = true;
  }

  release(): void {
    this.isHolding = false;
    this.waiting.splice(0).forEach((judge) => {
      judge();
    });
  }

  async stop(): Promise<void> {
    this.release();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    let received = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      const end = received.indexOf(0);
      const command = end < 0 ? '' : received.subarray(0, end).toString('latin1');
      if (command === 'zPING') {
        socket.end('PONG\0');
      } else if (command === 'zVERSION') {
        socket.end('ClamAV 1.4.3/27700/Mon Mar  2 08:30:00 2026\0');
      } else if (command === 'zINSTREAM') {
        const content = contentOf(received.subarray(end + 1));
        if (content !== null) {
          this.judge(socket, content);
        }
      }
    });
  }

  private judge(socket: Socket, content: string): void {
    const answer = content.includes(VIRUS)
      ? 'stream: Test.Virus-1 FOUND\0'
      : content.includes(UNJUDGEABLE)
        ? 'INSTREAM size limit exceeded. ERROR\0'
        : 'stream: OK\0';
    if (this.isHolding) {
      this.waiting.push(() => socket.end(answer));
    } else {
      socket.end(answer);
    }
  }
}

/** Chunks with their lengths before them, until one of none; null while that has not come. */
function contentOf(chunks: Buffer): string | null {
  const parts: Buffer[] = [];
  let at = 0;
  while (at + 4 <= chunks.length) {
    const length = chunks.readUInt32BE(at);
    if (length === 0) {
      return Buffer.concat(parts).toString('latin1');
    }
    parts.push(chunks.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
