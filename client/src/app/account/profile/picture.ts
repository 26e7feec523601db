import { areaOf, type Crop, type PhotoProblem, SENT_PIXELS, fileProblem, sizeProblem } from './crop';

export interface Picture {
  readonly image: HTMLImageElement;
  /** Of the browser's own; let go with `close`. */
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** Opens a file, or says why it cannot become a photo. */
export async function openPicture(file: File): Promise<Picture | PhotoProblem> {
  const problem = fileProblem(file);
  if (problem !== null) {
    return problem;
  }
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    // Whatever the browser says: these bytes are no picture to it.
    URL.revokeObjectURL(url);
    return 'unreadable';
  }
  const { naturalWidth: width, naturalHeight: height } = image;
  const tooSmall = sizeProblem({ width, height });
  if (tooSmall !== null) {
    URL.revokeObjectURL(url);
    return tooSmall;
  }
  return { image, url, width, height };
}

export function closePicture(picture: Picture): void {
  URL.revokeObjectURL(picture.url);
}

/** The square alone: nothing else of the file, such as the place where it was taken, leaves the device. */
export async function cutPicture(picture: Picture, crop: Crop): Promise<Blob> {
  const { x, y, side } = areaOf(picture, crop);
  const canvas = document.createElement('canvas');
  canvas.width = SENT_PIXELS;
  canvas.height = SENT_PIXELS;
  const pen = canvas.getContext('2d');
  if (pen === null) {
    throw new Error('This browser cannot draw');
  }
  // JPEG knows no transparency.
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, SENT_PIXELS, SENT_PIXELS);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture.image, x, y, side, side, 0, 0, SENT_PIXELS, SENT_PIXELS);
  return new Promise((done, fail) => {
    canvas.toBlob(
      (blob) => {
        if (blob === null) {
          fail(new Error('This browser cannot write the picture'));
        } else {
          done(blob);
        }
      },
      'image/jpeg',
      0.92,
    );
  });
}
