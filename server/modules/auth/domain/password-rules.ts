import { COMMON_PASSWORDS } from './common-passwords.js';

const PASSWORD_MIN = 12;
/** Longer ones only cost time. */
const PASSWORD_MAX = 128;

/** Whose password it is going to be; what is not known is left out. */
export interface PasswordOwner {
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
/** Names this short count only where they stand alone: `Ann` is in `planning` as well. */
const SHORT_NAME = 3;

/** What is wrong with a password, one sentence each; empty when it is good. Length is counted in characters. */
export function passwordProblems(password: string, owner: PasswordOwner = {}): string[] {
  const length = [...password].length;
  const lower = password.normalize('NFKC').toLowerCase();
  return [
    length < PASSWORD_MIN && `Must be at least ${String(PASSWORD_MIN)} characters long`,
    length > PASSWORD_MAX && `Must be at most ${String(PASSWORD_MAX)} characters long`,
    COMMON_PASSWORDS.has(lower) && 'Is one of the most common passwords',
    length >= PASSWORD_MIN && isMonotonous(lower) && 'Must not be a repetition or a run of keys',
    ownWords(owner).some((word) => contains(lower, word)) && 'Must not contain your name or email address',
  ].filter((problem) => typeof problem === 'string');
}

/** `aaaaaaaaaaaa`, `abcabcabcabc`, `abcdefghijkl`, `210987654321`. */
function isMonotonous(lower: string): boolean {
  const isRepeated = /^(.{1,4}?)\1+$/s.test(lower);
  const reversed = [...lower].reverse().join('');
  const isRun = RUNS.some((run) => {
    const twice = run + run;
    return twice.includes(lower) || twice.includes(reversed);
  });
  return isRepeated || isRun;
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
