import { attachmentsIn, withAttachmentIds } from './attached-images.js';

const ONE = '018f0000-0000-7000-8000-000000000001';
const TWO = '018f0000-0000-7000-8000-000000000002';

describe('pasted images', () => {
  it('are named by the ids that their files got', () => {
    expect(withAttachmentIds('![a](attachment:2) and ![b](attachment:1 "title")', [ONE, TWO])).toBe(
      `![a](attachment:${TWO}) and ![b](attachment:${ONE} "title")`,
    );
  });

  it.each(['![a](attachment:0)', '![a](attachment:3)', '![a](attachment:123)', '![a](attachment:-1)', 'attachment:1'])(
    '%s names no file and stays',
    (source) => {
      expect(withAttachmentIds(source, [ONE, TWO])).toBe(source);
    },
  );

  it('are found in a text, each once', () => {
    const source = `![a](attachment:${ONE}) ![b](attachment:${TWO.toUpperCase()} "t") ![c](attachment:${ONE}) attachment:1`;
    expect(attachmentsIn(source)).toEqual([ONE, TWO]);
  });
});
