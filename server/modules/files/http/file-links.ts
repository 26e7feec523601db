import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { Clock } from '../../../kernel/clock.js';
import { isLinkValid, LINK_LIFETIME, signLink } from '../domain/download-link.js';
import type { Variant } from '../domain/preview.js';
import type { AttachmentLinkDto } from './dto/attachment-link.dto.js';

/** Links that work without a bearer for a minute, each for one variant of one file. */
@Injectable()
export class FileLinks {
  constructor(
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  make(attachmentId: string, variant: Variant): AttachmentLinkDto {
    const expires = Math.floor(this.clock.now().getTime() / 1_000) + LINK_LIFETIME;
    const signature = signLink(this.secret(), attachmentId, variant, expires);
    const path = variant === 'original' ? 'download?' : `preview?size=${variant}&`;
    return {
      url: `/attach/${attachmentId}/${path}expires=${String(expires)}&signature=${signature}`,
      expiresAt: new Date(expires * 1_000).toISOString(),
    };
  }

  /** Of an address that may be anything. */
  isValid(attachmentId: string, variant: Variant, query: object): boolean {
    const expires: unknown = Reflect.get(query, 'expires');
    const signature: unknown = Reflect.get(query, 'signature');
    return (
      typeof expires === 'string' &&
      typeof signature === 'string' &&
      isLinkValid(this.secret(), attachmentId, variant, Number(expires), signature, this.clock.now())
    );
  }

  private secret(): string {
    const { jwtSecret } = this.configuration;
    if (jwtSecret === null) {
      throw new Error('No secret to sign links with');
    }
    return jwtSecret;
  }
}
