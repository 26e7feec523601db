/**
 * Pasted images. A message that is being sent names its uploads by their place, `![alt](attachment:1)`; kept, it names
 * them by their ids, `![alt](attachment:018f…)`. Shown, they have no address of their own: the client asks for a link.
 */
const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const NAMED = new RegExp(`^attachment:(${ID})$`, 'i');
const NAMES = new RegExp(`\\]\\(attachment:(${ID})(?=[\\s)])`, 'gi');
const PLACES = /\]\(attachment:(\d{1,2})(?=[\s)])/g;
const TEXT_IMAGE = new RegExp(`!\\[([^\\]\\n]{0,500})\\]\\(attachment:${ID}(?: "[^"\\n]{0,500}")?\\)`, 'gi');
const HTML_IMAGE = /<img data-attachment="[^"]*" alt="([^"]*)" \/>/g;

/** Id of the attachment that an address stands for; null for any other address. */
export function attachmentNamed(address: string | null | undefined): string | null {
  return NAMED.exec(address ?? '')?.[1]?.toLowerCase() ?? null;
}

/** Ids of the attachments that a text names, each once. */
export function attachmentsIn(source: string): readonly string[] {
  return [...new Set([...source.matchAll(NAMES)].map(([, id = '']) => id.toLowerCase()))];
}

/** Places become ids; a place where nothing was sent stays as it is and shows nothing. */
export function withAttachmentIds(source: string, ids: readonly string[]): string {
  return source.replace(PLACES, (whole, place: string) => {
    const id = ids[Number(place) - 1];
    return id === undefined ? whole : `](attachment:${id}`;
  });
}

/** Markdown without images that a reader elsewhere could not see: their words stand in. */
export function imagesAsWords(source: string): string {
  return source.replace(TEXT_IMAGE, (_whole, alt: string) => imageInWords(alt));
}

/** The same of HTML that `renderMarkdown` made. */
export function htmlImagesAsWords(html: string): string {
  return html.replace(HTML_IMAGE, (_whole, alt: string) => imageInWords(alt));
}

export function imageInWords(alt: string): string {
  const words = alt.trim();
  return words === '' ? '[image]' : `[image: ${words}]`;
}
