import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { attachmentNamed } from './attached-images.js';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });

/** Under this name `render` hands its rules the images that may be shown. */
const IMAGES = Symbol('images');

/** Images are shown by their attachment's id, and of those alone that may be shown here: never from elsewhere. */
markdown.renderer.rules.image = (tokens, index, options, env, renderer) => {
  const token = tokens[index];
  const id = attachmentNamed(String(token?.attrGet('src') ?? ''));
  const images = env?.[IMAGES];
  if (token === undefined || id === null || !(images instanceof Set) || !images.has(id)) {
    return '';
  }
  const alt = renderer.renderInlineAsText(token.children ?? [], options, env);
  return `<img data-attachment="${id}" alt="${markdown.utils.escapeHtml(alt)}">`;
};

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'br',
    'hr',
    'strong',
    'em',
    's',
    'code',
    'pre',
    'blockquote',
    'ul',
    'ol',
    'li',
    'a',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'img',
  ],
  allowedAttributes: { a: ['href', 'rel', 'target'], ol: ['start'], img: ['data-attachment', 'alt'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  disallowedTagsMode: 'discard',
  transformTags: {
    // Somebody is named, and it leads nowhere.
    a: (tagName, attribs) =>
      attribs['href']?.startsWith('mention:') === true
        ? { tagName: 'strong', attribs: {} }
        : { tagName, attribs: { ...attribs, rel: 'noopener noreferrer nofollow', target: '_blank' } },
  },
};

/**
 * Markdown source to HTML that may be shown as it is: no scripts, no styles, no images of strangers, no own tags. `images`:
 * ids of the attachments that may be shown in it, as `<img data-attachment="…" alt="…">` without an address.
 */
export function renderMarkdown(source: string, images: ReadonlySet<string> = new Set()): string {
  return sanitizeHtml(markdown.render(source, { [IMAGES]: images }), ALLOWED);
}
