import { Injectable } from '@nestjs/common';
import type sharp from 'sharp';
import type { Sharp } from 'sharp';
import { serviceUnavailable } from '../../kernel/common.errors.js';

/** Pixels of a picture that may be unpacked; cameras of telephones stay below. One takes up to 200 MB. */
export const PIXEL_LIMIT = 50_000_000;
/** Seconds for one picture. */
const TIME_LIMIT = 10;
/** Drawn at once; together with the limit of pixels, what they may take of the memory. */
const AT_ONCE = 2;
/** Waiting for that; more are told to come again. */
const WAITING = 50;
/** Seconds. */
const COME_AGAIN = 3;

/** A picture in a file, to be drawn anew from its pixels, so that nothing else of the file reaches anybody. */
export type OpenPicture = (path: string) => Sharp;
export type Draw<T> = (open: OpenPicture, library: typeof sharp) => Promise<T>;

/** The one place where pictures of other people are unpacked: bounded in time, memory and number. */
@Injectable()
export class Pictures {
  private library: Promise<typeof sharp> | null = null;
  private drawing = 0;
  private readonly waiting: (() => void)[] = [];

  /** Throws 503 when too many wait; whatever the library stumbles over is thrown as it is. */
  async draw<T>(work: Draw<T>): Promise<T> {
    await this.turn();
    try {
      this.library ??= loadSharp();
      const library = await this.library;
      const open: OpenPicture = (path) =>
        library(path, { limitInputPixels: PIXEL_LIMIT, failOn: 'error' }).timeout({ seconds: TIME_LIMIT }).autoOrient();
      return await work(open, library);
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) {
        this.drawing -= 1;
      } else {
        // The turn is handed on.
        next();
      }
    }
  }

  private async turn(): Promise<void> {
    if (this.drawing < AT_ONCE) {
      this.drawing += 1;
      return;
    }
    if (this.waiting.length >= WAITING) {
      throw serviceUnavailable(COME_AGAIN);
    }
    await new Promise<void>((begin) => this.waiting.push(begin));
  }
}

/** Loaded with the first picture: few requests need it, every start would pay for it. */
async function loadSharp(): Promise<typeof sharp> {
  const { default: library } = await import('sharp');
  // The library can read far more than the four formats; what is never read cannot be attacked.
  library.block({ operation: ['VipsForeignLoad'] });
  library.unblock({
    operation: [
      'VipsForeignLoadPngFile',
      'VipsForeignLoadJpegFile',
      'VipsForeignLoadWebpFile',
      'VipsForeignLoadNsgifFile',
    ],
  });
  library.cache(false);
  return library;
}
