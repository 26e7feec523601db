import { refusalOf } from './upload-rules';

const rules = { maxFileBytes: 100, maxFiles: 2, maxTotalBytes: 150, extensions: ['png', 'txt'], isScanned: true };

describe('what the desk takes', () => {
  it.each([
    ['an allowed one', 'a.txt', 10, [], null],
    ['a name in capitals', 'A.TXT', 10, [], null],
    ['a name without an ending', 'README', 10, [], { key: 'files.noType' }],
    ['a name that begins with its dot', '.txt', 10, [], { key: 'files.noType' }],
    ['an empty one', 'a.txt', 0, [], { key: 'files.empty' }],
    ['another type', 'setup.exe', 10, [], { key: 'files.wrongType', type: 'exe' }],
    ['a large one', 'a.txt', 101, [], { key: 'files.tooLarge', bytes: 100 }],
    ['a third one', 'a.txt', 1, [1, 1], { key: 'files.tooMany', count: 2 }],
    ['too much in all', 'a.txt', 80, [80], { key: 'files.tooMuch', bytes: 150 }],
  ])('%s', (_case, name, size, before, expected) => {
    const others = before.map((one) => ({ size: one }));
    expect(refusalOf({ name, size }, others, rules)).toEqual(expected);
  });

  it('any type goes when none is named', () => {
    expect(refusalOf({ name: 'a.xyz', size: 1 }, [], { ...rules, extensions: [] })).toBeNull();
  });
});
