import { signal } from '@angular/core';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApiError } from '../../api/api-error';
import type { UploadOptions } from '../../api/api-client';
import { UploadsApi } from '../../api/uploads-api';
import type { UploadDto } from '../../api/types';
import { Session } from '../../session/session';
import { KeptBytes } from './kept-bytes';
import { OutgoingFile } from './outgoing-file';
import { UploadQueue } from './upload-queue';

interface Call {
  readonly name: string;
  readonly options: UploadOptions;
  readonly arrive: (state?: UploadDto['state']) => Promise<void>;
  readonly fail: (error: ApiError) => Promise<void>;
}

describe('the queue of uploads', () => {
  const user = signal<{ id: string } | null>({ id: 'ann' });
  let calls: Call[];
  let waiting: { id: string; state: string }[];
  let removed: string[];
  let kept: Map<string, File>;
  let queue: UploadQueue;

  const turn = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
  const chosen = (name: string): OutgoingFile => {
    const file = OutgoingFile.of(new File(['x'], name));
    queue.start(file);
    return file;
  };
  const steps = (...files: OutgoingFile[]): string[] => files.map(({ state }) => state().step);
  const away = (): ApiError => new ApiError(503, 'STORAGE_UNAVAILABLE', 'away');
  const call = (index: number): Call => {
    const found = calls[index];
    if (found === undefined) {
      throw new Error('There was no such call');
    }
    return found;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    user.set({ id: 'ann' });
    calls = [];
    waiting = [];
    removed = [];
    kept = new Map();
    const send = (file: File, options: UploadOptions): Promise<UploadDto> =>
      new Promise((resolve, reject) => {
        const id = `id-${file.name}`;
        calls.push({
          name: file.name,
          options,
          arrive: async (state = 'clean') => {
            resolve({ id, state } as UploadDto);
            await turn();
          },
          fail: async (error) => {
            reject(error);
            await turn();
          },
        });
        options.abort?.addEventListener('abort', () => reject(new ApiError(0, 'ABORTED', 'cancelled')));
      });
    TestBed.configureTestingModule({
      providers: [
        {
          provide: UploadsApi,
          useValue: {
            send,
            list: () => Promise.resolve({ items: waiting }),
            remove: (id: string) => Promise.resolve(removed.push(id)),
          },
        },
        { provide: Session, useValue: { user, isSignedIn: () => user() !== null } },
        {
          provide: KeptBytes,
          useValue: {
            keep: (owner: string, key: string, bytes: File) => Promise.resolve(kept.set(`${owner} ${key}`, bytes)),
            read: (owner: string, key: string) => Promise.resolve(kept.get(`${owner} ${key}`) ?? null),
            remove: (owner: string, key: string) => Promise.resolve(kept.delete(`${owner} ${key}`)),
          },
        },
      ],
    });
    queue = TestBed.inject(UploadQueue);
  });
  afterEach(() => vi.useRealTimers());

  it('carries three at once, and the next when one is there', async () => {
    const files = ['a', 'b', 'c', 'd'].map(chosen);
    expect(steps(...files)).toEqual(['sending', 'sending', 'sending', 'waiting']);
    await call(0).arrive();
    expect(steps(...files)).toEqual(['there', 'sending', 'sending', 'sending']);
  });

  it('tells how far it is and how long it takes', async () => {
    const file = chosen('a');
    vi.advanceTimersByTime(2_000);
    call(0).options.onProgress?.(0.25);
    expect(file.state()).toEqual({ step: 'sending', share: 0.25, secondsLeft: 6 });
  });

  it('tries once more by itself after a while, under the same key, then on demand', async () => {
    const file = chosen('a');
    await call(0).fail(away());
    expect(file.state()).toEqual({ step: 'resting', seconds: 3 });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(call(1).options.idempotencyKey).toBe(call(0).options.idempotencyKey);
    await call(1).fail(away());
    expect(steps(file)).toEqual(['failed']);
    queue.start(file);
    await call(2).arrive();
    expect(file.uploadId).toBe('id-a');
  });

  it('waits as long as the server says, but not for ever', async () => {
    const short = chosen('a');
    await call(0).fail(new ApiError(429, 'RATE_LIMITED', 'slowly', {}, null, 20));
    expect(short.state()).toEqual({ step: 'resting', seconds: 20 });
    const long = chosen('b');
    await call(1).fail(new ApiError(429, 'RATE_LIMITED', 'slowly', {}, null, 900));
    expect(steps(long)).toEqual(['failed']);
  });

  it('goes on by itself when the line is back', async () => {
    const file = chosen('a');
    await call(0).fail(new ApiError(0, 'OFFLINE', 'away'));
    await vi.advanceTimersByTimeAsync(3_000);
    await call(1).fail(new ApiError(0, 'OFFLINE', 'away'));
    expect(steps(file)).toEqual(['failed']);
    dispatchEvent(new Event('online'));
    expect(steps(file)).toEqual(['sending']);
  });

  it('says what the server refuses, and does not ask again', async () => {
    const file = chosen('setup.exe');
    await call(0).fail(new ApiError(400, 'VALIDATION_FAILED', 'no', { files: ['setup.exe: not of this type'] }));
    expect(file.state()).toEqual({ step: 'refused', refusal: { said: 'not of this type' } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(1);
  });

  it('waits for the same person when the session ends, and goes on for nobody else', async () => {
    const file = chosen('a');
    user.set(null);
    await call(0).fail(new ApiError(401, 'AUTHENTICATION_REQUIRED', 'ended'));
    expect(steps(file)).toEqual(['waiting']);
    user.set({ id: 'bea' });
    TestBed.inject(ApplicationRef).tick();
    expect(calls).toHaveLength(1);
    user.set({ id: 'ann' });
    TestBed.inject(ApplicationRef).tick();
    await call(1).arrive();
    expect(steps(file)).toEqual(['there']);
  });

  it('stops what is cancelled, and takes off the server what was there already', async () => {
    const [going, there] = [chosen('a'), chosen('b')];
    await call(1).arrive();
    queue.cancel(going);
    queue.cancel(there);
    await turn();
    expect(call(0).options.abort?.aborted).toBe(true);
    expect(removed).toEqual(['id-b']);
  });

  it('hears of the scan while somebody writes, and says when it takes long', async () => {
    const file = chosen('a');
    await call(0).arrive('scanning');
    waiting = [{ id: 'id-a', state: 'scanning' }];
    await vi.advanceTimersByTimeAsync(30_000);
    expect(file.state()).toMatchObject({ step: 'there', isHeld: true });
    waiting = [{ id: 'id-a', state: 'infected' }];
    await vi.advanceTimersByTimeAsync(12_000);
    expect(file.state()).toMatchObject({ step: 'there', upload: { state: 'infected' }, isHeld: false });
    expect(file.isRefused).toBe(true);
  });

  it('goes on after a reload with what this browser has kept, and names what it has not', async () => {
    const before = chosen('a');
    const again = new OutgoingFile(before.kept(), null);
    queue.restore(again, before.kept());
    const lost = new OutgoingFile({ ...before.kept(), key: 'another' }, null);
    queue.restore(lost, lost.kept());
    await turn();
    expect(steps(again, lost)).toEqual(['sending', 'gone']);
  });

  it('asks whether those of a draft are there still', async () => {
    const kept = { key: 'k', name: 'a', size: 1, type: '', id: 'id-a', picture: null };
    const [there, gone] = [new OutgoingFile(kept, null), new OutgoingFile({ ...kept, key: 'l' }, null)];
    waiting = [{ id: 'id-a', state: 'clean' }];
    queue.restore(there, kept);
    queue.restore(gone, { ...kept, id: 'id-b' });
    await turn();
    expect(steps(there, gone)).toEqual(['there', 'gone']);
    expect(there.state()).toMatchObject({ upload: { state: 'clean' } });
  });
});
