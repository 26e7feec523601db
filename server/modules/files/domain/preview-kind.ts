/** How a page can show a file without opening it elsewhere. */
export const PREVIEW_KINDS = ['image', 'text', 'pdf'] as const;
export type PreviewKind = (typeof PREVIEW_KINDS)[number];

const KIND_BY_TYPE: Readonly<Record<string, PreviewKind>> = {
  'image/png': 'image',
  'image/jpeg': 'image',
  'image/gif': 'image',
  'image/webp': 'image',
  'application/pdf': 'pdf',
  'application/xml': 'text',
  'text/calendar': 'text',
  'text/vcard': 'text',
  'text/plain': 'text',
};

/** Null where there is nothing to show: pictures that the desk cannot draw anew are among it. */
export function previewKindOf(contentType: string): PreviewKind | null {
  return KIND_BY_TYPE[contentType] ?? null;
}
