/** One command of a guide: a shell block, what is expected of it, and the JSON that is shown as its answer. */
export interface GuideStep {
  readonly line: number;
  readonly command: string;
  readonly status: number;
  /** Variable -> path into the answer, by dots. */
  readonly keeps: Readonly<Record<string, string>>;
  /** Headers that the answer must have. */
  readonly headers: readonly string[];
  /** Other words of the expectation. */
  readonly words: readonly string[];
  /** Null: none is shown. */
  readonly shown: unknown;
}

export interface Guide {
  readonly steps: readonly GuideStep[];
  /** Programs by the language that their comment names. */
  readonly programs: Readonly<Record<string, string>>;
}

const BLOCK = /^```(\w+)\n([\s\S]*?)^```$/gm;
const COMMENT_BEFORE = /<!-- ([^>]*) -->\s*$/;

/** Reads the fenced blocks of a Markdown text. Every block with curl must say what it expects. */
export function readGuide(text: string): Guide {
  const steps: GuideStep[] = [];
  const programs: Record<string, string> = {};
  let endOfLast = 0;
  for (const { 0: whole, 1: language = '', 2: code = '', index } of text.matchAll(BLOCK)) {
    const between = text.slice(endOfLast, index);
    const comment = COMMENT_BEFORE.exec(between)?.[1]?.trim().split(/\s+/) ?? null;
    const line = text.slice(0, index).split('\n').length;
    const last = steps.at(-1);
    if (comment?.[0] === 'receiver') {
      programs[comment[1] ?? language] = code;
    } else if (language === 'sh' && /^curl /m.test(code)) {
      const [status = '', ...rest] = comment ?? [];
      if (!/^\d{3}$/.test(status)) {
        throw new Error(`The curl line at ${String(line)} says nothing of its answer`);
      }
      const pairs = rest.filter((word) => word.includes('='));
      const headers = rest.filter((word) => word.startsWith('header:'));
      steps.push({
        line,
        command: code,
        status: Number(status),
        keeps: Object.fromEntries(pairs.map((pair) => pair.split('=', 2))) as Record<string, string>,
        headers: headers.map((word) => word.slice('header:'.length)),
        words: rest.filter((word) => !pairs.includes(word) && !headers.includes(word)),
        shown: null,
      });
    } else if (language === 'json' && last !== undefined && between.trim() === '') {
      steps[steps.length - 1] = { ...last, shown: JSON.parse(code) as unknown };
    }
    endOfLast = index + whole.length;
  }
  return { steps, programs };
}

/** What of a shown answer the real one lacks; texts that end in "..." and ids stand for any of their kind. */
export function missingOf(shown: unknown, real: unknown, path = '$'): string[] {
  if (Array.isArray(shown)) {
    if (!Array.isArray(real) || (shown.length > 0 && real.length === 0)) {
      return [`${path} is no list with something in it`];
    }
    return shown.length === 0 ? [] : missingOf(shown[0], real[0], `${path}[0]`);
  }
  if (typeof shown === 'object' && shown !== null) {
    return Object.entries(shown).flatMap(([name, value]) =>
      typeof real === 'object' && real !== null && Object.hasOwn(real, name)
        ? missingOf(value, Reflect.get(real, name), `${path}.${name}`)
        : [`${path}.${name} is not there`],
    );
  }
  return typeof shown === typeof real ? [] : [`${path} is ${typeof real}, shown as ${typeof shown}`];
}
