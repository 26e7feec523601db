/** What the page and the editor say to each other; the editor itself is loaded later. */
export type Format = 'bold' | 'italic' | 'strike' | 'code' | 'link' | 'bullets' | 'numbers' | 'quote' | 'block';

export type SuggestKind = 'person' | 'reply';

/** Somebody who may be named, or a text that may be put in. */
export interface Suggested {
  readonly id: string;
  readonly name: string;
  /** Second line: a department, the first words of a text. */
  readonly detail: string;
  readonly picture: string | null;
  /** The whole text in Markdown, shown beside the list; empty for people. */
  readonly preview: string;
}

export interface TextRange {
  readonly from: number;
  readonly to: number;
}

export interface Suggestions {
  readonly kind: SuggestKind;
  readonly query: string;
  readonly items: readonly Suggested[];
  readonly range: TextRange;
  /** Where the sign stands in the window. */
  readonly rect: DOMRect | null;
}

export interface RichTextOptions {
  readonly element: HTMLElement;
  readonly markdown: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly placeholder: () => string;
  readonly words: { readonly gone: string };
  readonly kinds: readonly SuggestKind[];
  readonly suggest: (kind: SuggestKind, query: string) => Promise<Suggested[]>;
  /** Null when nothing is asked any more. */
  readonly onSuggest: (shown: Suggestions | null) => void;
  /** True when the key was meant for the list. */
  readonly onSuggestKey: (event: KeyboardEvent) => boolean;
  readonly onChange: (markdown: string) => void;
  readonly onState: (active: ReadonlySet<Format>) => void;
  readonly onSubmit: () => void;
  /** Where the browser has a picture of this text; null when it is gone. */
  readonly pictureUrl: (src: string) => string | null;
}

export interface RichText {
  readonly element: HTMLElement;
  /** Another text, unless it is the one that stands there. */
  readonly set: (markdown: string) => void;
  readonly focus: (where?: 'end' | 'there') => void;
  readonly toggle: (format: Exclude<Format, 'link'>) => void;
  readonly linkTarget: () => string;
  /** False when nothing may lead there; an empty target takes the link away. */
  readonly setLink: (target: string) => boolean;
  readonly insertPicture: (src: string, alt: string) => void;
  readonly insertMention: (person: { readonly id: string; readonly name: string }, range: TextRange) => void;
  readonly insertMarkdown: (markdown: string, range?: TextRange) => void;
  /** The sign that opens a list, as if it was typed. */
  readonly insertSign: (kind: SuggestKind) => void;
  readonly setEditable: (isEditable: boolean) => void;
  readonly setAttributes: (attributes: Readonly<Record<string, string | null>>) => void;
  readonly refreshPictures: () => void;
  /** Markdown as HTML, to be sanitised before it is shown. */
  readonly preview: (markdown: string) => string;
  readonly destroy: () => void;
}
