/**
 * A first look at a password while it is typed; the server has the last word and the long list of common ones.
 * Length leads: nothing short is called good, whatever is in it.
 */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

export interface PasswordOwner {
  email?: string;
  firstName?: string;
  lastName?: string;
}

export type PasswordProblem = 'short' | 'long' | 'own' | 'common';

export interface PasswordJudgement {
  /** 0: nothing typed. 1 and 2: refused. 3: good. 4: strong. */
  strength: 0 | 1 | 2 | 3 | 4;
  problem: PasswordProblem | null;
  /** Characters, as people count them. */
  length: number;
}

const SHORT_NAME = 3;
const STRONG_LENGTH = 18;
const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const COMMON_STEMS =
  /^(?:passwor[dt]|welcome|letmein|qwerty|admin|iloveyou|changeme|winter|summer|spring|autumn)+[\d\W_]*$/;

function ownWords({ email, firstName, lastName }: PasswordOwner): string[] {
  const localPart = email?.split('@', 1)[0] ?? '';
  return [localPart, ...[firstName, lastName].flatMap((name) => (name ?? '').split(/[\s'-]+/))]
    .map((word) => word.normalize('NFKC').toLowerCase())
    .filter((word) => word.length >= SHORT_NAME);
}

/** Short names count only where they stand alone: Ann is in planning as well. */
function contains(password: string, word: string): boolean {
  return word.length > SHORT_NAME ? password.includes(word) : password.split(/[^\p{L}]+/u).includes(word);
}

function isMonotonous(password: string): boolean {
  const reversed = [...password].reverse().join('');
  return (
    /^(.{1,4}?)\1+$/s.test(password) ||
    RUNS.some((run) => (run + run).includes(password) || (run + run).includes(reversed))
  );
}

export function judgePassword(password: string, owner: PasswordOwner = {}): PasswordJudgement {
  const length = [...password].length;
  const lower = password.normalize('NFKC').toLowerCase();
  if (length === 0) {
    return { strength: 0, problem: null, length };
  }
  if (length < PASSWORD_MIN) {
    return { strength: length < PASSWORD_MIN / 2 ? 1 : 2, problem: 'short', length };
  }
  if (length > PASSWORD_MAX) {
    return { strength: 1, problem: 'long', length };
  }
  if (ownWords(owner).some((word) => contains(lower, word))) {
    return { strength: 2, problem: 'own', length };
  }
  if (isMonotonous(lower) || COMMON_STEMS.test(lower)) {
    return { strength: 2, problem: 'common', length };
  }
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
  return { strength: length >= STRONG_LENGTH || kinds >= 3 ? 4 : 3, problem: null, length };
}
