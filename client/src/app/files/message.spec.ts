import { Message, withPlaces } from './message';

const png = (name: string): File => new File(['x'], name, { type: 'image/png' });
const nowhere = { read: () => null, write: () => true, remove: () => undefined };

describe('a message with pictures in its text', () => {
  it('names each by the place of its file, and leaves out what is gone', () => {
    const [a, b] = [png('a.png'), png('b.png')];
    const names = new Map([
      [a, 'attachment:p1a'],
      [b, 'attachment:p2b'],
    ]);
    const text = 'See ![b](attachment:p2b) and ![a \\] x](attachment:p1a) ![](attachment:p3)';
    expect(withPlaces(text, (file) => names.get(file), [a, b])).toBe(
      'See ![b](attachment:2) and ![a \\] x](attachment:1)',
    );
  });

  it('sends them in the order of the files', async () => {
    const message = new Message(nowhere, 'm');
    message.addFiles([png('log.png')]);
    const name = message.addPicture(png('shot.png'));
    message.type(`Look: ![shot.png](${name})`);
    const sent = await message.send(({ text }, { files }) =>
      Promise.resolve({ text, names: files.map((f) => f.name) }),
    );
    expect(sent).toEqual({ text: 'Look: ![shot.png](attachment:2)', names: ['log.png', 'shot.png'] });
    expect(message.pictureUrl(name)).toBeNull();
  });

  it('loses the file with the picture, and gets it back with the text', () => {
    const message = new Message(nowhere, 'm');
    const name = message.addPicture(png('shot.png'));
    const text = `![shot.png](${name})`;
    message.type(text);
    message.type('');
    expect(message.files.isEmpty()).toBe(true);
    message.type(text);
    expect(message.files.files().map((file) => file.name)).toEqual(['shot.png']);
  });

  it('takes the picture out of the text with its file', () => {
    const message = new Message(nowhere, 'm');
    const name = message.addPicture(png('shot.png'));
    message.type(`Before ![shot.png](${name})`);
    message.removeFile(message.files.items()[0]?.id ?? 0);
    expect(message.fields().text).toBe('Before');
  });
});
