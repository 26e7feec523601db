import { TestBed } from '@angular/core/testing';
import type { UploadOptions } from '../../api/api-client';
import { ApiError } from '../../api/api-error';
import { AccountApi } from '../account-api';
import { OwnAccount } from '../own-account';
import { PhotoUpload } from './photo-upload';

const PHOTO = new Blob(['x'], { type: 'image/jpeg' });
const ACCOUNT = { id: 'u', avatarUrl: '/avatars/u/64' };

describe('a photo on its way', () => {
  const api = { setPhoto: vi.fn<(photo: Blob, options: UploadOptions) => Promise<unknown>>() };
  const own = { set: vi.fn() };
  let upload: PhotoUpload;

  beforeEach(() => {
    api.setPhoto.mockReset();
    own.set.mockReset();
    TestBed.configureTestingModule({
      providers: [PhotoUpload, { provide: AccountApi, useValue: api }, { provide: OwnAccount, useValue: own }],
    });
    upload = TestBed.inject(PhotoUpload);
  });

  it('tells how far it is, and shows what the desk made of it', async () => {
    const seen: (number | null)[] = [];
    api.setPhoto.mockImplementation((_photo, { onProgress }) => {
      seen.push(upload.progress());
      onProgress?.(0.4);
      seen.push(upload.progress());
      return Promise.resolve(ACCOUNT);
    });
    expect(await upload.send(PHOTO)).toBe(true);
    expect(seen).toEqual([0, 0.4]);
    expect(upload.progress()).toBeNull();
    expect(own.set).toHaveBeenCalledWith(ACCOUNT);
  });

  it('keeps the photo when it fails, for one more try', async () => {
    api.setPhoto.mockRejectedValueOnce(new ApiError(0, 'OFFLINE', 'away')).mockResolvedValueOnce(ACCOUNT);
    expect(await upload.send(PHOTO)).toBe(false);
    expect(upload.error()?.code).toBe('OFFLINE');
    expect(own.set).not.toHaveBeenCalled();
    expect(await upload.again()).toBe(true);
    expect(api.setPhoto.mock.calls.map(([photo]) => photo)).toEqual([PHOTO, PHOTO]);
    expect(upload.error()).toBeNull();
    expect(await upload.again()).toBe(false);
  });

  it('cancelled by the person, it is no error', async () => {
    api.setPhoto.mockImplementation(
      (_photo, { abort }) =>
        new Promise((_done, fail) => {
          abort?.addEventListener('abort', () => {
            fail(new ApiError(0, 'ABORTED', 'cancelled'));
          });
        }),
    );
    const sent = upload.send(PHOTO);
    upload.cancel();
    expect(await sent).toBe(false);
    expect(upload.error()).toBeNull();
    expect(upload.progress()).toBeNull();
  });
});
