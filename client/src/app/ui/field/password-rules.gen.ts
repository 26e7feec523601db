// A copy of server/modules/auth/domain/password-rules.ts, made by "npm run contract".
import { COMMON_PASSWORDS, COMMON_WORDS } from './common-passwords.gen';

/*
 * The one rule for passwords: the server refuses by it, and the client, which has a generated copy of this file and of the list,
 * says the same while a password is typed. Length comes first; of what is long enough, only what a guesser tries first is refused.
 */
export const PASSWORD_MIN = 12;
/** Longer ones only cost time. */
export const PASSWORD_MAX = 128;

/** Whose password it is going to be; what is not known is left out. */
export interface PasswordOwner {
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

const SENTENCES = {
  short: `Must be at least ${String(PASSWORD_MIN)} characters long`,
  long: `Must be at most ${String(PASSWORD_MAX)} characters long`,
  common: 'Is one of the most common passwords',
  run: 'Must not be a repetition or a run of keys',
  own: 'Must not contain your name or email address',
  company: 'Must be more than the name of the company or of SmartSupport',
} as const;

export type PasswordFault = keyof typeof SENTENCES;

/** Names this short count only where they stand alone: `Ann` is in `planning` as well. */
const SHORT_NAME = 3;
/** A run of keys has so few places where the next key cannot be foreseen. */
const SURPRISES_MIN = 5;
/** So much must be left beside the name of the company. */
const OWN_PART_MIN = 8;
/** Mail providers are nobody's company. */
const PROVIDERS = ['gmail', 'googlemail', 'hotmail', 'icloud', 'mail', 'outlook', 'proton', 'protonmail', 'yahoo'];
const PRODUCT = ['smartsupport'];
const KEY_ROWS = ['1234567890-=', 'qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./'];
/** What people write instead of letters. */
const DISGUISES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** What is wrong with a password, one sentence each; empty when it is good. */
export function passwordProblems(password: string, owner: PasswordOwner = {}): string[] {
  return passwordFaults(password, owner).map((fault) => SENTENCES[fault]);
}

/** The same in words for programs, in the order of importance. Length is counted in characters. */
export function passwordFaults(password: string, owner: PasswordOwner = {}): PasswordFault[] {
  const length = [...password].length;
  const lower = password.normalize('NFKC').toLowerCase();
  const isLongEnough = length >= PASSWORD_MIN;
  const faults: Record<PasswordFault, boolean> = {
    short: !isLongEnough,
    long: length > PASSWORD_MAX,
    common: isCommon(lower),
    run: isLongEnough && (isRepetition(lower) || surprisesIn(lower) < SURPRISES_MIN),
    own: ownWords(owner).some((word) => contains(lower, word)),
    company: isLongEnough && isCompanyName(lower, owner),
  };
  return (Object.keys(SENTENCES) as PasswordFault[]).filter((fault) => faults[fault]);
}

/** `password1234`, and `Summer2031!!`, `p@ssw0rd-2031`: one common word, dressed up with a year and signs. */
function isCommon(lower: string): boolean {
  const core = lower.replace(/^[^\p{L}@$]+|[^\p{L}]+$/gu, '');
  const plain = [...core].map((character) => DISGUISES[character] ?? character).join('');
  return COMMON_PASSWORDS.has(lower) || [core, plain].some((word) => COMMON_WORDS.has(onceOnly(lettersOf(word))));
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}]+/gu, '');
}

/** The word that is said over and over, or the text itself. */
function onceOnly(text: string): string {
  for (let unit = 1; unit <= text.length / 2; unit += 1) {
    if (text.length % unit === 0 && hasPeriod(text, unit)) {
      return text.slice(0, unit);
    }
  }
  return text;
}

/** `aaaaaaaaaaaa`, `abcabcabcabca`, `horse7horse7`: shorter pieces than a password has, twice and more. */
function isRepetition(lower: string): boolean {
  for (let unit = 1; unit < PASSWORD_MIN && unit <= lower.length / 2; unit += 1) {
    if (hasPeriod(lower, unit)) {
      return true;
    }
  }
  return false;
}

function hasPeriod(text: string, unit: number): boolean {
  return text.slice(unit) === text.slice(0, text.length - unit);
}

/** How often the next character is none that a finger or the alphabet goes to: `qwertyuiop12` has two such places. */
function surprisesIn(lower: string): number {
  const characters = [...lower];
  return characters.filter((character, index) => {
    const before = characters[index - 1];
    return (
      before === undefined || !(before === character || isNextLetter(before, character) || isNextKey(before, character))
    );
  }).length;
}

function isNextLetter(before: string, after: string): boolean {
  const isPlain = [before, after].every((character) => /^[a-z0-9]$/.test(character));
  return isPlain && Math.abs((before.codePointAt(0) ?? 0) - (after.codePointAt(0) ?? 0)) === 1;
}

/** Beside it in the row, or above or below in the slanting column. */
function isNextKey(before: string, after: string): boolean {
  const [from, to] = [placeOf(before), placeOf(after)];
  if (from === null || to === null) {
    return false;
  }
  const [rows, columns] = [to.row - from.row, to.column - from.column];
  return rows === 0 ? Math.abs(columns) === 1 : Math.abs(rows) === 1 && columns === 0;
}

function placeOf(character: string): { row: number; column: number } | null {
  const row = KEY_ROWS.findIndex((keys) => keys.includes(character));
  return row < 0 ? null : { row, column: KEY_ROWS[row]?.indexOf(character) ?? 0 };
}

function ownWords({ email, firstName, lastName }: PasswordOwner): string[] {
  const localPart = email?.split('@', 1)[0] ?? '';
  return [localPart, ...[firstName, lastName].flatMap((name) => (name ?? '').split(/[\s'-]+/))]
    .map((word) => word.normalize('NFKC').toLowerCase())
    .filter((word) => word.length >= SHORT_NAME);
}

function contains(lower: string, word: string): boolean {
  if (word.length > SHORT_NAME) {
    return lower.includes(word);
  }
  return lower.split(/[^\p{L}]+/u).includes(word);
}

/** A long password may well have the company's name in it, but must be one without it: `SmartSupport-2031` is none. */
function isCompanyName(lower: string, { email }: PasswordOwner): boolean {
  const labels = (email?.split('@')[1] ?? '').toLowerCase().split('.').slice(0, -1);
  const names = labels.filter((label) => label.length > SHORT_NAME && !PROVIDERS.includes(label));
  const together = lower.replace(/[^\p{L}\p{N}]+/gu, '');
  const rest = [...PRODUCT, ...names].reduce((text, name) => text.replaceAll(name.replace(/-/g, ''), ''), together);
  return rest !== together && [...rest.replace(/(?:19|20)\d\d/g, '')].length < OWN_PART_MIN;
}
