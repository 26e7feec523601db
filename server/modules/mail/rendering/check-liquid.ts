import { ForTag, Output, toValueSync, TokenKind, TypeGuards, Value, type Template, type Token } from 'liquidjs';
import type { TemplatePart, TemplateProblem } from '../domain/template-source.js';
import type { TemplateVariable, VariableKind } from '../domain/template-variables.js';

/** What a value that a template shows is, and where it stands in the source. */
export interface ShownValue {
  readonly begin: number;
  readonly end: number;
  /** Null: not a variable by itself. */
  readonly variable: { readonly name: string; readonly kind: VariableKind } | null;
  readonly filters: readonly string[];
}

export interface LiquidFindings {
  readonly problems: readonly TemplateProblem[];
  readonly shown: readonly ShownValue[];
}

/** Names inside a loop, and the list that each stands for one of; null: the loop itself. */
type Scope = ReadonlyMap<string, string | null>;

/** No mail is told in so many conditions inside each other. */
const DEPTH = 20;
const UNESCAPED = ['escape', 'newline_to_br', 'raw'];

/** Finds what a part says that it has no word for, and what it would put into the mail unescaped. */
export function checkLiquid(
  part: TemplatePart,
  templates: readonly Template[],
  variables: readonly TemplateVariable[],
): LiquidFindings {
  const check = new LiquidCheck(part, new Map(variables.map((variable) => [variable.name, variable.kind])));
  check.all(templates, new Map(), 0);
  return check;
}

class LiquidCheck implements LiquidFindings {
  readonly problems: TemplateProblem[] = [];
  readonly shown: ShownValue[] = [];

  constructor(
    private readonly part: TemplatePart,
    private readonly kinds: ReadonlyMap<string, VariableKind>,
  ) {}

  all(templates: readonly Template[], scope: Scope, depth: number): void {
    for (const template of templates) {
      if (depth > DEPTH) {
        this.say(template.token, `There are more than ${String(DEPTH)} conditions inside each other.`);
        return;
      }
      this.one(template, scope, depth);
    }
  }

  private one(template: Template, scope: Scope, depth: number): void {
    for (const argument of template.arguments?.() ?? []) {
      if (argument instanceof Value) {
        this.value(argument, scope);
      } else {
        this.token(argument, scope);
      }
    }
    if (template instanceof Output) {
      this.output(template, scope);
    }
    const inner = template instanceof ForTag ? this.inside(template, scope) : scope;
    this.all(template.children === undefined ? [] : toValueSync(template.children(false, true)), inner, depth + 1);
  }

  private inside(loop: ForTag, scope: Scope): Scope {
    const list = this.nameOf(loop.collection, scope);
    if (list !== null && this.kinds.get(list) !== 'list') {
      this.say(loop.token, `"${list}" is no list.`);
    }
    return new Map([...scope, [loop.variable, list], ['forloop', null]]);
  }

  private output({ token, value }: Output, scope: Scope): void {
    const [only, ...others] = value.initial.postfix;
    const name = only === undefined || others.length > 0 ? null : this.nameOf(only, scope);
    const kind = name === null ? undefined : this.kinds.get(name);
    const variable = name === null || kind === undefined ? null : { name, kind };
    // The engine adds the one that escapes by itself, under a name that nobody could write.
    const filters = value.filters.map((filter) => filter.name).filter((filter) => /^\w+$/.test(filter));
    this.shown.push({ begin: token.begin, end: token.end, variable, filters });
    if (kind === 'list') {
      this.say(token, `"${name ?? ''}" is a list: show each of it with {% for %}.`);
    }
    if (kind === 'html' && this.part !== 'html') {
      this.say(token, `"${name ?? ''}" is HTML, which the ${this.part} cannot show.`);
    }
    if (kind === 'link' && (this.part === 'subject' || filters.length > 0)) {
      const where = this.part === 'subject' ? 'stand in the subject' : 'be changed by a filter';
      this.say(token, `The secret link "${name ?? ''}" cannot ${where}.`);
    }
    if (this.part === 'html') {
      this.escaping(token, kind, filters);
    }
  }

  /** What people typed is never HTML, whatever is done to it on the way. */
  private escaping(token: Token, kind: VariableKind | undefined, filters: readonly string[]): void {
    const isSafe =
      (kind === 'html' && filters.length === 1) ||
      (filters[0] === 'escape' && filters.every((name) => UNESCAPED.includes(name)));
    if (filters.includes('raw') && !isSafe) {
      this.say(token, '"raw" is for variables that are HTML, or after "escape": this would let anybody write HTML.');
    }
    if (kind === 'html' && filters.at(-1) !== 'raw') {
      this.say(token, 'This variable is HTML: show it with "| raw".');
    }
  }

  private value(value: Value, scope: Scope): void {
    value.initial.postfix.forEach((token) => {
      this.token(token, scope);
    });
    value.filters
      .flatMap(({ args }) => args)
      .forEach((argument) => {
        const token = Array.isArray(argument) ? argument[1] : argument;
        if (typeof token === 'object') {
          this.token(token, scope);
        }
      });
  }

  private token(token: Token, scope: Scope): void {
    if (TypeGuards.isRangeToken(token)) {
      this.say(token, 'Ranges like (1..3) are not possible here.');
      return;
    }
    const name = this.nameOf(token, scope);
    if (name !== null && !this.kinds.has(name) && !isAbout(name, this.kinds)) {
      this.say(token, `There is no variable "${name}" in this template.`);
    }
  }

  /** As the list of variables calls it; null when the token names none. */
  private nameOf(token: Token, scope: Scope): string | null {
    if (token.kind === TokenKind.FilteredValue || !TypeGuards.isPropertyAccessToken(token)) {
      return null;
    }
    const path = token.props.map((step) =>
      TypeGuards.isWordToken(step) || TypeGuards.isQuotedToken(step) ? step.content : '',
    );
    if (path.includes('')) {
      return token.getText();
    }
    const [first = '', ...rest] = path;
    const list = scope.get(first);
    if (list === undefined) {
      return path.join('.');
    }
    return list === null ? null : [list, ...rest].join('.');
  }

  private say(token: Token, message: string): void {
    this.problems.push({ part: this.part, line: token.getPosition()[0] ?? 1, message });
  }
}

/** `items.size`, and the bare name of a group of variables, like `links`. */
function isAbout(name: string, kinds: ReadonlyMap<string, VariableKind>): boolean {
  const list = /^(.*)\.(size|first|last)$/.exec(name)?.[1];
  return list !== undefined && kinds.has(list);
}
