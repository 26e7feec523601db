interface SecretRule {
  readonly minLength: number;
  readonly minDistinct: number;
}

/**
 * Words of which placeholders and first ideas are made, with the digits people add. Longest first, so that a word inside
 * another is not torn out of it.
 */
const WORDS = [
  ...['administrator', 'smartsupport', 'development', 'production', 'placeholder', 'qwertyuiop', 'passphrase'],
  ...['changethis', 'something', 'generated', 'asdfghjkl', 'password', 'passwort', 'changeme', 'insecure', 'whatever'],
  ...['123456789', 'iloveyou', 'superman', 'sunshine', 'princess', 'football', 'baseball', 'trustno1', 'postgres'],
  ...['welcome', 'example', 'default', 'support', 'metrics', 'workflow', 'letmein', 'replace', 'monitor', 'dragon'],
  ...['monkey', 'master', 'shadow', 'qwerty', 'secret', 'secure', 'change', 'please', 'insert', 'random', 'string'],
  ...['sample', 'docker', 'public', 'private', 'strong', 'should', 'access', '123456', 'azerty', 'summer', 'winter'],
  ...['admin', 'super', 'token', 'tests', 'value', 'hello', 'world', 'local', 'login', 'never', 'really', 'smart'],
  ...['must', 'test', 'pass', 'safe', 'here', 'this', 'with', 'your', 'long', 'very', 'some', 'desk', 'help', 'demo'],
  ...['user', 'root', 'only', 'into', 'prod', 'text', 'word', 'good', 'real', 'todo', 'none', 'null', 'key', 'jwt'],
  ...['for', 'not', 'the', 'our', 'put', 'set', 'use', 'now', 'dev', 'abc', 'api', 'env', 'my', 'me', 'is', 'be', 'in'],
].toSorted((one, other) => other.length - one.length);

/** Neighbours on the keyboard, read in both directions. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm', '1234567890'];

/** What production demands of each secret, and how to make a good one. */
const SECRETS = {
  JWT_SECRET: { minLength: 32, minDistinct: 8, advice: 'make one with: openssl rand -base64 48' },
  // Base64 of 24 bytes or more, which configuration.ts demands; words stay words in it.
  WORKFLOW_SECRET: { minLength: 24, minDistinct: 8, advice: 'make one with: echo whsec_$(openssl rand -base64 32)' },
  METRICS_TOKEN: { minLength: 24, minDistinct: 8, advice: 'make one with: openssl rand -hex 32' },
  ADMIN_PASSWORD: {
    minLength: 12,
    minDistinct: 6,
    advice:
      'choose one that you use nowhere else, or leave ADMIN_EMAIL and ADMIN_PASSWORD unset: a one-time set-up link is printed',
  },
} as const satisfies Record<string, SecretRule & { readonly advice: string }>;

export type SecretVariable = keyof typeof SECRETS;
const VARIABLES = Object.keys(SECRETS) as SecretVariable[];

/** One line for each secret that production refuses: the variable, what is wrong with it, and what to do. */
export function weakSecrets(given: Readonly<Partial<Record<SecretVariable, string | undefined>>>): string[] {
  return VARIABLES.flatMap((name) => {
    const value = given[name];
    const weakness = value === undefined ? null : weaknessOf(judgedOf(name, value), SECRETS[name]);
    return weakness === null ? [] : [`${name}: it is ${weakness}; ${SECRETS[name].advice}`];
  });
}

function judgedOf(name: SecretVariable, value: string): string {
  if (name !== 'WORKFLOW_SECRET') {
    return value;
  }
  const encoded = value.replace(/^whsec_/, '');
  const decoded = Buffer.from(encoded, 'base64').toString('latin1');
  return /^[ -~]*$/.test(decoded) ? decoded : encoded;
}

/**
 * Whether a secret is one that an attacker tries first: short, of few characters, a pattern, or made of the words that
 * stand in examples. It cannot tell a good one; whatever a generator made passes. The answer ends a sentence after "is";
 * null: nothing is wrong with it.
 */
function weaknessOf(secret: string, { minLength, minDistinct }: SecretRule): string | null {
  if (secret.length < minLength) {
    return `too short: at least ${String(minLength)} characters`;
  }
  const plain = secret.toLowerCase();
  if (new Set(plain).size < minDistinct) {
    return 'made of too few different characters';
  }
  if (isRepeated(plain)) {
    return 'one pattern repeated';
  }
  if (isSequence(plain)) {
    return 'a row of the alphabet or the keyboard';
  }
  if (restWithoutWords(plain).length < minLength / 3) {
    return 'made of words that stand in examples, which guesses begin with';
  }
  return null;
}

/** Whether it is some piece again and again, the last time maybe cut off. */
function isRepeated(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length += 1) {
    if (
      text ===
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .slice(0, text.length)
    ) {
      return true;
    }
  }
  return false;
}

/** Whether most characters follow from the one before: by the alphabet, by the keyboard, or as the same again. */
function isSequence(text: string): boolean {
  const pairs = [...text].slice(1).map((character, index) => [text.charAt(index), character] as const);
  const followed = pairs.filter(
    ([before, after]) =>
      Math.abs(after.charCodeAt(0) - before.charCodeAt(0)) <= 1 ||
      ROWS.some((row) => row.includes(before + after) || row.includes(after + before)),
  );
  return followed.length > pairs.length * 0.6;
}

/** Letters and figures that are left when every known word, and figures at its end, are taken out. */
function restWithoutWords(text: string): string {
  const letters = text.replace(/[^a-z0-9]/g, ' ');
  return WORDS.reduce((rest, word) => rest.replaceAll(word, ' '), letters).replace(/\b\d{1,4}\b|\s/g, '');
}
