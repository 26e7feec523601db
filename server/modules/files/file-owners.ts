import { Injectable } from '@nestjs/common';
import type { Call, PersonCall } from '../../kernel/call.js';
import type { Queryable } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import type { Attachment, AttachmentAudience } from './domain/attachment.js';

/** Answers, for the files of one kind of owner, whether somebody may read them. */
export type MayReadFile = (call: PersonCall, ownerId: string, audience: AttachmentAudience) => Promise<boolean>;

/** What a verdict means for the owner. */
export interface FileVerdict {
  readonly attachment: Attachment;
  readonly state: 'clean' | 'infected' | 'failed';
  /** The verdict before was another one than clean: people were told so. */
  readonly wasRefused: boolean;
}

/** What administrators are told of an owner: a ticket. */
export interface OwnerInWords {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
}

/** One kind of owner of files. */
export interface OwnerOfFiles {
  readonly mayRead: MayReadFile;
  /** In the verdict's transaction, which holds the file's row: tells whoever looks at the owner. */
  readonly judged?: (tx: Transaction, call: Call, verdict: FileVerdict) => Promise<void>;
  /** In the transaction in which an administrator took the file away. */
  readonly removed?: (tx: Transaction, call: Call, attachment: Attachment) => Promise<void>;
  /** One statement, whatever their number. */
  readonly describe?: (from: Queryable, ownerIds: readonly string[]) => Promise<ReadonlyMap<string, OwnerInWords>>;
}

/** Filled at start by the modules that own files; a file of an owner nobody answers for is readable by nobody. */
@Injectable()
export class FileOwners {
  private readonly owners = new Map<string, OwnerOfFiles>();

  register(ownerType: string, owner: OwnerOfFiles): void {
    this.owners.set(ownerType, owner);
  }

  async mayRead(call: PersonCall, ownerType: string, ownerId: string, audience: AttachmentAudience): Promise<boolean> {
    return (await this.owners.get(ownerType)?.mayRead(call, ownerId, audience)) ?? false;
  }

  async judged(tx: Transaction, call: Call, verdict: FileVerdict): Promise<void> {
    await this.owners.get(verdict.attachment.ownerType)?.judged?.(tx, call, verdict);
  }

  async removed(tx: Transaction, call: Call, attachment: Attachment): Promise<void> {
    await this.owners.get(attachment.ownerType)?.removed?.(tx, call, attachment);
  }

  /** By the owner's id. */
  async describe(from: Queryable, files: readonly Attachment[]): Promise<ReadonlyMap<string, OwnerInWords>> {
    const types = [...new Set(files.map(({ ownerType }) => ownerType))];
    const known = await Promise.all(
      types.map(async (type) => {
        const ids = files.filter(({ ownerType }) => ownerType === type).map(({ ownerId }) => ownerId);
        return [...((await this.owners.get(type)?.describe?.(from, [...new Set(ids)])) ?? [])];
      }),
    );
    return new Map(known.flat());
  }
}
