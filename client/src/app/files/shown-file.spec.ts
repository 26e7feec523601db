import type { AttachmentDto } from '../api/types';
import { previewOf, viewable } from './shown-file';

export const file = (id: string, changes: Partial<AttachmentDto> = {}): AttachmentDto => ({
  id,
  filename: `${id}.png`,
  size: 10,
  contentType: 'image/png',
  previewKind: 'image',
  state: 'clean',
  url: '',
  createdAt: '2026-03-02T09:00:00.000Z',
  uploadedBy: null,
  ...changes,
});

describe('a file that is there', () => {
  it('can be looked at once it was judged, and never before', () => {
    expect(previewOf(file('a'))).toBe('image');
    expect(previewOf(file('a', { state: 'unscanned' }))).toBe('image');
    for (const state of ['scanning', 'infected', 'failed'] as const) {
      expect(previewOf(file('a', { state }))).toBeNull();
    }
  });

  it('is left out of the row where there is nothing to see', () => {
    const files = [
      file('a'),
      file('b', { previewKind: null }),
      file('c', { state: 'scanning' }),
      file('d', { previewKind: 'pdf' }),
    ];
    expect(viewable(files).map(({ id }) => id)).toEqual(['a', 'd']);
  });
});
