import { ApiError } from '../api/api-error';
import type { SendOptions } from '../api/tickets-api';
import type { Drafts } from '../session/drafts';
import { Outgoing } from './outgoing';
import { FakeUploads } from './testing/fake-uploads';

/** The part of Drafts that is used, over a plain map. */
function memory(): Drafts {
  const kept = new Map<string, unknown>();
  return {
    read: (name: string) => kept.get(name) ?? null,
    write: (name: string, value: unknown) => {
      kept.set(name, structuredClone(value));
      return true;
    },
    remove: (name: string) => kept.delete(name),
  } as unknown as Drafts;
}

const message = (drafts: Drafts, uploads = new FakeUploads()): Outgoing<{ text: string }> =>
  new Outgoing(drafts, uploads, 'message', { text: '' });

describe('something on its way to the server', () => {
  it('is found again after a reload, with its key', async () => {
    const drafts = memory();
    const keys: string[] = [];
    const fail = (_: unknown, { idempotencyKey }: SendOptions): Promise<never> => {
      keys.push(idempotencyKey);
      return Promise.reject(new ApiError(0, 'OFFLINE', 'away'));
    };
    const before = message(drafts);
    before.change({ text: 'Hello' });
    await before.send(fail);
    const after = message(drafts);
    await after.send(fail);
    expect(after.fields().text).toBe('Hello');
    expect(keys[0]).toBe(keys[1]);
  });

  it('is sent once when it is pressed twice', async () => {
    const outgoing = message(memory());
    let calls = 0;
    const call = async (): Promise<string> => {
      calls += 1;
      return 'answer';
    };
    outgoing.change({ text: 'Hello' });
    const [first, second] = await Promise.all([outgoing.send(call), outgoing.send(call)]);
    expect([first, second, calls]).toEqual(['answer', null, 1]);
  });

  it('is forgotten once the server has it, and the next one has another key', async () => {
    const drafts = memory();
    const outgoing = message(drafts);
    const keys: string[] = [];
    for (const text of ['one', 'two']) {
      outgoing.change({ text });
      await outgoing.send(async (_, { idempotencyKey }) => keys.push(idempotencyKey));
    }
    expect(drafts.read('message')).toBeNull();
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('leaves as soon as its files are there, without one that was taken out meanwhile', async () => {
    const uploads = new FakeUploads();
    uploads.isSlow = true;
    const outgoing = message(memory(), uploads);
    outgoing.addFiles([new File(['1'], 'keep.txt'), new File(['2'], 'drop.txt')]);
    const sending = outgoing.send(async (_, { uploadIds }) => uploadIds);
    expect([outgoing.isSending(), outgoing.isWaiting()]).toEqual([true, true]);
    const [keep, drop] = outgoing.files.items();
    if (keep !== undefined && drop !== undefined) {
      uploads.arrive(keep);
      outgoing.removeFile(drop.key);
    }
    expect(await sending).toEqual(['id-keep.txt']);
    expect(outgoing.files.isEmpty()).toBe(true);
  });

  it('does not leave without a file that failed, and says so', async () => {
    const uploads = new FakeUploads();
    uploads.isSlow = true;
    const outgoing = message(memory(), uploads);
    outgoing.addFiles([new File(['1'], 'a.txt')]);
    const sending = outgoing.send(async () => 'answer');
    expect(outgoing.filesProblem()).toBeNull();
    outgoing.files.items()[0]?.become({ step: 'failed', error: new ApiError(503, 'STORAGE_UNAVAILABLE', 'away') });
    expect(await sending).toBeNull();
    expect(outgoing.filesProblem()).toBe('files.failedFirst');
  });

  it('can be stopped while it waits, and keeps everything', async () => {
    const uploads = new FakeUploads();
    uploads.isSlow = true;
    const outgoing = message(memory(), uploads);
    outgoing.change({ text: 'Hello' });
    outgoing.addFiles([new File(['1'], 'a.txt')]);
    const sending = outgoing.send(async () => 'answer');
    outgoing.stop();
    expect(await sending).toBeNull();
    expect([outgoing.fields().text, outgoing.files.items().length, outgoing.isSending()]).toEqual(['Hello', 1, false]);
  });

  it('is found again with its files, and names those that are gone', () => {
    const drafts = memory();
    const uploads = new FakeUploads();
    const before = message(drafts, uploads);
    before.addFiles([new File(['1'], 'there.txt')]);
    uploads.isSlow = true;
    before.addFiles([new File(['1'], 'half.txt')]);
    const after = message(drafts);
    expect(after.files.items().map(({ name, state }) => [name, state().step])).toEqual([
      ['there.txt', 'there'],
      ['half.txt', 'gone'],
    ]);
    expect(after.files.uploadIds()).toEqual(['id-there.txt']);
  });

  it('marks the file that the server does not have any more, and the one that is harmful', async () => {
    const outgoing = message(memory());
    outgoing.addFiles(['a.txt', 'b.txt', 'c.txt'].map((name) => new File(['1'], name)));
    const uploadIds = ['id-b.txt: not among your files', 'c.txt: the file was refused by the virus scanner'];
    await outgoing.send(() => Promise.reject(new ApiError(400, 'VALIDATION_FAILED', 'no', { uploadIds })));
    expect(outgoing.files.items().map(({ state, isRefused }) => [state().step, isRefused])).toEqual([
      ['there', false],
      ['gone', true],
      ['there', true],
    ]);
    expect([outgoing.error(), outgoing.filesProblem()]).toEqual([null, 'files.refusedFirst']);
  });

  it('follows what another tab makes of the same draft, but for what was changed here', () => {
    const drafts = memory();
    const here = message(drafts);
    const there = message(drafts);
    there.change({ text: 'Hello' });
    there.addFiles([new File(['1'], 'a.txt')]);
    here.follow(drafts.read('message'));
    expect([here.fields().text, here.files.uploadIds()]).toEqual(['Hello', ['id-a.txt']]);
    here.change({ text: 'Hello you' });
    there.removeFile(there.files.items()[0]?.key ?? '');
    there.change({ text: 'Hello all' });
    here.follow(drafts.read('message'));
    expect(here.files.isEmpty()).toBe(true);
    expect(here.fields().text).toBe('Hello all');
  });

  it('keeps the files of two tabs that write in the same moment, and lets go what one of them takes out', () => {
    const tabs = [memory(), memory()];
    const [first, second] = tabs;
    const [here, there] = tabs.map((drafts) => message(drafts));
    if (first === undefined || second === undefined || here === undefined || there === undefined) {
      throw new Error('There are two');
    }
    /** The storage of a browser is one, and tells the other tab a moment later. */
    const meet = (): void => {
      const [mine, theirs] = [structuredClone(first.read('message')), structuredClone(second.read('message'))];
      here.follow(theirs);
      there.follow(mine);
      here.follow(structuredClone(second.read('message')));
      there.follow(structuredClone(first.read('message')));
    };
    const names = (one: typeof here): readonly string[] =>
      one.files
        .items()
        .map(({ name }) => name)
        .toSorted();
    here.addFiles([new File(['a'], 'a.log')]);
    there.addFiles([new File(['b'], 'b.log')]);
    meet();
    expect(names(here)).toEqual(['a.log', 'b.log']);
    expect(names(there)).toEqual(['a.log', 'b.log']);
    here.removeFile(here.files.items().find(({ name }) => name === 'b.log')?.key ?? '');
    there.change({ text: 'In the same moment' });
    meet();
    expect(names(here)).toEqual(['a.log']);
    expect(names(there)).toEqual(['a.log']);
    expect(here.fields().text).toBe('In the same moment');
  });

  it('leaves in the draft what is on its way in another tab', () => {
    const drafts = memory();
    const uploads = new FakeUploads();
    uploads.isSlow = true;
    const here = message(drafts, uploads);
    const there = message(drafts);
    here.addFiles([new File(['a'], 'a.log')]);
    there.follow(drafts.read('message'));
    there.change({ text: 'Written meanwhile' });
    const after = message(drafts);
    expect(after.files.items().map(({ name }) => name)).toEqual(['a.log']);
  });

  it('takes along what another tab has on its way, which lets it go when it has left', async () => {
    const drafts = memory();
    const [mine, theirs] = [new FakeUploads(), new FakeUploads()];
    [mine.isSlow, theirs.isSlow] = [true, true];
    const here = message(drafts, mine);
    const there = message(drafts, theirs);
    there.change({ text: 'See the file' });
    there.addFiles([new File(['a'], 'a.log')]);
    here.follow(drafts.read('message'));
    expect(here.files.isEmpty()).toBe(true);
    mine.kept.push('a.log');
    const sent: (readonly string[])[] = [];
    const sending = here.send((_, { uploadIds }) => {
      sent.push(uploadIds ?? []);
      return Promise.resolve('sent');
    });
    await Promise.resolve();
    expect([here.isWaiting(), sent]).toEqual([true, []]);
    const [carried] = here.files.items();
    mine.arrive(carried ?? expect.fail('It is not carried here'));
    expect(await sending).toBe('sent');
    expect(sent).toEqual([['id-a.log']]);

    there.follow(drafts.read('message'));
    expect(there.files.items().map(({ name }) => name)).toEqual(['a.log']);
    there.files.items()[0]?.become({ step: 'gone' });
    expect([there.files.isEmpty(), there.isEmpty()]).toEqual([true, true]);
  });

  it('keeps what came after the other tab had sent, and names it when it is gone', () => {
    const drafts = memory();
    const uploads = new FakeUploads();
    uploads.isSlow = true;
    const there = message(drafts, uploads);
    there.addFiles([new File(['a'], 'a.log')]);
    there.follow(null);
    const [file] = there.files.items();
    uploads.arrive(file ?? expect.fail('It was let go'));
    expect(there.files.uploadIds()).toEqual(['id-a.log']);
    there.addFiles([new File(['b'], 'b.log')]);
    there.files.items()[1]?.become({ step: 'gone' });
    expect(there.files.hasRefused()).toBe(true);
  });

  it('takes a new key when an attempt with a lost answer has arrived', async () => {
    const outgoing = message(memory());
    const keys: string[] = [];
    outgoing.change({ text: 'Hello' });
    const refuse = (_: unknown, { idempotencyKey }: SendOptions): Promise<never> => {
      keys.push(idempotencyKey);
      return Promise.reject(new ApiError(409, 'IDEMPOTENCY_KEY_REUSED', 'reused'));
    };
    await outgoing.send(refuse);
    await outgoing.send(refuse);
    expect(outgoing.fields().text).toBe('Hello');
    expect(keys[0]).not.toBe(keys[1]);
  });
});
