export const FIELD_KINDS = ['boolean', 'choice', 'choices', 'words', 'number', 'text'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** What a person reads beside the field. */
export interface FieldWords<T> {
  readonly default: T;
  /** A few words. */
  readonly label: string;
  /** What it is for and what to watch out for, in whole sentences. */
  readonly help: string;
  /** Who or what notices a change, and when. */
  readonly affects: string;
}

export type Judged<T> = { readonly value: T } | { readonly problem: string };

/** One scalar, or one list of scalars: what it may be, what it is until somebody changes it, and how it is explained. */
export interface SettingField<T> extends FieldWords<T> {
  readonly kind: FieldKind;
  /** The words to choose from (`choice`, `choices`). */
  readonly options: readonly string[] | null;
  /** Bounds: of the number itself, of the length of a text, of the count of words. */
  readonly min: number | null;
  readonly max: number | null;
  /** The value as it is kept, or one sentence about what it must be. */
  readonly judge: (given: unknown) => Judged<T>;
}

const NOT_TEXT = { problem: 'Must be text' };
const NOT_A_LIST = { problem: 'Must be a list' };
const ONE_LINE = /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u;

function booleanField(words: FieldWords<boolean>): SettingField<boolean> {
  return {
    ...words,
    kind: 'boolean',
    options: null,
    min: null,
    max: null,
    judge: (given) => (typeof given === 'boolean' ? { value: given } : { problem: 'Must be true or false' }),
  };
}

function choiceField<W extends string>(options: readonly W[], words: FieldWords<W>): SettingField<W> {
  return {
    ...words,
    kind: 'choice',
    options,
    min: null,
    max: null,
    judge: (given) => {
      const value = options.find((option) => option === given);
      return value === undefined ? { problem: `Must be one of: ${options.join(', ')}` } : { value };
    },
  };
}

/** Some of the options, each once, in the order of the options. */
function choicesField<W extends string>(
  options: readonly W[],
  words: FieldWords<readonly W[]>,
): SettingField<readonly W[]> {
  return {
    ...words,
    kind: 'choices',
    options,
    min: 0,
    max: options.length,
    judge: (given) => {
      if (!Array.isArray(given)) {
        return NOT_A_LIST;
      }
      const known: readonly unknown[] = options;
      return given.every((one) => known.includes(one))
        ? { value: options.filter((option) => given.includes(option)) }
        : { problem: `Must be of: ${options.join(', ')}` };
    },
  };
}

export interface WordsRule {
  /** At most so many. */
  readonly max: number;
  /** A word as it is kept and compared; null when it is none. */
  readonly normalise: (word: string) => string | null;
  /** What a word must be, after "Must be". */
  readonly must: string;
}

/** A list of free words of one sort, each once, in the order given. */
function wordsField(rule: WordsRule, words: FieldWords<readonly string[]>): SettingField<readonly string[]> {
  return {
    ...words,
    kind: 'words',
    options: null,
    min: 0,
    max: rule.max,
    judge: (given) => {
      if (!Array.isArray(given)) {
        return NOT_A_LIST;
      }
      if (given.length > rule.max) {
        return { problem: `At most ${String(rule.max)}` };
      }
      const kept = given.map((word) => (typeof word === 'string' ? rule.normalise(word) : null));
      const wrong = kept.indexOf(null);
      if (wrong >= 0) {
        return { problem: `${shown(given[wrong])} must be ${rule.must}` };
      }
      return { value: [...new Set(kept.filter((word) => word !== null))] };
    },
  };
}

/** A whole number. */
function numberField({ min, max }: { min: number; max: number }, words: FieldWords<number>): SettingField<number> {
  return {
    ...words,
    kind: 'number',
    options: null,
    min,
    max,
    judge: (given) =>
      typeof given === 'number' && Number.isInteger(given) && given >= min && given <= max
        ? { value: given }
        : { problem: `Must be a whole number from ${String(min)} to ${String(max)}` },
  };
}

/** One line. */
function textField({ min, max }: { min: number; max: number }, words: FieldWords<string>): SettingField<string> {
  return {
    ...words,
    kind: 'text',
    options: null,
    min,
    max,
    judge: (given) => {
      if (typeof given !== 'string') {
        return NOT_TEXT;
      }
      const value = given.trim();
      if (!ONE_LINE.test(value)) {
        return { problem: 'Must be one line without control characters' };
      }
      return value.length >= min && value.length <= max
        ? { value }
        : { problem: `Must be ${String(min)} to ${String(max)} characters long` };
    },
  };
}

/** The kinds of fields that an area may have. */
export const setting = {
  boolean: booleanField,
  choice: choiceField,
  choices: choicesField,
  words: wordsField,
  number: numberField,
  text: textField,
} as const;

/** What somebody sent, short enough for a sentence. */
function shown(given: unknown): string {
  return typeof given === 'string' && given.trim() !== '' ? given.trim().slice(0, 60) : 'Each';
}
