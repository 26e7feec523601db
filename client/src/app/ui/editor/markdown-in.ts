import MarkdownIt from 'markdown-it';

/** The server's own settings: what is read here is what it would show. */
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });

/** Markdown as a page of its own, of which the editor takes what its schema knows. */
export function pageOf(source: string): HTMLElement {
  const { body } = new DOMParser().parseFromString(markdown.render(source), 'text/html');
  for (const code of body.querySelectorAll('pre > code')) {
    code.textContent = code.textContent.replace(/\n$/, '');
  }
  for (const item of body.querySelectorAll('li')) {
    // In the editor each item begins with a paragraph, be it an empty one.
    if (item.firstElementChild?.matches('ul, ol, pre, blockquote, hr, h1, h2, h3, h4, h5, h6') === true) {
      const begins = [...item.childNodes].find((node) => node instanceof Element || node.textContent?.trim() !== '');
      if (begins === item.firstElementChild) {
        item.prepend(body.ownerDocument.createElement('p'));
      }
    }
  }
  return body;
}
