import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../kernel/call.js';
import type { AttachmentAudience } from './domain/attachment.js';

/** Answers, for the files of one kind of owner, whether somebody may read them. */
export type MayReadFile = (call: PersonCall, ownerId: string, audience: AttachmentAudience) => Promise<boolean>;

/** Filled at start by the modules that own files; a file of an owner nobody answers for is readable by nobody. */
@Injectable()
export class FileOwners {
  private readonly owners = new Map<string, MayReadFile>();

  register(ownerType: string, mayRead: MayReadFile): void {
    this.owners.set(ownerType, mayRead);
  }

  async mayRead(call: PersonCall, ownerType: string, ownerId: string, audience: AttachmentAudience): Promise<boolean> {
    return (await this.owners.get(ownerType)?.(call, ownerId, audience)) ?? false;
  }
}
