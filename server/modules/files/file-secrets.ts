import { hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';

type Purpose = 'links' | 'previews';

/** Keys of this module, each for one purpose, derived from the desk's secret: what is signed for one is worth nothing for another. */
@Injectable()
export class FileSecrets {
  private readonly derived = new Map<Purpose, Buffer>();

  constructor(private readonly configuration: Configuration) {}

  of(purpose: Purpose): Buffer {
    const known = this.derived.get(purpose);
    if (known !== undefined) {
      return known;
    }
    if (this.configuration.jwtSecret === null) {
      throw new Error('No secret to derive keys from');
    }
    const made = Buffer.from(hkdfSync('sha256', this.configuration.jwtSecret, '', `smartsupport files ${purpose}`, 32));
    this.derived.set(purpose, made);
    return made;
  }
}
