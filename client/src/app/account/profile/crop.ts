/** Pixels of the picture. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The square that is kept: its centre in pixels of the picture, and how far it is zoomed in. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  /** 1: as large a square as the picture has. */
  readonly zoom: number;
}

/** Types that the desk accepts. */
export const PHOTO_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
/** Bytes, before it is cut; the desk's own limit. */
export const PHOTO_BYTES = 10 * 1024 * 1024;
/** Pixels of the shorter side: less is a blur at every size. */
export const PHOTO_PIXELS = 64;
/** Pixels of the square that is sent; the largest size the desk keeps is smaller or the same. */
export const SENT_PIXELS = 512;
const ZOOM_MAX = 6;

export type PhotoProblem = 'type' | 'large' | 'empty' | 'unreadable' | 'small';

/** What is wrong with a file before it is opened. */
export function fileProblem({ type, size }: { type: string; size: number }): PhotoProblem | null {
  if (!PHOTO_TYPES.includes(type)) {
    return 'type';
  }
  if (size === 0) {
    return 'empty';
  }
  return size > PHOTO_BYTES ? 'large' : null;
}

export function sizeProblem({ width, height }: PictureSize): PhotoProblem | null {
  return Math.min(width, height) < PHOTO_PIXELS ? 'small' : null;
}

/** Zooming in stops where fewer than the smallest pixels would be left. */
export function maxZoom({ width, height }: PictureSize): number {
  return Math.min(ZOOM_MAX, Math.max(1, Math.min(width, height) / PHOTO_PIXELS));
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function sideOf({ width, height }: PictureSize, zoom: number): number {
  return Math.min(width, height) / zoom;
}

/** The square always lies inside the picture. */
function held(size: PictureSize, { x, y, zoom }: Crop): Crop {
  const half = sideOf(size, zoom) / 2;
  return { x: within(x, half, size.width - half), y: within(y, half, size.height - half), zoom };
}

/** The middle of the picture, whole. */
export function startCrop(size: PictureSize): Crop {
  return { x: size.width / 2, y: size.height / 2, zoom: 1 };
}

/** Moves the picture under the window by shares of the window: to the right is positive. */
export function movedCrop(size: PictureSize, crop: Crop, right: number, down: number): Crop {
  const side = sideOf(size, crop.zoom);
  return held(size, { ...crop, x: crop.x - right * side, y: crop.y - down * side });
}

/** Zooms about the middle of the window. */
export function zoomedCrop(size: PictureSize, crop: Crop, zoom: number): Crop {
  return held(size, { ...crop, zoom: within(zoom, 1, maxZoom(size)) });
}

/** The square in pixels of the picture. */
export function areaOf(size: PictureSize, crop: Crop): { x: number; y: number; side: number } {
  const side = sideOf(size, crop.zoom);
  return { x: crop.x - side / 2, y: crop.y - side / 2, side };
}
