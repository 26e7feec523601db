/** Both included, counted from 0. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** What of the bytes an answer carries. */
export type Extent = Part | 'whole' | 'nothing';

/** The headers that say it. */
export interface RangeAsked {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

/**
 * RFC 9110, 14: one range of bytes. Several at once, other units and nonsense are as good as none, as the RFC allows;
 * a range behind the end is `nothing` (416). With `If-Range` a part is given only of the very bytes the caller has begun.
 */
export function extentOf({ range, ifRange }: RangeAsked, size: number, etag: string): Extent {
  if (range === undefined || (ifRange !== undefined && ifRange.trim() !== etag)) {
    return 'whole';
  }
  const [, first, last] = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(range) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) {
    return 'whole';
  }
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'nothing' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) {
    return 'whole';
  }
  return start >= size ? 'nothing' : { start, end };
}
