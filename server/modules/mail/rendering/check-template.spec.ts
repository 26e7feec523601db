import { MAIL_LANGUAGES } from '../domain/mail-language.js';
import { MAIL_TEMPLATES } from '../domain/template-catalogue.js';
import { templateVariables } from '../domain/template-variables.js';
import { TEMPLATE_PARTS, type TemplateSource } from '../domain/template-source.js';
import { checkTemplate } from './check-template.js';
import { ShippedTemplates } from './shipped-templates.js';

const shipped = new ShippedTemplates();

describe('what came with the program', () => {
  it.each(MAIL_TEMPLATES.flatMap((name) => MAIL_LANGUAGES.map((language) => [name, language] as const)))(
    '%s in %s is without a problem',
    (name, language) => {
      expect(checkTemplate({ name, language, source: shipped.of(name, language).source })).toEqual([]);
    },
  );

  /** Every variable that each part of a template asks for. */
  const asked = (source: TemplateSource): string[] =>
    TEMPLATE_PARTS.flatMap((part) => {
      const names = [...source[part].matchAll(/\{[{%][^}]*?\b([a-z]\w*(?:\.\w+)*)\b[^}]*\}/g)].map(([whole]) => whole);
      return [...new Set(names)].sort().map((name) => `${part}: ${name}`);
    });

  it.each(MAIL_TEMPLATES)('%s says the same in every language, in each of its parts', (name) => {
    const [first, ...others] = MAIL_LANGUAGES.map((language) => asked(shipped.of(name, language).source));
    others.forEach((other) => {
      expect(other).toEqual(first);
    });
  });
});

const GOOD: TemplateSource = {
  subject: 'Choose a new password',
  html: '<p>Hello {{ firstName | default: "you" }}, <a class="button" href="{{ links.reset }}">choose</a></p>',
  text: 'Choose: {{ links.reset }}',
};
const said = (
  source: Partial<TemplateSource>,
  name: 'password-reset' | 'ticket-digest' | 'ticket-reply' = 'password-reset',
): string[] =>
  checkTemplate({ name, language: 'en', source: { ...GOOD, ...source } }).map(
    ({ part, line, message }) => `${part} ${String(line)}: ${message}`,
  );
const LINK = '<a href="{{ links.reset }}">x</a>';

describe('the check of a template', () => {
  it('lets through what is good', () => {
    expect(said({})).toEqual([]);
    expect(
      said({
        html: `<table><tr><td style="color:red">{{ deskUrl }}</td></tr></table>\n${LINK}<br><img src="{{ deskUrl }}/logo.png" alt="Us">`,
      }),
    ).toEqual([]);
    expect(
      said({
        html: `<p>${LINK} <a href="https://intranet.example/?who={{ firstName | url_encode }}">x</a> <a href="mailto:it@example.com">y</a></p>`,
      }),
    ).toEqual([]);
  });

  it.each<[string, Partial<TemplateSource>, RegExp]>([
    [
      'an unknown variable',
      { text: 'One\n{{ links.reset }} {{ password }}' },
      /^text 2: There is no variable "password"/,
    ],
    [
      'an unknown field',
      { text: '{{ links.reset }} {{ links.other }}' },
      /^text 1: There is no variable "links.other"/,
    ],
    [
      'an unknown variable in a condition',
      { text: '{{ links.reset }}\n{% if isVip %}x{% endif %}' },
      /^text 2: .*"isVip"/,
    ],
    ['an unknown variable behind a filter', { text: '{{ links.reset }}{{ firstName | append: secret }}' }, /"secret"/],
    ['liquid that is not closed', { html: `${LINK}\n\n{% if firstName %}` }, /^html 3: Tag/],
    ['an unknown filter', { html: `${LINK}{{ firstName | shout }}` }, /^html 1: Undefined filter: shout/],
    ['another file', { html: `${LINK}{% include "layout" %}` }, /^html 1: Tag "include" not found/],
    ['a value kept', { html: `${LINK}{% assign x = 1 %}` }, /Tag "assign" not found/],
    ['no link in HTML', { html: '<p>Hello</p>' }, /^html 1: The secret link is missing/],
    ['no link in text', { text: 'Hello' }, /^text 1: The secret link is missing/],
    [
      'a link that is no link',
      { html: '<p>{{ links.reset }}</p>' },
      /^html 1: The secret link .* is not shown in every case/,
    ],
    [
      'a link in some cases',
      { text: '{% if firstName %}{{ links.reset }}{% endif %}' },
      /^text 1: .*not shown in every case/,
    ],
    ['a link cut off', { text: '{{ links.reset | truncate: 9 }}' }, /cannot be changed by a filter/],
    [
      'a link in the subject',
      { subject: '{{ links.reset }}' },
      /^subject 1: The secret link "links.reset" cannot stand in the subject/,
    ],
    ['an empty text', { text: '  \n ' }, /^text 1: Please fill this in/],
    ['a text of tags', { text: '{% comment %}{{ links.reset }}{% endcomment %}' }, /^text 1/],
    ['a subject of two lines', { subject: 'One\nTwo' }, /^subject 1: The subject must be one line/],
    ['a long subject', { subject: 'x'.repeat(201) }, /^subject 1: There are more than 200 characters/],
    ['a long text', { text: 'x'.repeat(20_001) }, /more than 20000/],
    [
      'a character of no text',
      { text: 'a\nb\u0000 {{ links.reset }}' },
      /^text 2: There is a character that nobody sees/,
    ],
    ['half a character', { html: `${LINK}\ud800` }, /nobody sees/],
    ['a script', { html: `${LINK}\n<script>alert(1)</script>` }, /^html 2: <script> cannot stand in a mail/],
    ['a form', { html: `${LINK}<form action="https://evil.example"></form>` }, /<form> cannot/],
    ['a frame', { html: `${LINK}<iframe src="x"></iframe>` }, /<iframe> cannot/],
    ['a sheet of styles', { html: `${LINK}<style>p{}</style>` }, /<style> cannot/],
    ['a picture that draws', { html: `${LINK}<svg></svg>` }, /<svg> cannot/],
    ['a body of its own', { html: `${LINK}<body onload="x()"></body>` }, /<body> cannot/],
    ['what reacts', { html: `<p onclick="x()">${LINK}</p>` }, /^html 1: onclick: nothing in a mail can react/],
    [
      'an image from elsewhere',
      { html: `${LINK}<img src="https://evil.example/pixel.png" alt="">` },
      /Images from elsewhere/,
    ],
    [
      'an image of a host that looks like ours',
      { html: `${LINK}<img src="{{ deskUrl }}.evil.example/x.png" alt="">` },
      /Images from elsewhere/,
    ],
    [
      'an image in a style',
      { html: `<p style="background:url(https://evil.example)">${LINK}</p>` },
      /This style loads/,
    ],
    ['a link that runs', { html: `${LINK}<a href="javascript:alert(1)">x</a>` }, /A link begins with https/],
    [
      'a link that runs, disguised',
      { html: `${LINK}<a href="java&#115;cript:alert(1)">x</a>` },
      /A link begins with https/,
    ],
    ['a link with data', { html: `${LINK}<a href="data:text/html,x">x</a>` }, /A link begins with https/],
    ['a link that people type', { html: `${LINK}<a href="{{ firstName }}">x</a>` }, /A link begins with "url"/],
    [
      'a link whose host people type',
      { html: `${LINK}<a href="https://{{ firstName | url_encode }}/">x</a>` },
      /A link begins with https|stands behind its host/,
    ],
    [
      'a secret link with more',
      { html: `<a href="{{ links.reset }}&next=https://evil.example">x</a>` },
      /secret link, as it is/,
    ],
    ['a value without quotes', { html: `<p title={{ firstName }}>${LINK}</p>` }, /must stand in quotes/],
    [
      'a value in a style',
      { html: `<p style="color:{{ firstName }}">${LINK}</p>` },
      /A variable cannot stand in style/,
    ],
    [
      'a condition among attributes',
      { html: `<p {% if firstName %}class="a"{% endif %}>${LINK}</p>` },
      /among the attributes|not closed|no HTML/,
    ],
    ['a name put together', { html: `${LINK}<scr{% if firstName %}ipt>{% endif %}` }, /inside the name|cannot stand/],
    ['typed words as HTML', { html: `${LINK}{{ firstName | raw }}` }, /"raw" is for variables that are HTML/],
    [
      'typed words as HTML, by a way round',
      { html: `${LINK}{{ firstName | escape | append: firstName | raw }}` },
      /"raw" is for variables/,
    ],
    [
      'what is not closed',
      { html: `<p>One\n<strong>${LINK}</p>` },
      /^html 2: <\/p> ends what was not begun here: <strong> of line 2/,
    ],
    ['what is never closed', { html: `<p>${LINK}` }, /^html 1: <p> is never closed/],
    [
      'a quote inside of a paragraph',
      { html: `<p><blockquote>${LINK}</blockquote></p>` },
      /cannot stand inside of a <p>/,
    ],
    ['no HTML at all', { html: `${LINK}<p class="a" class="b"></p>` }, /This is no HTML: duplicate attribute/],
    [
      'a comment some programs read',
      { html: `${LINK}<!--[if mso]><script></script><![endif]-->` },
      /Conditional comments/,
    ],
    ['a number of rounds', { text: '{{ links.reset }}{% for i in (1..9) %}x{% endfor %}' }, /Ranges/],
    [
      'rounds over what is no list',
      { text: '{{ links.reset }}{% for i in firstName %}x{% endfor %}' },
      /"firstName" is no list/,
    ],
  ])('names %s', (_case, source, expected) => {
    expect(said(source).join('\n')).toMatch(expected);
  });

  it('knows what is in a list', () => {
    const html = (inner: string) => ({ html: `{% for item in items %}${inner}{% endfor %}`, text: 'x' });
    expect(said(html('{{ item.headline }}{{ item.bodyHtml | raw }}{{ forloop.index }}'), 'ticket-digest')).toEqual([]);
    expect(said(html('{{ item.nothing }}'), 'ticket-digest').join()).toMatch(/"items.nothing"/);
    expect(said(html('{{ item.text | raw }}'), 'ticket-digest').join()).toMatch(/"raw" is for/);
    expect(said({ html: '<p>{{ items }}</p>', text: 'x' }, 'ticket-digest').join()).toMatch(/is a list/);
  });

  it('keeps HTML out of text, and text out of HTML', () => {
    expect(said({ html: '<p>{{ bodyHtml }}</p>', text: 'x' }, 'ticket-reply').join()).toMatch(/show it with "\| raw"/);
    expect(said({ html: '<p>x</p>', text: '{{ bodyHtml }}' }, 'ticket-reply').join()).toMatch(
      /which the text cannot show/,
    );
  });

  it('ends in time, whatever it is given', () => {
    const begun = process.cpuUsage();
    said({ html: '{% if a %}'.repeat(5_000) });
    said({ html: '<'.repeat(50_000) });
    said({ html: '<p '.repeat(16_000) });
    said({ html: '{{'.repeat(25_000) });
    said({ html: '<b>'.repeat(16_000) });
    said({ text: `${'{% for a in items %}'.repeat(15)}x${'{% endfor %}'.repeat(15)}` }, 'ticket-digest');
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(5_000);
  });
});

describe('the variables of a template', () => {
  it.each(MAIL_TEMPLATES)('%s: each has a meaning', (name) => {
    expect(templateVariables(name).every(({ meaning }) => meaning !== '')).toBe(true);
  });
});
