import type { MailWords } from '../words/mail-words.js';

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/** What a browser calls itself, in words people know. What it says is not to be relied on: it is a hint, and no proof. */
export function deviceWords(userAgent: string | null, words: Pick<MailWords, 'device' | 'unknownDevice'>): string {
  const named = (names: typeof BROWSERS): string | null =>
    names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? null;
  const browser = named(BROWSERS);
  const system = named(SYSTEMS);
  if (browser !== null && system !== null) {
    return words.device(browser, system);
  }
  return browser ?? system ?? words.unknownDevice;
}
