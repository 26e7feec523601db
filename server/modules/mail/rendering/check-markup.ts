import { Tokenizer as LiquidTokenizer, TypeGuards } from 'liquidjs';
import { Tokenizer, type Token, type TokenHandler } from 'parse5';
import type { TemplateProblem } from '../domain/template-source.js';
import type { ShownValue } from './check-liquid.js';

/** Stand for what liquid puts in and for its tags: of the same length, so that every place stays where it is. */
const VALUE = '\uE000';
const TAG = '\uE001';
const EITHER = new RegExp(`[${VALUE}${TAG}]`);

const EVERYWHERE = ['style', 'class', 'title', 'lang', 'dir', 'align', 'role', 'aria-label', 'aria-hidden'];
const CELL = ['colspan', 'rowspan', 'valign', 'width', 'height', 'bgcolor'];
const TABLE = ['width', 'height', 'cellpadding', 'cellspacing', 'border', 'bgcolor'];

/** What may stand in a mail, and what each may say of itself besides `EVERYWHERE`. */
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  img: ['src', 'alt', 'width', 'height'],
  table: TABLE,
  tr: ['valign', 'bgcolor'],
  td: CELL,
  th: CELL,
  ol: ['start'],
  ...Object.fromEntries(
    (
      'abbr b big blockquote br caption center code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li p pre s small ' +
      'span strong sub sup tbody tfoot thead u ul'
    )
      .split(' ')
      .map((name) => [name, []]),
  ),
};
const VOID = ['br', 'hr', 'img'];
/** End a paragraph by themselves: inside of one they would leave it in two pieces. */
const BLOCKS = 'blockquote center div dl h1 h2 h3 h4 h5 h6 hr ol p pre table ul'.split(' ');
const UNSAFE_STYLE = /url\s*\(|image-set|expression|behaviou?r|-moz-binding|@import|position\s*:|[\\<]|\/\*/i;
const SAFE_ADDRESS = /^(https?:\/\/[^/\s]|mailto:[^\s]|tel:[+\d])/i;

/** Finds in the HTML of a template what no mail may hold, and what is no HTML at all. */
export function checkMarkup(source: string, shown: readonly ShownValue[]): TemplateProblem[] {
  const check = new MarkupCheck(source, shown);
  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: true }, check);
  tokenizer.write(masked(source), true);
  check.end();
  return check.problems;
}

function masked(source: string): string {
  const pieces = new LiquidTokenizer(source).readTopLevelTokens();
  return pieces
    .map((piece) => {
      const text = source.slice(piece.begin, piece.end);
      if (TypeGuards.isHTMLToken(piece)) {
        return text;
      }
      return text.replace(/[^\n]/g, TypeGuards.isOutputToken(piece) ? VALUE : TAG);
    })
    .join('');
}

class MarkupCheck implements TokenHandler {
  readonly problems: TemplateProblem[] = [];
  private readonly open: { readonly name: string; readonly line: number }[] = [];

  constructor(
    private readonly source: string,
    private readonly shown: readonly ShownValue[],
  ) {}

  onStartTag(token: Token.TagToken): void {
    const { tagName: name } = token;
    const line = lineOf(token);
    const allowed = Object.hasOwn(ELEMENTS, name) ? ELEMENTS[name] : undefined;
    if (allowed === undefined) {
      this.say(
        line,
        EITHER.test(name)
          ? 'Liquid cannot stand inside the name of an element.'
          : `<${name.slice(0, 30)}> cannot stand in a mail.`,
      );
    }
    for (const { name: attribute, value } of token.attrs) {
      this.attribute(token, attribute, value, allowed ?? []);
    }
    if (name === 'img' && !token.attrs.some((attribute) => attribute.name === 'alt')) {
      this.say(line, 'An <img> needs words for those who do not see it: alt="...".');
    }
    if (BLOCKS.includes(name) && this.open.at(-1)?.name === 'p') {
      this.say(line, `<${name}> cannot stand inside of a <p>.`);
    }
    if (!VOID.includes(name)) {
      if (token.selfClosing) {
        this.say(line, `<${name}/> does not close itself: write <${name}></${name}>.`);
      }
      this.open.push({ name, line });
    }
  }

  onEndTag(token: Token.TagToken): void {
    const { tagName: name } = token;
    if (VOID.includes(name)) {
      this.say(lineOf(token), `<${name}> has no end.`);
    } else if (this.open.at(-1)?.name === name) {
      this.open.pop();
    } else {
      const last = this.open.at(-1);
      const begun = this.open.findLastIndex((one) => one.name === name);
      this.say(
        lineOf(token),
        `</${name.slice(0, 30)}> ends what was not begun here${last === undefined ? '' : `: <${last.name}> of line ${String(last.line)} is still open`}.`,
      );
      // Said once: what lies between is not told of again.
      this.open.splice(begun < 0 ? this.open.length : begun);
    }
  }

  onComment(token: Token.CommentToken): void {
    // Some programs read what stands in it as HTML.
    if (/\[\s*(if|endif)/i.test(token.data)) {
      this.say(lineOf(token), 'Conditional comments cannot stand in a mail.');
    }
  }

  onDoctype(token: Token.DoctypeToken): void {
    this.say(lineOf(token), 'The frame of the mail has a doctype already.');
  }

  onParseError({ code, startLine }: { code: string; startLine: number }): void {
    this.say(startLine, `This is no HTML: ${code.replaceAll('-', ' ')}.`);
  }

  /** Text is text, whatever it says. */
  onCharacter(): void {}
  onWhitespaceCharacter(): void {}
  onNullCharacter(): void {}
  onEof(): void {}

  end(): void {
    for (const { name, line } of this.open) {
      this.say(line, `<${name}> is never closed.`);
    }
  }

  private attribute(token: Token.TagToken, name: string, value: string, allowed: readonly string[]): void {
    const place = token.location?.attrs?.[name];
    const line = place?.startLine ?? lineOf(token);
    const within = this.shown.filter(
      ({ begin }) => place !== undefined && begin >= place.startOffset && begin < place.endOffset,
    );
    const written = place === undefined ? '' : this.source.slice(place.startOffset, place.endOffset);
    if (EITHER.test(name)) {
      this.say(line, 'Liquid cannot stand among the attributes of an element, only in the value of one.');
    } else if (name.startsWith('on')) {
      this.say(line, `${name.slice(0, 30)}: nothing in a mail can react to anything.`);
    } else if (!allowed.includes(name) && !EVERYWHERE.includes(name)) {
      this.say(line, `<${token.tagName.slice(0, 30)}> cannot have the attribute ${name.slice(0, 30)}.`);
    } else if (value.includes(TAG)) {
      this.say(line, `{% ... %} cannot stand in the value of ${name}.`);
    } else if (value !== '' && !/=\s*["']/.test(written)) {
      this.say(line, `The value of ${name} must stand in quotes.`);
    } else if (name === 'href') {
      this.address(line, value, within);
    } else if (name === 'src') {
      this.image(line, value, within);
    } else if (name === 'style' && UNSAFE_STYLE.test(value)) {
      this.say(line, 'This style loads or runs something, or lies over the mail.');
    } else if (value.includes(VALUE) && !['alt', 'title', 'aria-label'].includes(name)) {
      this.say(line, `A variable cannot stand in ${name}.`);
    }
  }

  /** A page of the desk, a secret link by itself, or an address that is written here; variables only behind its host. */
  private address(line: number, value: string, within: readonly ShownValue[]): void {
    const [first, ...others] = within;
    if (value.startsWith(VALUE)) {
      const isWhole = others.length === 0 && value.replaceAll(VALUE, '') === '';
      const kind = first?.filters.length === 0 ? first.variable?.kind : undefined;
      if (kind === 'link' ? !isWhole : kind !== 'url' || !others.every(isEncoded)) {
        this.say(line, 'A link begins with "url", "deskUrl" or is a secret link, as it is.');
      }
    } else if (!SAFE_ADDRESS.test(value)) {
      this.say(line, 'A link begins with https://, http://, mailto: or tel:.');
    } else if (within.length > 0 && !(/^https?:\/\/[^/\uE000]+\//i.test(value) && within.every(isEncoded))) {
      this.say(line, 'A variable in a link stands behind its host, with "| url_encode".');
    }
  }

  /** An image from elsewhere tells its server who reads the mail, and when. */
  private image(line: number, value: string, [first]: readonly ShownValue[]): void {
    const isOurs = first?.variable?.name === 'deskUrl' && first.filters.length === 0;
    if (!isOurs || !new RegExp(`^${VALUE}+/[^${VALUE}]+$`).test(value)) {
      this.say(line, 'Images from elsewhere cannot stand in a mail: only those under {{ deskUrl }}/.');
    }
  }

  private say(line: number, message: string): void {
    this.problems.push({ part: 'html', line, message });
  }
}

function isEncoded({ filters }: ShownValue): boolean {
  return filters.at(-1) === 'url_encode';
}

function lineOf({ location }: { readonly location: Token.Location | null }): number {
  return location?.startLine ?? 1;
}
