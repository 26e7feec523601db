/** What an answer of the scanner to one stream of bytes means. */
export type ScannerAnswer =
  | { readonly kind: 'clean' }
  | { readonly kind: 'infected'; readonly finding: string }
  /** For good: asking again changes nothing. */
  | { readonly kind: 'unjudgeable'; readonly finding: string }
  /** It had a trouble of its own. */
  | { readonly kind: 'trouble'; readonly message: string }
  | { readonly kind: 'nonsense' };

/** Signature names, and messages: printable, and never long. */
const NAME = /^[\x21-\x7e](?:[\x20-\x7e]{0,300}[\x21-\x7e])?$/;
/** Not viruses: what the scanner did not look into. */
const LIMITS = /^(?:Heuristics\.)?Limits\.Exceeded/i;
const ENCRYPTED = /^Heuristics\.Encrypted\./i;

/**
 * Exactly one sentence is clean. Everything that is not understood is nonsense, so that another program's "OK" lets nothing
 * through.
 * @param line the answer without its terminator
 */
export function readAnswer(line: string): ScannerAnswer {
  if (line === 'stream: OK') {
    return { kind: 'clean' };
  }
  if (/^INSTREAM size limit exceeded\b.* ERROR$/.test(line) || line === 'INSTREAM size limit exceeded. ERROR') {
    return { kind: 'unjudgeable', finding: 'Larger than the scanner accepts' };
  }
  const found = /^stream: (.+) FOUND$/.exec(line)?.[1];
  if (found !== undefined && NAME.test(found)) {
    if (LIMITS.test(found)) {
      return { kind: 'unjudgeable', finding: 'Too much inside for the scanner to look at' };
    }
    return ENCRYPTED.test(found)
      ? { kind: 'unjudgeable', finding: 'Encrypted: nobody can look inside' }
      : { kind: 'infected', finding: found };
  }
  const trouble = /^(?:stream: )?(.+) ERROR$/.exec(line)?.[1];
  return trouble !== undefined && NAME.test(trouble) ? { kind: 'trouble', message: trouble } : { kind: 'nonsense' };
}

export interface ScannerVersion {
  readonly version: string;
  readonly signaturesAt: Date | null;
}

/** Like `ClamAV 1.4.3/27800/Mon Nov 10 09:30:00 2025`; null when it is no such sentence. */
export function readVersion(line: string): ScannerVersion | null {
  const [, version, time] = /^(ClamAV [\w.+~-]{1,60})(?:\/\d*(?:\/([\w: ]{0,60}))?)?$/.exec(line) ?? [];
  if (version === undefined) {
    return null;
  }
  const at = time === undefined || time === '' ? Number.NaN : Date.parse(`${time} UTC`);
  return { version, signaturesAt: Number.isNaN(at) ? null : new Date(at) };
}
