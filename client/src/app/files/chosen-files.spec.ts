import { ChosenFiles, FILE_LIMIT, FILES_LIMIT, sharesSent } from './chosen-files';

const file = (name: string, size = 10): File => {
  const made = new File(['x'], name);
  Object.defineProperty(made, 'size', { value: size });
  return made;
};

describe('progress of each file', () => {
  it('fills the files in the order they leave', () => {
    expect(sharesSent([100, 100, 200], 0.375)).toEqual([1, 0.5, 0]);
  });

  it('has sent everything at the end', () => {
    expect(sharesSent([1, 2, 3], 1)).toEqual([1, 1, 1]);
  });
});

describe('chosen files', () => {
  it('keeps what is too large out of the sending and says why', () => {
    const files = new ChosenFiles();
    files.add([file('small.txt'), file('large.iso', FILE_LIMIT + 1), file('empty.txt', 0)]);
    expect(files.files().map(({ name }) => name)).toEqual(['small.txt']);
    expect(files.items().map(({ refusal }) => refusal)).toEqual([null, 'files.tooLarge', 'files.empty']);
    expect(files.hasRefused()).toBe(true);
  });

  it('takes no more than ten', () => {
    const files = new ChosenFiles();
    files.add(Array.from({ length: FILES_LIMIT + 1 }, (_, index) => file(`${String(index)}.txt`)));
    expect(files.files()).toHaveLength(FILES_LIMIT);
    expect(files.items().at(-1)?.refusal).toBe('files.tooMany');
  });

  it('puts the words of the server at the file they are about', () => {
    const files = new ChosenFiles();
    files.add([file('notes.txt'), file('setup.exe')]);
    const rest = files.refuse(['setup.exe: files of this type are not accepted', 'Too many parts']);
    expect(files.items()[1]?.serverRefusal).toBe('files of this type are not accepted');
    expect(files.files().map(({ name }) => name)).toEqual(['notes.txt']);
    expect(rest).toEqual(['Too many parts']);
  });
});
