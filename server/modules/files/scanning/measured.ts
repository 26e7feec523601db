import { createHash } from 'node:crypto';

/** Bytes on their way, with a running hash of what has gone through. */
export class Measured {
  private readonly hash = createHash('sha256');
  private isWhole = false;

  /** `open` is called when the first piece is wanted: where nobody takes any, nothing is opened. */
  constructor(private readonly open: () => Promise<AsyncIterable<Uint8Array>>) {}

  /** Once. */
  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    for await (const piece of await this.open()) {
      this.hash.update(piece);
      yield piece;
    }
    this.isWhole = true;
  }

  /** Hex; null when not everything went through. Call it once, afterwards. */
  sha256(): string | null {
    return this.isWhole ? this.hash.digest('hex') : null;
  }
}
