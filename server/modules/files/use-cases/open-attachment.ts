import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import type { Attachment } from '../domain/attachment.js';
import type { Part } from '../domain/byte-range.js';
import { FileOwners } from '../file-owners.js';
import { ProvenBytes } from '../proven-bytes.js';
import { AssertServable } from './assert-servable.js';
import { FindAttachment } from './find-attachment.js';

/** Metadata, then the permission of what the file belongs to, then the verdict, then the bytes (F3). */
@Injectable()
export class OpenAttachment {
  constructor(
    private readonly find: FindAttachment,
    private readonly owners: FileOwners,
    private readonly servable: AssertServable,
    private readonly proven: ProvenBytes,
  ) {}

  /** 404 for what the caller may not see, 409 while it is scanned, 410 when it was refused. */
  async authorise(call: PersonCall, id: string): Promise<Attachment> {
    const attachment = await this.find.execute(id);
    if (!(await this.owners.mayRead(call, attachment.ownerType, attachment.ownerId, attachment.audience))) {
      throw resourceNotFound();
    }
    await this.servable.execute(attachment);
    return attachment;
  }

  /** For the bearer of a signed link: the check was made when the link was issued. */
  async byLink(id: string): Promise<Attachment> {
    const attachment = await this.find.execute(id);
    await this.servable.execute(attachment);
    return attachment;
  }

  /** All of them, or one part. */
  async bytes(attachment: Attachment, part?: Part): Promise<Readable> {
    return this.proven.read(attachment, part);
  }
}
