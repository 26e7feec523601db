import type { Configuration } from '../../../config/configuration.js';
import type { MailTemplateName, MailTemplates } from '../domain/mail-templates.js';
import { MailFrame } from './mail-frame.js';
import { MailRenderer, type RenderedMail } from './mail-renderer.js';
import { ParsedTemplate } from './parsed-template.js';
import { ShippedTemplates } from './shipped-templates.js';
import type { TemplateOverride, TemplateOverrides } from './template-overrides.js';

const ABOUT = {
  firstName: 'Ada',
  number: 'SS-000123',
  subject: '<b>Fire</b> & smoke',
  url: 'https://desk.example/tickets/1',
  because: 'you submitted this ticket',
};

/** With what an administrator wrote instead of a template, and what was told of it. */
function desk(override: TemplateOverride | null = null): { renderer: MailRenderer; failures: unknown[] } {
  const failures: unknown[] = [];
  const overrides: Pick<TemplateOverrides, 'find' | 'failed'> = {
    find: () => Promise.resolve(override),
    failed: (_override, error) => {
      failures.push(error);
      return Promise.resolve();
    },
  };
  const frame = new MailFrame({ publicUrl: 'https://desk.example' } as Configuration);
  return { renderer: new MailRenderer(new ShippedTemplates(), overrides as TemplateOverrides, frame), failures };
}
const { renderer } = desk();

function render<N extends MailTemplateName>(
  template: N,
  data: MailTemplates[N] | object,
  { by = renderer, links = {}, tag = null as string | null, language = 'en' } = {},
): Promise<RenderedMail> {
  return by.render({ template, data, subjectTag: tag, language, draft: null }, links);
}

describe('rendering a mail', () => {
  it('escapes what people typed in HTML and leaves it alone in text', async () => {
    const data = { ...ABOUT, category: 'Hardware' };
    const { subject, html, text } = await render('ticket-submitted', data, { tag: '[SS-000123]' });
    expect(subject).toBe('We have received your ticket: <b>Fire</b> & smoke [SS-000123]');
    expect(html).toContain('&lt;b&gt;Fire&lt;/b&gt; &amp; smoke');
    expect(html).not.toContain('<b>Fire');
    expect(text).toContain('<b>Fire</b> & smoke');
    expect(html).toContain('[SS-000123]');
    expect(text).toContain('[SS-000123]');
    expect(text).not.toMatch(/<p|&lt;/);
  });

  it('escapes a reason before it breaks its lines', async () => {
    const { html } = await render('account-suspended', { firstName: 'Ada', reason: '<img src=x>\nsecond' });
    expect(html).toMatch(/&lt;img src=x&gt;<br \/>\s*second/);
    expect(html).not.toContain('<img');
  });

  it('puts sanitised HTML of a comment in as it is', async () => {
    const data = { ...ABOUT, authorName: 'Bob', body: '*Hi*', bodyHtml: '<p><em>Hi</em></p>' };
    expect((await render('ticket-reply', data)).html).toContain('<p><em>Hi</em></p>');
  });

  it('shows secret links where the template wants them', async () => {
    const links = { reset: 'https://desk.example/reset?token=abc' };
    const { html, text } = await render('password-reset', { firstName: 'Ada' }, { links });
    expect(html).toContain('href="https://desk.example/reset?token=abc"');
    expect(text).toContain('\nhttps://desk.example/reset?token=abc');
  });

  it('refuses a message whose data lacks something', async () => {
    await expect(render('password-reset', {}, { links: { reset: 'x' } })).rejects.toThrow(
      /en\/password-reset cannot be filled/,
    );
  });

  it('does not run what looks like a template in typed text', async () => {
    const data = { ...ABOUT, subject: '{{ deskUrl }} {% include "x" %}', category: 'Hardware' };
    const { subject, html } = await render('ticket-submitted', data);
    expect(subject).toContain('{{ deskUrl }} {% include "x" %}');
    expect(html).toContain('{{ deskUrl }} {% include &#34;x&#34; %}');
  });

  it('speaks the language of the reader, and says so', async () => {
    const { subject, html, text } = await render(
      'account-approved',
      { firstName: 'Ada', url: 'x' },
      { language: 'de' },
    );
    expect(subject).toBe('Ihr Konto ist freigegeben');
    expect(html).toContain('lang="de"');
    expect(text).toContain('Hallo Ada,');
  });
});

describe('a template that an administrator has written', () => {
  const written = (html: string, text = 'Hi {{ firstName }}: {{ links.reset }}'): TemplateOverride => ({
    name: 'password-reset',
    language: 'en',
    version: 2,
    template: () => new ParsedTemplate({ subject: 'Ours', html, text }),
  });
  const links = { reset: 'https://desk.example/reset?token=a&b=1' };

  it('is what the mail is made of', async () => {
    const { renderer: by, failures } = desk(written('<p><a href="{{ links.reset }}">Go, {{ firstName }}</a></p>'));
    const { subject, html, text } = await render('password-reset', { firstName: 'Ada' }, { by, links });
    expect(subject).toBe('Ours');
    expect(html).toContain('<a href="https://desk.example/reset?token=a&amp;b=1">Go, Ada</a>');
    expect(text).toContain('Hi Ada: https://desk.example/reset?token=a&b=1');
    expect(failures).toEqual([]);
  });

  const LINK = '<a href="{{ links.reset }}">x</a>';

  it.each<[string, TemplateOverride, RegExp]>([
    ['cannot be read', written('{% if %}'), /invalid value expression/],
    ['asks for what there is not', written(`${LINK}{{ nobody }}`), /undefined variable: nobody/],
    ['does not show the link to press', written('{{ links.reset }}'), /link reset is not shown/],
    ['does not show the link to copy', written(LINK, 'Nothing'), /link reset is not shown/],
    ['says nothing', written(LINK, '  \n '), /text part is empty/],
    [
      'never ends',
      written(`${LINK}{% for a in (1..9999) %}{% for b in (1..9999) %}x{% endfor %}{% endfor %}`),
      /limit/,
    ],
    ['is more than memory holds', written(`${LINK}{% for a in (1..999999999) %}x{% endfor %}`), /limit/],
  ])('that %s loses no mail: the one that came with the program stands in', async (_case, override, why) => {
    const { renderer: by, failures } = desk(override);
    const { subject, text } = await render('password-reset', { firstName: 'Ada' }, { by, links });
    expect(subject).toBe('Choose a new password');
    expect(text).toContain(links.reset);
    expect(failures.map(String)).toEqual([expect.stringMatching(why)]);
  });
});
