import { isPhotoLinkValid, photoExpiry, signPhotoLink, type PhotoLink } from './photo-link.js';

const KEY = Buffer.alloc(32, 7);
const HOUR = 3_600_000;
const MORNING = new Date('2026-09-04T00:00:00Z');
const EVENING = new Date('2026-09-04T23:59:59Z');
const LINK: PhotoLink = { userId: 'somebody', fileId: 'photo', expires: photoExpiry(MORNING) };
const SIGNATURE = signPhotoLink(KEY, LINK);
const after = (hours: number): Date => new Date(MORNING.getTime() + hours * HOUR);

describe('the address of a photo', () => {
  it('is the same all day, and another one tomorrow', () => {
    expect(photoExpiry(EVENING)).toBe(photoExpiry(MORNING));
    expect(photoExpiry(after(24))).not.toBe(photoExpiry(MORNING));
  });

  it('holds for at least a day and at most two', () => {
    expect(photoExpiry(MORNING) * 1_000 - MORNING.getTime()).toBe(48 * HOUR);
    expect(photoExpiry(EVENING) * 1_000 - EVENING.getTime()).toBeGreaterThan(24 * HOUR);
  });

  it('shows the photo until it expires', () => {
    expect(isPhotoLinkValid(KEY, LINK, SIGNATURE, after(47))).toBe(true);
    expect(isPhotoLinkValid(KEY, LINK, SIGNATURE, after(48))).toBe(false);
  });

  it.each<[string, Partial<PhotoLink>]>([
    ['another person', { userId: 'other' }],
    ['another photo', { fileId: 'newer' }],
    ['a longer time', { expires: LINK.expires + 1 }],
  ])('is worth nothing for %s', (_, change) => {
    expect(isPhotoLinkValid(KEY, { ...LINK, ...change }, SIGNATURE, MORNING)).toBe(false);
  });

  it.each(['', 'x', `${SIGNATURE}=`, SIGNATURE.slice(1), signPhotoLink(Buffer.alloc(32, 8), LINK)])(
    'is worth nothing with the signature "%s"',
    (signature) => {
      expect(isPhotoLinkValid(KEY, LINK, signature, MORNING)).toBe(false);
    },
  );
});
