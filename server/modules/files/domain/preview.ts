/** Pictures drawn anew, by their longest side in pixels. */
export const PREVIEW_SIZES = { thumbnail: 320, screen: 1600 } as const;
export type PreviewSize = keyof typeof PREVIEW_SIZES;

/** What a link may be for: the bytes as they came, or one of the pictures. */
export const VARIANTS = ['original', 'thumbnail', 'screen'] as const;
export type Variant = (typeof VARIANTS)[number];

/** Null for what is no variant. */
export function variantNamed(value: unknown): Variant | null {
  return VARIANTS.find((variant) => variant === value) ?? null;
}

const KEY = /^previews\/([0-9a-f-]{36})-(?:thumbnail|screen)\.webp$/;

export function previewKey(attachmentId: string, size: PreviewSize): string {
  return `previews/${attachmentId}-${size}.webp`;
}

/** Of every size. */
export function previewKeys(attachmentId: string): readonly string[] {
  return (['thumbnail', 'screen'] as const).map((size) => previewKey(attachmentId, size));
}

/** Id of the file that was drawn; null for any other key. */
export function previewedId(key: string): string | null {
  return KEY.exec(key)?.[1] ?? null;
}
