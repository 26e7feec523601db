import type { AttachmentDto } from '../api/types';

/** How a file can be seen without leaving the desk. */
export type PreviewKind = 'image' | 'text' | 'pdf';

/** The server gives bytes in these two states only. */
export function isReady({ state }: Pick<AttachmentDto, 'state'>): boolean {
  return state === 'clean' || state === 'unscanned';
}

/** Null for what can only be downloaded, and for what is held. */
export function previewOf(file: AttachmentDto): PreviewKind | null {
  return isReady(file) ? file.previewKind : null;
}

/** Those that can be looked at one after the other, in the order in which they came. */
export function viewable(files: readonly AttachmentDto[]): readonly AttachmentDto[] {
  return files.filter((file) => previewOf(file) !== null);
}
