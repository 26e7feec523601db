import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { isLinkValid, LINK_LIFETIME, signLink } from '../domain/download-link.js';
import type { Variant } from '../domain/preview.js';
import { FileSecrets } from '../file-secrets.js';
import type { AttachmentLinkDto } from './dto/attachment-link.dto.js';

/** Links that work without a bearer for a minute, each for one variant of one file. */
@Injectable()
export class FileLinks {
  constructor(
    private readonly secrets: FileSecrets,
    private readonly clock: Clock,
  ) {}

  make(attachmentId: string, variant: Variant): AttachmentLinkDto {
    const expires = Math.floor(this.clock.now().getTime() / 1_000) + LINK_LIFETIME;
    const signature = signLink(this.secrets.of('links'), attachmentId, variant, expires);
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
      isLinkValid(this.secrets.of('links'), attachmentId, variant, Number(expires), signature, this.clock.now())
    );
  }
}
