/** The three parts of a mail, as they are written: liquid in each. */
export interface TemplateSource {
  /** One line. */
  readonly subject: string;
  /** What stands inside the frame that every mail has. */
  readonly html: string;
  readonly text: string;
}

export const TEMPLATE_PARTS = ['subject', 'html', 'text'] as const;
export type TemplatePart = (typeof TEMPLATE_PARTS)[number];

/** So many characters a part can have. */
export const PART_LIMITS: Readonly<Record<TemplatePart, number>> = { subject: 200, html: 50_000, text: 20_000 };

/** What is wrong with a template, and where. */
export interface TemplateProblem {
  readonly part: TemplatePart;
  /** From 1. */
  readonly line: number;
  /** A whole sentence. */
  readonly message: string;
}

/** As templates are kept: lines end in one character, the subject has nothing around it. */
export function tidySource({ subject, html, text }: TemplateSource): TemplateSource {
  const lines = (value: string): string => value.replace(/\r\n?/g, '\n');
  return { subject: lines(subject).trim(), html: lines(html), text: lines(text) };
}

export function isSameSource(one: TemplateSource, other: TemplateSource): boolean {
  return TEMPLATE_PARTS.every((part) => one[part] === other[part]);
}
