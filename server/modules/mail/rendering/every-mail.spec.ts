import { parse, defaultTreeAdapter as tree, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { Configuration } from '../../../config/configuration.js';
import { MAIL_LANGUAGES } from '../domain/mail-language.js';
import type { MailTemplateName } from '../domain/mail-templates.js';
import { CATALOGUE, MAIL_TEMPLATES } from '../domain/template-catalogue.js';
import { exampleLink, templateExamples } from '../domain/template-examples.js';
import { MailFrame } from './mail-frame.js';
import { MailRenderer, type RenderedMail } from './mail-renderer.js';
import { ShippedTemplates } from './shipped-templates.js';
import type { TemplateOverrides } from './template-overrides.js';

const DESK = 'https://desk.example';
const none: Pick<TemplateOverrides, 'find' | 'failed'> = {
  find: () => Promise.resolve(null),
  failed: () => Promise.reject(new Error('Nothing is written anew here')),
};
const renderer = new MailRenderer(
  new ShippedTemplates(),
  none as TemplateOverrides,
  new MailFrame({ publicUrl: DESK } as Configuration),
);

const render = (
  name: MailTemplateName,
  language: string,
  data: object,
  tag: string | null = null,
): Promise<RenderedMail> =>
  renderer.render(
    { template: name, data, subjectTag: tag, language, draft: null },
    Object.fromEntries(CATALOGUE[name].links.map((link) => [link, exampleLink(DESK, link)])),
  );

/** What a program that reads HTML as the standard says stumbles over. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  parse(html, {
    onParseError: ({ code, startLine }) => {
      faults.push(`${code} in line ${String(startLine)}: ${html.split('\n')[startLine - 1] ?? ''}`);
    },
  });
  return faults;
}

function elementsOf(html: string): Tree.Element[] {
  const found: Tree.Element[] = [];
  const walk = (node: Tree.ParentNode): void => {
    node.childNodes.filter(tree.isElementNode).forEach((child) => {
      found.push(child);
      walk(child);
    });
  };
  walk(parse(html));
  return found;
}

const EVERY = MAIL_TEMPLATES.flatMap((name) => MAIL_LANGUAGES.map((language) => [name, language] as const));

describe.each(EVERY)('the mail %s in %s', (name, language) => {
  const { full, sparse } = templateExamples(language, DESK)[name];
  const given: readonly [string, object][] = [
    ['all there can be', full],
    ['as little as there can be', { ...full, ...sparse }],
  ];

  it.each(given)('with %s is valid HTML, and text beside it', async (_case, data) => {
    const { subject, html, text } = await render(name, language, data, '[SS-000123]');
    expect(faultsOf(html)).toEqual([]);
    expect(html).toContain(`lang="${language}"`);
    expect(subject).toMatch(/^\S.*\S \[SS-000123\]$/);
    expect(text).toMatch(/\S/);
    expect(text).not.toMatch(/<\/?[a-z]|&[a-z#\d]+;|\{\{|\{%|undefined|null|\[object/);
    expect(html).not.toMatch(/\{\{|\{%|undefined|>null<|\[object/);
    expect(text).not.toMatch(/\n{4,}/);
  });

  it('loads nothing from anywhere, and runs nothing', async () => {
    const { html } = await render(name, language, full);
    const elements = elementsOf(html);
    expect(
      elements.filter(({ tagName }) => ['script', 'link', 'img', 'iframe', 'form', 'object'].includes(tagName)),
    ).toEqual([]);
    expect(html).not.toMatch(/url\(|@import/);
    elements.forEach(({ attrs }) => {
      attrs.forEach(({ name: attribute, value }) => {
        expect(attribute).not.toMatch(/^on/);
        if (attribute === 'href') {
          expect(value.startsWith(DESK)).toBe(true);
        }
      });
    });
  });

  it('takes what people typed for nothing but words', async () => {
    const evil =
      '"><img src=x onerror=alert(1)><script>x</script></blockquote>{{ deskUrl }}{% if %}\r\nBcc: eve@example.com\u0000';
    const spoil = (value: unknown, key: string): unknown => {
      if (typeof value === 'string') {
        return key === 'url' ? `${DESK}/tickets/"><script>x</script>` : key.endsWith('Html') ? '<p>Hi</p>' : evil;
      }
      return Array.isArray(value) ? value.map((item: unknown) => spoiled(item as object)) : value;
    };
    const spoiled = (data: object): object =>
      Object.fromEntries(Object.entries(data).map(([key, value]) => [key, spoil(value, key)]));
    const [good, bad] = [
      await render(name, language, full),
      await render(name, language, spoiled(full), '[SS-000123]'),
    ];
    const tags = (html: string): string[] =>
      elementsOf(html)
        .map(({ tagName }) => tagName)
        .filter((tag) => tag !== 'p' && tag !== 'em' && tag !== 'br');
    expect(tags(bad.html)).toEqual(tags(good.html));
    expect(bad.subject).not.toMatch(/[\r\n\u0000]/);
    expect(bad.subject.endsWith(' [SS-000123]')).toBe(true);
    // Liquid in it stays what was typed.
    expect(bad.html.includes('{{ deskUrl }}')).toBe(Object.values(spoiled(full)).some((value) => value === evil));
  });
});
