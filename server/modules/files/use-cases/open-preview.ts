import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { Injectable, Logger } from '@nestjs/common';
import { Pictures } from '../../../platform/images/pictures.js';
import { BytesMissingError, ofDisk } from '../../../platform/storage/storage.errors.js';
import { Storage } from '../../../platform/storage/storage.js';
import type { Attachment } from '../domain/attachment.js';
import { previewKindOf } from '../domain/preview-kind.js';
import { PREVIEW_SIZES, previewKey, type PreviewSize } from '../domain/preview.js';
import { sealed, unsealed } from '../domain/preview-seal.js';
import { FileSecrets } from '../file-secrets.js';
import { previewNotPossible } from '../files.errors.js';
import { DiscardBytes } from './discard-bytes.js';
import { OpenAttachment } from './open-attachment.js';

const QUALITY = 80;
/** Files that could not be drawn and are not tried again until the next start; the oldest are forgotten. */
const REMEMBERED = 1_000;

/** A picture of a picture: drawn anew from its pixels, small, and without whatever else the file carried. */
@Injectable()
export class OpenPreview {
  private readonly logger = new Logger(OpenPreview.name);
  private readonly inWork = new Map<string, Promise<Buffer>>();
  private readonly undrawable = new Set<string>();

  constructor(
    private readonly storage: Storage,
    private readonly pictures: Pictures,
    private readonly open: OpenAttachment,
    private readonly discarding: DiscardBytes,
    private readonly secrets: FileSecrets,
  ) {}

  /** Of a file that may be served: OpenAttachment said so. WebP; throws 409 where there is nothing to show. */
  async execute(attachment: Attachment, size: PreviewSize): Promise<Buffer> {
    assertPicture(attachment);
    const key = previewKey(attachment.id, size);
    return (await this.kept(attachment, size, key)) ?? this.once(key, async () => this.make(attachment, size, key));
  }

  /** Many who ask at once wait for one drawing. */
  private async once(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const begun = this.inWork.get(key);
    if (begun !== undefined) {
      return begun;
    }
    const made = make().finally(() => this.inWork.delete(key));
    this.inWork.set(key, made);
    return made;
  }

  /** Null when there is none, or others have written to it: then it is drawn anew. */
  private async kept({ id, sha256 }: Attachment, size: PreviewSize, key: string): Promise<Buffer | null> {
    try {
      const found = await buffer(await this.storage.read(key));
      return unsealed(this.secrets.of('previews'), { attachmentId: id, sha256, size }, found);
    } catch (error) {
      if (error instanceof BytesMissingError) {
        return null;
      }
      throw error;
    }
  }

  private async make(attachment: Attachment, size: PreviewSize, key: string): Promise<Buffer> {
    if (this.undrawable.has(attachment.id)) {
      throw previewNotPossible();
    }
    const drawn = await this.draw(attachment, size);
    try {
      const { id, sha256 } = attachment;
      await this.storage.keepBytes(sealed(this.secrets.of('previews'), { attachmentId: id, sha256, size }, drawn), key);
    } catch (error) {
      // A full disk, say: it is shown all the same, and drawn again the next time.
      this.logger.warn({ err: error, key, msg: 'A preview could not be kept' });
    }
    try {
      // Drawing takes a while: what was removed or refused meanwhile is not shown.
      await this.open.byLink(attachment.id);
    } catch (error) {
      await this.discarding.one(key);
      throw error;
    }
    return drawn;
  }

  /** Fetched when it is its turn: whatever their number, few of them lie on the disk a second time. */
  private async draw(attachment: Attachment, size: PreviewSize): Promise<Buffer> {
    const side = PREVIEW_SIZES[size];
    return this.pictures.draw(async (open) => {
      const path = await this.storage.temporaryPath();
      try {
        await pipeline(await this.open.bytes(attachment), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
        return await this.drawn(attachment, async () =>
          open(path)
            .resize(side, side, { fit: 'inside', withoutEnlargement: true })
            .webp({ quality: QUALITY })
            .toBuffer(),
        );
      } catch (error) {
        throw ofDisk(error);
      } finally {
        await rm(path, { force: true });
      }
    });
  }

  private async drawn({ id }: Attachment, draw: () => Promise<Buffer>): Promise<Buffer> {
    try {
      return await draw();
    } catch (error) {
      // The library throws plain errors; whatever it stumbles over, it would again.
      this.logger.log({ err: error, attachmentId: id, msg: 'A picture could not be drawn' });
      this.remember(id);
      throw previewNotPossible();
    }
  }

  private remember(id: string): void {
    this.undrawable.add(id);
    const [oldest] = this.undrawable;
    if (this.undrawable.size > REMEMBERED && oldest !== undefined) {
      this.undrawable.delete(oldest);
    }
  }
}

/** Throws 409 for what is no picture that can be drawn. */
export function assertPicture({ contentType }: Pick<Attachment, 'contentType'>): void {
  if (previewKindOf(contentType) !== 'image') {
    throw previewNotPossible();
  }
}
