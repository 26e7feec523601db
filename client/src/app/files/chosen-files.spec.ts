import { ApiError } from '../api/api-error';
import { ChosenFiles } from './chosen-files';
import { FakeUploads } from './testing/fake-uploads';

const file = (name: string, text = 'x'): File => new File([text], name);

describe('chosen files', () => {
  let uploads: FakeUploads;
  let files: ChosenFiles;

  beforeEach(() => {
    uploads = new FakeUploads();
    files = new ChosenFiles(uploads);
  });

  it('go on their way at once, and are named by their uploads', () => {
    files.add([file('a.txt'), file('b.txt')]);
    expect(files.uploadIds()).toEqual(['id-a.txt', 'id-b.txt']);
  });

  it('that the desk does not take stay and stand in the way until they are taken out', () => {
    files.add([file('a.txt'), file('empty.txt', '')]);
    expect([files.hasRefused(), files.uploadIds()]).toEqual([true, ['id-a.txt']]);
    files.remove(files.items()[1]?.key ?? '');
    expect(files.hasRefused()).toBe(false);
  });

  it('with something harmful in them stand in the way as well', () => {
    files.add([file('a.txt')]);
    const [first] = files.items();
    expect(files.hasRefused()).toBe(false);
    if (first !== undefined) {
      uploads.arrive(first, 'infected');
    }
    expect(files.hasRefused()).toBe(true);
  });

  it('are settled when the last one is there or has failed', async () => {
    uploads.isSlow = true;
    files.add([file('a.txt'), file('b.txt')]);
    let isSettled = false;
    const settled = files.settled(new AbortController().signal).then(() => (isSettled = true));
    const [a, b] = files.items();
    a?.become({ step: 'failed', error: new ApiError(0, 'OFFLINE', 'away') });
    await Promise.resolve();
    expect(isSettled).toBe(false);
    b?.become({ step: 'there', upload: { id: 'b', state: 'scanning' }, isHeld: false });
    await settled;
    expect([files.hasFailed(), files.isMoving()]).toEqual([true, false]);
  });

  it('are settled when the rest is taken out', async () => {
    uploads.isSlow = true;
    files.add([file('a.txt')]);
    const settled = files.settled(new AbortController().signal);
    files.remove(files.items()[0]?.key ?? '');
    await settled;
    expect(uploads.cancelled).toEqual(['a.txt']);
  });

  it('that are chosen again take the place of the ones that were lost', () => {
    files.restore({ key: 'k', name: 'a.txt', size: 1, type: '', id: null, picture: null });
    expect(files.items().map(({ state }) => state().step)).toEqual(['gone']);
    files.add([file('a.txt')]);
    expect(files.items().map(({ state }) => state().step)).toEqual(['there']);
  });

  it('that were sent are not taken off the server; what is thrown away is', () => {
    files.add([file('a.txt')]);
    files.release();
    files.add([file('b.txt')]);
    files.discard();
    expect([uploads.forgotten, uploads.cancelled]).toEqual([['a.txt'], ['b.txt']]);
  });
});
