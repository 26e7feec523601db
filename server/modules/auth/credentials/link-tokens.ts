import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { isId } from '../../../kernel/ids.js';
import { SecretKeys } from './secret-keys.js';

/** What a link is good for; the letter travels in the link. */
const LINK_PURPOSES = { reset: 'r', invite: 'i', setup: 's', email: 'e' } as const;
export type LinkPurpose = keyof typeof LINK_PURPOSES;

/** What a link claims; right only if `isRight` says so for the row's present version. */
export interface LinkClaim {
  readonly purpose: LinkPurpose;
  readonly rowId: string;
  /** Seconds since 1970; 0: no end. */
  readonly expiresAt: number;
  readonly signature: Buffer;
}

/**
 * Single-use links that are stored nowhere: an HMAC over purpose, row and the row's version. Using the link changes the
 * version, and with it every link made before is void.
 */
@Injectable()
export class LinkTokens {
  constructor(
    private readonly keys: SecretKeys,
    private readonly clock: Clock,
  ) {}

  make(purpose: LinkPurpose, rowId: string, version: string, expiresAt: Date | null): string {
    const end = expiresAt === null ? 0 : Math.floor(expiresAt.getTime() / 1_000);
    const signature = this.keys.sign('links', signedText(purpose, rowId, version, end));
    return [LINK_PURPOSES[purpose], rowId.replaceAll('-', ''), end.toString(36), signature.toString('base64url')].join(
      '.',
    );
  }

  /** Null for anything that is not shaped like a link, or is too old. */
  read(token: string): LinkClaim | null {
    const match = /^([rise])\.([0-9a-f]{32})\.([0-9a-z]{1,9})\.([A-Za-z0-9_-]{43})$/.exec(token);
    const [, letter, hex, end, signature] = match ?? [];
    const purpose = (['reset', 'invite', 'setup', 'email'] as const).find((name) => LINK_PURPOSES[name] === letter);
    if (purpose === undefined || hex === undefined || end === undefined || signature === undefined) {
      return null;
    }
    const rowId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const expiresAt = Number.parseInt(end, 36);
    if (!isId(rowId) || (expiresAt !== 0 && expiresAt * 1_000 <= this.clock.now().getTime())) {
      return null;
    }
    const bytes = Buffer.from(signature, 'base64url');
    // The last character has bits that mean nothing; a link in which they differ was altered all the same.
    return bytes.toString('base64url') === signature ? { purpose, rowId, expiresAt, signature: bytes } : null;
  }

  /** In constant time. */
  isRight(claim: LinkClaim, version: string): boolean {
    const text = signedText(claim.purpose, claim.rowId, version, claim.expiresAt);
    return this.keys.isSignature('links', text, claim.signature);
  }
}

function signedText(purpose: LinkPurpose, rowId: string, version: string, end: number): string {
  return JSON.stringify([purpose, rowId, version, end]);
}
