import { CATALOGUE } from './template-catalogue.js';
import { templateExamples } from './template-examples.js';
import type { MailTemplateName } from './mail-templates.js';

export const VARIABLE_KINDS = ['text', 'html', 'url', 'link', 'number', 'flag', 'list'] as const;
/** html: sanitised HTML, put in with `raw`. url: a page of the desk. link: a secret one. */
export type VariableKind = (typeof VARIABLE_KINDS)[number];

/** Something a template can show. */
export interface TemplateVariable {
  /** As it is written, like `firstName`, `links.reset`; what each of a list has, like `items.headline`. */
  readonly name: string;
  readonly kind: VariableKind;
  readonly meaning: string;
  /** Whether it may be missing: ask for it by `if`. */
  readonly isOptional: boolean;
  /** Whether the template cannot be kept without it. */
  readonly isRequired: boolean;
}

const MEANINGS: Readonly<Record<string, string>> = {
  address: 'Network address it came from',
  addresses: 'Network addresses it came from',
  authorName: 'Name of whoever wrote',
  because: 'Why the reader gets this mail, as half a sentence',
  body: 'What was written, as text',
  bodyHtml: 'What was written, as HTML',
  category: 'Category of the ticket',
  companyId: 'Company ID of the person, like EMP-000123',
  count: 'How many news there are',
  department: 'Department of the person',
  deskUrl: 'Address of the desk',
  device: 'Browser and system, in words',
  due: 'When it is or was due, by the clock of the reader',
  email: 'Mail address that it is about',
  failures: 'How often it was tried',
  filename: 'Name of the file',
  finding: 'The virus, by the name that the scanner has for it',
  firstName: 'First name of the reader',
  headline: 'The subject this one would have had',
  isKnownPlace: 'Whether the reader has signed in from there before',
  isTakenOver: 'Whether the account was emptied first, because nobody had confirmed its address',
  items: 'The news, in their order',
  'links.choose': 'Secret link: choose the first password',
  'links.confirm': 'Secret link: confirm the address',
  'links.reset': 'Secret link: choose a new password',
  number: 'Number of the ticket, like SS-000123',
  personName: 'Name of the person it is about',
  priority: 'Priority of the ticket',
  promise: 'What was promised, like the first answer',
  providerName: 'Name of the identity provider',
  reason: 'Reason that the administrator gave',
  requesterName: 'Name of whoever asked',
  isGone: 'Whether its receiver said that it is gone for good',
  senderName: 'Name of whoever sends it',
  sentence: 'What happened, as a whole sentence',
  state: 'How it ended, in a word',
  status: 'The new status, in words of the reader',
  subject: 'Subject of the ticket',
  teamName: 'Name of the team',
  text: 'The reason or the solution, as it was typed',
  textLabel: 'What that text is, in a few words',
  time: 'When it was, by the clock of the reader',
  type: 'Kind of the background work, like mail.deliver',
  until: 'When it can be tried again, by the clock of the reader',
  uploaderName: 'Name of whoever sent the file',
  webhookName: 'What administrators call the webhook',
  url: 'Address of the page that it is about',
};

/** All that a template can show, in the order it is offered. */
export function templateVariables(template: MailTemplateName): TemplateVariable[] {
  const { full, sparse = {} } = templateExamples('en', '')[template];
  const own = Object.entries(full as object as Record<string, unknown>).flatMap(([name, value]) =>
    Array.isArray(value)
      ? [variable(name, value, false), ...fieldsOf(name, value as object[])]
      : [variable(name, value, Object.hasOwn(sparse, name))],
  );
  const links = CATALOGUE[template].links.map((link): TemplateVariable => {
    const name = `links.${link}`;
    return { name, kind: 'link', meaning: meaningOf(name), isOptional: false, isRequired: true };
  });
  return [...links, ...own, variable('deskUrl', '', false)];
}

function fieldsOf(list: string, items: readonly object[]): TemplateVariable[] {
  const names = [...new Set(items.flatMap((item) => Object.keys(item)))];
  return names.map((name) => {
    const values = items.map((item): unknown => Reflect.get(item, name));
    const present = values.find((value) => value !== null);
    return { ...variable(name, present, values.includes(null)), name: `${list}.${name}` };
  });
}

function variable(name: string, value: unknown, isOptional: boolean): TemplateVariable {
  return { name, kind: kindOf(name, value), meaning: meaningOf(name), isOptional, isRequired: false };
}

function kindOf(name: string, value: unknown): VariableKind {
  if (Array.isArray(value)) {
    return 'list';
  }
  if (typeof value === 'number') {
    return 'number';
  }
  if (typeof value === 'boolean') {
    return 'flag';
  }
  return name.endsWith('Html') ? 'html' : name === 'url' || name === 'deskUrl' ? 'url' : 'text';
}

function meaningOf(name: string): string {
  const meaning = MEANINGS[name];
  if (meaning === undefined) {
    throw new Error(`Nobody has said what the variable ${name} of mails means`);
  }
  return meaning;
}
