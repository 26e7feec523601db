import { imagesIn, withImages } from './message-images';

const ID = '01a2096a-ff9c-77ff-b814-3d24df64c961';
const OTHER = '01a2096a-ff9c-77ff-b814-3d24df64c962';

describe('pictures in the text of a message', () => {
  const html = `<p>See <img data-attachment="${ID}" alt="the error"> and <img alt="" data-attachment="${OTHER}"></p>`;

  it('are known by their attachments', () => {
    expect(imagesIn(html)).toEqual([ID, OTHER]);
    expect(imagesIn('<p><img src="https://elsewhere.example/a.png"></p>')).toEqual([]);
  });

  it('get the address that the desk gave for them', () => {
    const links = new Map([[ID, '/api/attachments/1?token=a"b']]);
    expect(withImages(html, links)).toBe(
      `<p>See <img src="/api/attachments/1?token=a%22b" loading="lazy" data-attachment="${ID}" alt="the error"> and ` +
        `<img alt="" data-attachment="${OTHER}"></p>`,
    );
  });
});
