import { passwordFaults, PASSWORD_MIN, type PasswordFault, type PasswordOwner } from './password-rules.gen';

export { PASSWORD_MAX, PASSWORD_MIN, type PasswordOwner } from './password-rules.gen';

export type PasswordProblem = 'short' | 'long' | 'own' | 'common';

export interface PasswordJudgement {
  /** 0: nothing typed. 1 and 2: refused. 3: good. 4: strong. */
  strength: 0 | 1 | 2 | 3 | 4;
  problem: PasswordProblem | null;
  /** Characters, as people count them. */
  length: number;
}

const STRONG_LENGTH = 18;

/** What is said of each fault: all that is easy to guess is mended alike. */
const SAID: Record<PasswordFault, PasswordProblem> = {
  short: 'short',
  long: 'long',
  own: 'own',
  common: 'common',
  run: 'common',
  company: 'common',
};

/**
 * A password while it is typed, by the server's own rule. Length leads: nothing short is called good, whatever is in it, and
 * while it is short nothing else is said.
 */
export function judgePassword(password: string, owner: PasswordOwner = {}): PasswordJudgement {
  const length = [...password].length;
  if (length === 0) {
    return { strength: 0, problem: null, length };
  }
  const faults = passwordFaults(password, owner);
  const problem = (['short', 'long', 'own', 'common', 'run', 'company'] as const).find((fault) =>
    faults.includes(fault),
  );
  if (problem !== undefined) {
    const isFarOff = problem === 'long' || length < PASSWORD_MIN / 2;
    return { strength: isFarOff ? 1 : 2, problem: SAID[problem], length };
  }
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
  return { strength: length >= STRONG_LENGTH || kinds >= 3 ? 4 : 3, problem: null, length };
}
