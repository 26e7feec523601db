import { hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { Clock } from '../../../kernel/clock.js';
import { isPhotoLinkValid, photoExpiry, signPhotoLink, type PhotoLink, type PhotoSize } from '../domain/photo-link.js';

/** What everybody is shown; the client may put another of the kept sizes in its place. */
const SHOWN: PhotoSize = 256;

/** The only place that makes and judges addresses of photos. */
@Injectable()
export class PhotoLinks {
  private derived: Buffer | null = null;

  constructor(
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** `avatarUrl` wherever a person is shown: null without a photo. */
  urlOf(userId: string, fileId: string | null): string | null {
    if (fileId === null) {
      return null;
    }
    const expires = photoExpiry(this.clock.now());
    const signature = signPhotoLink(this.key(), { userId, fileId, expires });
    return `/avatars/${userId}/${String(SHOWN)}?expires=${String(expires)}&signature=${signature}`;
  }

  isValid(link: PhotoLink, signature: string): boolean {
    return isPhotoLinkValid(this.key(), link, signature, this.clock.now());
  }

  /** A key of its own, derived from the one secret: what is signed here opens nothing else. */
  private key(): Buffer {
    if (this.derived === null) {
      if (this.configuration.jwtSecret === null) {
        throw new Error('No JWT_SECRET: the entry point loads it before the application is made');
      }
      this.derived = Buffer.from(hkdfSync('sha256', this.configuration.jwtSecret, '', 'smartsupport photos', 32));
    }
    return this.derived;
  }
}
