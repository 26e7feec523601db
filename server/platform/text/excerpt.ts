import MarkdownIt, { type Token } from 'markdown-it';
import { cutText } from '../../kernel/cut-text.js';
import { imageInWords } from './attached-images.js';

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });
/** More of a text than this is never looked at. */
const READ = 4_000;

/** The first words of a Markdown text, on one line and without its marks: at most `limit` characters. */
export function excerptOf(source: string, limit: number): string {
  const words = wordsOf(markdown.parse(cutText(source, READ), {}))
    .join('')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return words.length <= limit ? words : `${cutText(words, limit - 1).trimEnd()}…`;
}

function wordsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => {
    switch (token.type) {
      case 'inline':
        return [...wordsOf(token.children ?? []), ' '];
      case 'image':
        return [imageInWords(wordsOf(token.children ?? []).join(''))];
      case 'text':
      case 'text_special':
      case 'code_inline':
        return [token.content];
      case 'fence':
      case 'code_block':
        return [token.content, ' '];
      case 'softbreak':
      case 'hardbreak':
        return [' '];
      default:
        return [];
    }
  });
}
