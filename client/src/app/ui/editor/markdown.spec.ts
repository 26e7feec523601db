import { getSchema, type JSONContent } from '@tiptap/core';
import { DOMParser as NodeParser } from '@tiptap/pm/model';
import * as fc from 'fast-check';
import { pageOf } from './markdown-in';
import { toMarkdown, type DocNode } from './markdown-out';
import { schemaExtensions } from './schema';

const schema = getSchema(schemaExtensions());

function readBack(source: string): JSONContent {
  return NodeParser.fromSchema(schema).parse(pageOf(source)).toJSON() as JSONContent;
}

/** A text as the eye sees it: letters with their looks, blanks as one, addresses without the line under them. */
function seen(nodes: readonly DocNode[]): string {
  const letters = nodes.flatMap((node): { text: string; looks: string }[] => {
    const looks = (node.marks ?? [])
      .filter(({ type }) => type !== 'link')
      .map(({ type }) => type)
      .toSorted()
      .join('+');
    const link = node.marks?.find(({ type }) => type === 'link')?.attrs?.['href'];
    const href = typeof link === 'string' && link !== node.text ? link : '';
    if (node.type === 'hardBreak') {
      return [{ text: '\n', looks: '' }];
    }
    if (node.type !== 'text') {
      return [{ text: `{${node.type ?? ''} ${JSON.stringify(node.attrs)}}`, looks }];
    }
    return [...(node.text ?? '')].map((text) =>
      /\s/u.test(text) ? { text: ' ', looks: '' } : { text, looks: looks + href },
    );
  });
  return letters
    .map(({ text, looks }) => (looks === '' ? text : `${text}(${looks})`))
    .join('')
    .replace(/ +/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/^\s+|\s+$/g, '');
}

function shape(node: DocNode): unknown[] {
  const content = node.content ?? [];
  switch (node.type) {
    case 'paragraph':
    case 'heading': {
      const text = seen(content);
      return text === ''
        ? []
        : [node.type === 'heading' ? [`h${String(node.attrs?.['level'])}`, text.replace(/\n+/g, ' ')] : text];
    }
    case 'codeBlock':
      return [['code', content.map(({ text }) => text ?? '').join('')]];
    case 'horizontalRule':
      return ['---'];
    case 'blockquote': {
      const inner = content.flatMap(shape);
      return inner.length === 0 ? [] : [['quote', ...inner]];
    }
    default:
      return [
        [
          node.type === 'orderedList' ? `ol ${JSON.stringify(node.attrs?.['start'] ?? 1)}` : node.type,
          ...content.flatMap(shape),
        ],
      ];
  }
}

const marks = fc.subarray(['bold', 'italic', 'strike']);
/** Without what the server turns into a link by itself: addresses are looked at below. */
const letters = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom('a', 'b', 'ü', 'z', ' ', '1', '漢', '😀') },
      { weight: 4, arbitrary: fc.constantFrom(...'*_~`[]()<>#+-=|:!&;.,"\'\\$%^{}?') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '1. ',
          '- ',
          '# ',
          '> ',
          '---',
          '&amp;',
          '&#97;',
          '![x](y)',
          '<b>',
          '***',
          '```',
          '| a |',
        ),
      },
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const text: fc.Arbitrary<DocNode> = fc
  .record({ text: letters, marks, look: fc.constantFrom('plain', 'plain', 'plain', 'link', 'code') })
  .map(({ text: words, marks: on, look }) => ({
    type: 'text',
    text: words,
    marks:
      look === 'code'
        ? [{ type: 'code' }]
        : [
            ...(look === 'link' ? [{ type: 'link', attrs: { href: 'https://desk.example/a_b(c)?x=1&y=2' } }] : []),
            ...on.map((type) => ({ type })),
          ],
  }));
const inline: fc.Arbitrary<DocNode> = fc.oneof(
  { weight: 8, arbitrary: text },
  { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) },
  { weight: 1, arbitrary: fc.constant({ type: 'mention', attrs: { id: '0190', label: 'Ada [B] *x*' } }) },
  { weight: 1, arbitrary: fc.constant({ type: 'image', attrs: { src: 'attachment:p1', alt: 'a ] b' } }) },
);
const paragraph: fc.Arbitrary<DocNode> = fc
  .array(inline, { maxLength: 6 })
  .map((content) => ({ type: 'paragraph', content }));
const { block } = fc.letrec<{ block: DocNode; list: DocNode; quote: DocNode }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    paragraph,
    fc
      .record({ content: fc.array(text, { minLength: 1, maxLength: 3 }), level: fc.integer({ min: 1, max: 6 }) })
      .map(({ content, level }): DocNode => ({ type: 'heading', attrs: { level }, content })),
    fc.array(fc.constantFrom('a', ' ', '\n', '`', '```', '- x'), { maxLength: 6 }).map((parts): DocNode => ({
      type: 'codeBlock',
      content: parts.length === 0 ? [] : [{ type: 'text', text: parts.join('') }],
    })),
    fc.constant<DocNode>({ type: 'horizontalRule' }),
    tie('quote'),
    tie('list'),
  ),
  quote: fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((content) => ({ type: 'blockquote', content })),
  list: fc
    .record({
      isOrdered: fc.boolean(),
      start: fc.constantFrom(1, 1, 3, 10),
      items: fc.array(fc.tuple(paragraph, fc.array(tie('block'), { maxLength: 2 })), { minLength: 1, maxLength: 3 }),
    })
    .map(({ isOrdered, start, items }) => ({
      type: isOrdered ? 'orderedList' : 'bulletList',
      attrs: isOrdered ? { start } : {},
      content: items.map(([first, rest]) => ({ type: 'listItem', content: [first, ...rest] })),
    })),
}));

describe('what is written and what is shown', () => {
  it('is the same for every text', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), (content) => {
        const source = toMarkdown({ type: 'doc', content });
        expect({ source, shape: (readBack(source).content ?? []).flatMap(shape) }).toEqual({
          source,
          shape: content.flatMap(shape),
        });
      }),
      { numRuns: 500 },
    );
    // Five hundred documents are written and read; beside other work that takes a while.
  }, 30_000);

  it('is the same once more for what was read', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 3 }), (content) => {
        const once = toMarkdown(readBack(toMarkdown({ type: 'doc', content })));
        expect(toMarkdown(readBack(once))).toBe(once);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['an address that is typed', 'see https://a.example/x_y_z*q?a=1&b=2.', 'see <https://a.example/x_y_z*q?a=1&b=2>.'],
    ['a name in a file', 'the file_name_x', 'the file_name_x'],
    ['a mail address', 'ask a_b@desk.example', 'ask a_b@desk.example'],
    ['what looks like a list', '1. no list', '1\\. no list'],
    ['what looks like HTML', '<b>no</b>', '\\<b>no\\</b>'],
  ])('%s', (_what, words, source) => {
    const doc = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] };
    expect(toMarkdown(doc)).toBe(source);
    expect((readBack(source).content?.[0]?.content ?? []).map((node) => node.text).join('')).toBe(words);
  });

  it('reads a person, a picture of the message, and no picture of a stranger', () => {
    const found = readBack('[@Ada](mention:7) ![p](attachment:p1) ![x](https://evil.example/x.png)');
    expect(found.content?.[0]?.content?.map(({ type }) => type)).toEqual(['mention', 'text', 'image']);
  });
});

describe('placeholders of saved replies', () => {
  // No address below the domain name.
  it.each(['requester.name', 'agent.name', 'desk.name', 'requester.firstName', 'ticket.number'])(
    'keep standing as they are written: %s',
    (key) => {
      const text = `Hello {{${key}}}, **see** {{ ${key} }}.`;
      expect(
        readBack(text).content?.[0]?.content?.some(({ marks }) => marks?.some(({ type }) => type === 'link')),
      ).toBe(false);
      expect(toMarkdown(readBack(text))).toBe(text);
    },
  );
});
