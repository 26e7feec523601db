/** What is quoted may hold the sign that ends a tag. */
const IMAGE = /<img\b(?:[^>"]|"[^"]*")*?\bdata-attachment="([0-9a-f-]{36})"(?:[^>"]|"[^"]*")*>/g;
const ALT = /\balt="([^"]*)"/;

/** The files that a message shows in its text. */
export function imagesIn(html: string): readonly string[] {
  return [...new Set([...html.matchAll(IMAGE)].flatMap(([, id]) => (id === undefined ? [] : [id])))];
}

/**
 * The same text, with an address for each picture that has one, which then acts like a button.
 * @param links addresses by file
 * @param words what pressing it does, given the words that stand for the picture; both as they stand in HTML
 */
export function withImages(html: string, links: ReadonlyMap<string, string>, words: (alt: string) => string): string {
  return html.replace(IMAGE, (tag: string, id: string) => {
    const url = links.get(id);
    const name = words(ALT.exec(tag)?.[1] ?? '').replace(/"/g, '&quot;');
    return url === undefined
      ? tag
      : tag.replace(
          /^<img\b/,
          `<img src="${encodeURI(url)}" class="is-picture" role="button" tabindex="0" aria-label="${name}"`,
        );
  });
}
