import { Node, type Extensions } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';

const SCHEMES = ['http', 'https', 'mailto', 'tel'];

/** Where a link may lead: the server drops all others. */
export function isLinkTarget(href: string): boolean {
  return SCHEMES.some((scheme) => href.toLowerCase().startsWith(`${scheme}:`));
}

/** Somebody who is named, as `[@Name](mention:id)`. */
const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  addAttributes: () => ({ id: { default: '' }, label: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'a[href^="mention:"]',
      // Before the rule for links.
      priority: 2000,
      getAttrs: (element) => ({
        id: element.getAttribute('href')?.slice('mention:'.length) ?? '',
        label: element.textContent.replace(/^@/, ''),
      }),
    },
  ],
  renderHTML: ({ node }) => ['span', { class: 'mention' }, `@${String(node.attrs['label'])}`],
  renderText: ({ node }) => `@${String(node.attrs['label'])}`,
});

/** A picture of this message, as `![alt](attachment:name)`; pictures from elsewhere are not taken over. */
export const Picture = Node.create({
  name: 'image',
  group: 'inline',
  inline: true,
  atom: true,
  draggable: true,
  addAttributes: () => ({ src: { default: '' }, alt: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'img[src^="attachment:"]',
      getAttrs: (element) => ({ src: element.getAttribute('src') ?? '', alt: element.getAttribute('alt') ?? '' }),
    },
  ],
  // Without a source: the page must not ask for what only the view of the node knows.
  renderHTML: ({ node }) => ['img', { alt: String(node.attrs['alt']) }],
});

/** What a text may hold: no more than the server shows. */
export function schemaExtensions(picture: Node = Picture): Extensions {
  return [
    StarterKit.configure({
      underline: false,
      link: {
        openOnClick: false,
        autolink: true,
        defaultProtocol: 'https',
        isAllowedUri: (href) => isLinkTarget(href),
        HTMLAttributes: { rel: null, target: null },
      },
      codeBlock: { HTMLAttributes: { spellcheck: 'false' } },
    }),
    Mention,
    picture,
  ];
}
