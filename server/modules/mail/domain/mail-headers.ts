import type { MailKind } from './mail-message.js';

/** Of a long conversation the first and the latest are named; programs find the rest through them. */
const CHAIN = 10;

export interface HeaderFacts {
  readonly kind: MailKind;
  /** The Message-ID that stands for the whole conversation; null: it is in none. */
  readonly root: string | null;
  /** Message-IDs of what this person got in this conversation before, oldest first. */
  readonly earlier: readonly string[];
  /** Where answers go; null: to the sender. */
  readonly replyTo: string | null;
}

/** What goes before it in the conversation, oldest first. */
export function referencesOf({ root, earlier }: Pick<HeaderFacts, 'root' | 'earlier'>): string[] {
  return [...(root === null ? [] : [root]), ...earlier.slice(-CHAIN)];
}

/** Headers besides addresses, subject and Message-ID. */
export function headersOf(facts: HeaderFacts): Record<string, string> {
  const references = referencesOf(facts);
  const last = facts.earlier.at(-1);
  return {
    ...(facts.kind === 'automatic' ? { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } : {}),
    ...(facts.replyTo === null ? {} : { 'Reply-To': facts.replyTo }),
    ...(last === undefined ? {} : { 'In-Reply-To': last }),
    ...(references.length === 0 ? {} : { References: references.join(' ') }),
  };
}
