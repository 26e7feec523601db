/**
 * What was written in the editor, as the Markdown that the server renders (CommonMark with strikes, without HTML, a line
 * end is a break). Whatever somebody typed shows as typed: a star is a star, `1.` at a line's start is no list.
 */
interface Mark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

/** A node as ProseMirror writes it in JSON. */
export interface DocNode {
  readonly type?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly DocNode[];
  readonly marks?: readonly Mark[];
  readonly text?: string;
}

const EMPHASIS = ['bold', 'italic', 'strike'] as const;
type Emphasis = (typeof EMPHASIS)[number];

/** All different, so that two that meet are never read as one. */
const DELIMITERS: Record<Emphasis, string> = { bold: '**', italic: '_', strike: '~~' };
const BULLETS = ['-', '*', '+'] as const;
const ORDERED = ['.', ')'] as const;
const BARE_ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}*_~`\\]/g;
const WORD = /^[\p{L}\p{N}]$/u;
const SPACE = /^\s$/u;

/** One letter, or one thing that stands in the line like a letter. */
interface Piece {
  readonly kind: 'char' | 'code' | 'atom';
  readonly text: string;
  readonly marks: ReadonlySet<Emphasis>;
  readonly href: string | null;
}

function attribute(node: DocNode | Mark, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isWord(text: string | undefined): boolean {
  return text !== undefined && WORD.test(text);
}

/** Pieces of one paragraph by its lines. */
function linesOf(nodes: readonly DocNode[]): Piece[][] {
  const lines: Piece[][] = [[]];
  const add = (piece: Piece): void => {
    lines.at(-1)?.push(piece);
  };
  for (const node of nodes) {
    const names = new Set(node.marks?.map(({ type }) => type));
    const marks = new Set(EMPHASIS.filter((name) => names.has(name)));
    const link = node.marks?.find(({ type }) => type === 'link');
    const href = link === undefined ? null : attribute(link, 'href') || null;
    if (node.type === 'hardBreak') {
      lines.push([]);
    } else if (node.type === 'mention') {
      const name = `@${attribute(node, 'label')}`;
      add({ kind: 'atom', text: `[${escaped(name)}](mention:${attribute(node, 'id')})`, marks, href: null });
    } else if (node.type === 'image') {
      const text = `![${escaped(attribute(node, 'alt'))}](${target(attribute(node, 'src'))})`;
      add({ kind: 'atom', text, marks, href });
    } else if (names.has('code')) {
      addCode((node.text ?? '').replace(/\s+/g, ' '), href, lines.at(-1) ?? []);
    } else {
      (node.text ?? '').split('\n').forEach((part, index) => {
        if (index > 0) {
          lines.push([]);
        }
        charsOf(part, href).forEach(([text, to]) => add({ kind: 'char', text, marks, href: to }));
      });
    }
  }
  return lines;
}

/** Blanks at its ends are shown by nobody; two that meet are one. */
function addCode(text: string, href: string | null, line: Piece[]): void {
  const blank: Piece = { kind: 'char', text: ' ', marks: new Set(), href };
  const inner = text.trim();
  const last = line.at(-1);
  if (text.startsWith(' ')) {
    line.push(blank);
  } else if (inner !== '' && last?.kind === 'code' && last.href === href) {
    line[line.length - 1] = { ...last, text: last.text + inner };
  }
  if (inner !== '' && (text.startsWith(' ') || last?.kind !== 'code' || last.href !== href)) {
    line.push({ kind: 'code', text: inner, marks: new Set(), href });
  }
  if (text.endsWith(' ') && inner !== '') {
    line.push(blank);
  }
}

/** An address that was typed is a link: the server makes one of it, and so it is not cut at a star or a dash. */
function charsOf(text: string, href: string | null): [string, string | null][] {
  if (href !== null) {
    return [...text].map((char) => [char, href]);
  }
  const chars: [string, string | null][] = [];
  let from = 0;
  for (const found of text.matchAll(BARE_ADDRESS)) {
    chars.push(...[...text.slice(from, found.index)].map((char): [string, null] => [char, null]));
    chars.push(...[...found[0]].map((char): [string, string] => [char, found[0]]));
    from = found.index + found[0].length;
  }
  return [...chars, ...[...text.slice(from)].map((char): [string, null] => [char, null])];
}

/** Everywhere but in code. `before` and `after` are the neighbours. */
function escapedChar(char: string, before: string | undefined, after: string): string {
  switch (char) {
    case '_':
      return isWord(before) && isWord([...after][0]) ? '_' : '\\_';
    case '&':
      return /^(#\d|#[xX][0-9a-fA-F]|[a-zA-Z][a-zA-Z0-9]*;)/.test(after) ? '&amp;' : '&';
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '~':
    case '<':
      return `\\${char}`;
    default:
      return char;
  }
}

function escaped(text: string): string {
  const chars = [...text.replace(/\s+/g, ' ')];
  return chars
    .map((char, index) => (char === '!' ? '\\!' : escapedChar(char, chars[index - 1], chars.slice(index + 1).join(''))))
    .join('');
}

/** Where a link leads; what would end it early is encoded. */
function target(href: string): string {
  const safe = href
    .replace(/[\s<>\\]/g, (char) => encodeURIComponent(char))
    .replace(/&(?=#\d|#[xX]|[a-zA-Z][a-zA-Z0-9]*;)/g, '&amp;');
  return /[()]/.test(safe) || safe === '' ? `<${safe}>` : safe;
}

function codeText(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return /^`|`$/.test(text) ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** Signs that would make a list, a heading, a quote or a table of a line. */
function escapedStart(line: string): string {
  return line.replace(/^(\d{1,9})([.)])/, '$1\\$2').replace(/^([#>+\-=|:])/, '\\$1');
}

/** Emphasis inside one link or outside all of them. */
class Run {
  private readonly out: string[] = [];
  private readonly open: Emphasis[] = [];
  private spaces: Piece[] = [];

  constructor(private readonly pieces: readonly Piece[]) {}

  write(): string {
    let encodesNext = false;
    this.pieces.forEach((piece, index) => {
      if (piece.kind === 'char' && SPACE.test(piece.text)) {
        this.spaces.push(piece);
        return;
      }
      encodesNext = this.turn(piece.marks, piece, this.pieces[index + 1]);
      this.out.push(encodesNext ? `&#${String(piece.text.codePointAt(0))};` : this.text(piece, index));
    });
    this.turn(new Set(), null, undefined);
    return this.out.join('');
  }

  private text(piece: Piece, index: number): string {
    if (piece.kind === 'atom') {
      return piece.text;
    }
    if (piece.kind === 'code') {
      return codeText(piece.text);
    }
    const rest = this.pieces.slice(index + 1, index + 40);
    // Before a link it would make a picture of it.
    if (piece.text === '!' && (rest[0] === undefined || rest[0].kind === 'atom')) {
      return '\\!';
    }
    const after = rest.map(({ kind, text }) => (kind === 'char' ? text : ' ')).join('');
    const before = this.pieces[index - 1];
    // Where emphasis begins or ends nearby, a letter may be written as its number, which is no letter.
    const isPlain = this.pieces.slice(Math.max(0, index - 2), index + 3).every(({ marks }) => marks.size === 0);
    return escapedChar(piece.text, isPlain && before?.kind === 'char' ? before.text : undefined, after);
  }

  /**
   * Ends and begins emphasis before `next`. A delimiter counts only when the letter outside of it allows it: where it
   * would not, that letter is written as its number. True when this is so for `next`.
   */
  private turn(marks: ReadonlySet<Emphasis>, next: Piece | null, second: Piece | undefined): boolean {
    const held = this.open.filter((mark) => marks.has(mark) && this.spaces.every((space) => space.marks.has(mark)));
    const first = this.open.findIndex((mark) => !held.includes(mark));
    const closed = first < 0 ? [] : this.open.splice(first).reverse();
    const opened = EMPHASIS.filter((mark) => marks.has(mark) && !this.open.includes(mark));
    const inner = this.out.at(-1);
    const hasSpace = this.spaces.length > 0;
    const isPlain = (delimiters: readonly Emphasis[]): boolean =>
      delimiters.length === 1 &&
      delimiters[0] !== 'italic' &&
      isWord(inner) &&
      next?.kind === 'char' &&
      isWord(next.text);
    // The letter that begins is written as its number too when more begins right after it.
    const isAlone = second === undefined || [...second.marks].every((mark) => marks.has(mark));
    if (!hasSpace && opened.length > 0 && closed.length === 0 && !(isPlain(opened) && isAlone)) {
      this.encodeLast();
    }
    this.out.push(...closed.map((mark) => DELIMITERS[mark]));
    if (hasSpace && next !== null) {
      this.out.push(this.spaces.map(({ text }) => text).join(''));
    }
    const trailing = next === null ? this.spaces.map(({ text }) => text).join('') : '';
    this.spaces = [];
    this.out.push(...opened.map((mark) => DELIMITERS[mark]));
    if (trailing !== '') {
      this.out.push(trailing);
    }
    this.open.push(...opened);
    return (
      !hasSpace &&
      closed.length > 0 &&
      opened.length === 0 &&
      next?.kind === 'char' &&
      !isPlain(closed) &&
      !/^[!-/:-@[-`{-~]$/.test(next.text)
    );
  }

  private encodeLast(): void {
    const last = this.out.at(-1);
    if (last !== undefined && [...last].length === 1 && !/^[!-/:-@[-`{-~\s]$/.test(last)) {
      this.out[this.out.length - 1] = `&#${String(last.codePointAt(0))};`;
    }
  }
}

function lineText(pieces: readonly Piece[]): string {
  const runs: { href: string | null; pieces: Piece[] }[] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last?.href === piece.href) {
      last.pieces.push(piece);
    } else {
      runs.push({ href: piece.href, pieces: [piece] });
    }
  }
  return runs
    .map(({ href, pieces: parts }) => (href === null ? new Run(parts).write() : linkText(href, parts)))
    .join('')
    .trim();
}

function linkText(href: string, parts: readonly Piece[]): string {
  const plain = parts.map(({ text }) => text).join('');
  const isBare = parts.every(({ kind, marks }) => kind === 'char' && marks.size === 0) && plain === href;
  return isBare && /^https?:[!-$&-;=?-~]+$/.test(href) ? `<${href}>` : `[${new Run(parts).write()}](${target(href)})`;
}

function paragraph(node: DocNode): string {
  const lines = linesOf(node.content ?? []).map((pieces) => escapedStart(lineText(pieces)));
  while (lines.at(-1) === '') {
    lines.pop();
  }
  while (lines[0] === '') {
    lines.shift();
  }
  return lines.join('\\\n');
}

function heading(node: DocNode): string {
  const text = linesOf(node.content ?? [])
    .map(lineText)
    .filter((line) => line !== '')
    .join(' ')
    // Signs at the end would count as the heading's own.
    .replace(/(^|\s)(#+)$/, '$1\\$2');
  const level = Number(node.attrs?.['level'] ?? 2);
  return text === '' ? '' : `${'#'.repeat(Math.min(6, Math.max(1, level)))} ${text}`;
}

function codeBlock(node: DocNode): string {
  const text = (node.content ?? []).map((part) => part.text ?? '').join('');
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const language = attribute(node, 'language').replace(/[^\w+-]/g, '');
  return `${fence}${language}\n${text === '' ? '' : `${text}\n`}${fence}`;
}

function indented(text: string, by: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 || line === '' ? line : by + line))
    .join('\n');
}

function list(node: DocNode, depth: number, turn: number): string {
  const isOrdered = node.type === 'orderedList';
  const start = Math.min(99_999_999, Math.max(0, Number(node.attrs?.['start'] ?? 1) || 0));
  const items = (node.content ?? []).map((item, index) => {
    const marker = isOrdered
      ? `${String(start + index)}${ORDERED[turn % 2] ?? '.'}`
      : (BULLETS[(depth + turn) % BULLETS.length] ?? '-');
    const text = blocks(item.content ?? [], depth + 1);
    return text === '' ? marker : `${marker} ${indented(text, ' '.repeat(marker.length + 1))}`;
  });
  const isLoose = items.some((item) => item.includes('\n\n'));
  return items.join(isLoose ? '\n\n' : '\n');
}

function blocks(nodes: readonly DocNode[], depth: number): string {
  const parts: string[] = [];
  let turn = 0;
  let before: string | undefined;
  for (const node of nodes) {
    // Two lists of a kind that follow each other would be one: the second has another sign.
    const next = before === node.type ? turn + 1 : 0;
    const text = block(node, depth, next);
    if (text !== '') {
      parts.push(text);
      before = node.type;
      turn = next;
    }
  }
  return parts.join('\n\n');
}

function block(node: DocNode, depth: number, turn: number): string {
  switch (node.type) {
    case 'paragraph':
      return paragraph(node);
    case 'heading':
      return heading(node);
    case 'blockquote': {
      const text = blocks(node.content ?? [], depth);
      return text === '' ? '' : text.replace(/^(?=.)/gm, '> ').replace(/^$/gm, '>');
    }
    case 'codeBlock':
      return codeBlock(node);
    case 'bulletList':
    case 'orderedList':
      return list(node, depth, turn);
    case 'horizontalRule':
      return '___';
    default:
      return blocks(node.content ?? [], depth);
  }
}

export function toMarkdown(doc: DocNode): string {
  return blocks(doc.content ?? [], 0);
}
