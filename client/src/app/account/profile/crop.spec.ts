import { areaOf, fileProblem, maxZoom, movedCrop, PHOTO_BYTES, sizeProblem, startCrop, zoomedCrop } from './crop';

const WIDE = { width: 1200, height: 800 };

describe('what may become a photo', () => {
  it.each([
    [{ type: 'image/png', size: 1 }, null],
    [{ type: 'image/jpeg', size: PHOTO_BYTES }, null],
    [{ type: 'image/jpeg', size: PHOTO_BYTES + 1 }, 'large'],
    [{ type: 'image/webp', size: 0 }, 'empty'],
    [{ type: 'image/heic', size: 1 }, 'type'],
    [{ type: 'image/svg+xml', size: 1 }, 'type'],
    [{ type: '', size: 1 }, 'type'],
  ])('%o: %s', (file, problem) => {
    expect(fileProblem(file)).toBe(problem);
  });

  it.each([
    [{ width: 64, height: 64 }, null],
    [{ width: 4000, height: 63 }, 'small'],
  ])('%o: %s', (size, problem) => {
    expect(sizeProblem(size)).toBe(problem);
  });
});

describe('cutting a photo', () => {
  it('begins with the largest square in the middle', () => {
    expect(areaOf(WIDE, startCrop(WIDE))).toEqual({ x: 200, y: 0, side: 800 });
  });

  it('moving the picture to the right shows what is on its left, and stops at its edge', () => {
    const start = startCrop(WIDE);
    expect(areaOf(WIDE, movedCrop(WIDE, start, 0.1, 0)).x).toBeCloseTo(120);
    expect(areaOf(WIDE, movedCrop(WIDE, start, 5, 5))).toEqual({ x: 0, y: 0, side: 800 });
    expect(areaOf(WIDE, movedCrop(WIDE, start, -5, -5))).toEqual({ x: 400, y: 0, side: 800 });
  });

  it('zooms about the middle, within limits', () => {
    expect(areaOf(WIDE, zoomedCrop(WIDE, startCrop(WIDE), 2))).toEqual({ x: 400, y: 200, side: 400 });
    expect(zoomedCrop(WIDE, startCrop(WIDE), 0.2).zoom).toBe(1);
    expect(zoomedCrop(WIDE, startCrop(WIDE), 99).zoom).toBe(maxZoom(WIDE));
  });

  it('never keeps fewer pixels than the smallest photo', () => {
    const small = { width: 128, height: 200 };
    expect(maxZoom(small)).toBe(2);
    expect(areaOf(small, zoomedCrop(small, startCrop(small), 9)).side).toBe(64);
    expect(maxZoom({ width: 64, height: 64 })).toBe(1);
  });

  it('zooming out in a corner moves the square back inside', () => {
    const corner = movedCrop(WIDE, zoomedCrop(WIDE, startCrop(WIDE), 4), -9, -9);
    expect(areaOf(WIDE, corner)).toEqual({ x: 1000, y: 600, side: 200 });
    expect(areaOf(WIDE, zoomedCrop(WIDE, corner, 1))).toEqual({ x: 400, y: 0, side: 800 });
  });
});
