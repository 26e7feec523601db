import { Message, withUploads } from './message';
import { FakeUploads } from './testing/fake-uploads';

const png = (name: string): File => new File(['x'], name, { type: 'image/png' });
const nowhere = { read: () => null, write: () => true, remove: () => undefined };

describe('a message with pictures in its text', () => {
  let uploads: FakeUploads;
  let message: Message;

  beforeEach(() => {
    uploads = new FakeUploads();
    message = new Message(nowhere, uploads, 'm', { text: '' }, 'text');
  });

  const names = (): string[] => message.files.items().map(({ name }) => name);

  it('names each by its upload, and leaves out what is gone', () => {
    const ids: Record<string, string> = { 'attachment:p1a': 'one', 'attachment:p2b': 'two' };
    const text = 'See ![b](attachment:p2b) and ![a \\] x](attachment:p1a) ![](attachment:p3)';
    expect(withUploads(text, (src) => ids[src] ?? null)).toBe(
      'See ![b](attachment:two) and ![a \\] x](attachment:one)',
    );
  });

  it('sends them with the files that go along', async () => {
    message.addFiles([png('log.png')]);
    const name = message.addPicture(png('shot.png'));
    message.type(`Look: ![shot.png](${name})`);
    const sent = await message.send(({ text }, { uploadIds }) => Promise.resolve({ text, uploadIds }));
    expect(sent).toEqual({
      text: 'Look: ![shot.png](attachment:id-shot.png)',
      uploadIds: ['id-log.png', 'id-shot.png'],
    });
    expect(message.pictureUrl(name)).toBeNull();
  });

  it('takes pictures into the text, and other files along', () => {
    const inserted: string[] = [];
    message.take([png('shot.png'), new File(['x'], 'a.log')], (src, alt) => inserted.push(`${alt} ${src}`));
    expect(inserted).toEqual([expect.stringMatching(/^shot\.png attachment:p[0-9a-z]+$/)]);
    expect(names()).toEqual(['shot.png', 'a.log']);
  });

  it('loses the file with the picture, and gets it back with the text', () => {
    const name = message.addPicture(png('shot.png'));
    const text = `![shot.png](${name})`;
    message.type(text);
    message.type('');
    expect(message.files.isEmpty()).toBe(true);
    // An undoing must find it there.
    expect(uploads.cancelled).toEqual([]);
    message.type(text);
    expect(message.files.uploadIds()).toEqual(['id-shot.png']);
  });

  it('takes what was deleted off the server once it was sent', async () => {
    const name = message.addPicture(png('shot.png'));
    message.type(`![shot.png](${name})`);
    message.type('Only words');
    await message.send(async () => 'answer');
    expect(uploads.cancelled).toEqual(['shot.png']);
  });

  it('takes the picture out of the text with its file', () => {
    const name = message.addPicture(png('shot.png'));
    message.type(`Before ![shot.png](${name})`);
    message.removeFile(message.files.items()[0]?.key ?? '');
    expect(message.fields().text).toBe('Before');
  });
});
