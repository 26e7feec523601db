import { imagesIn, withImages } from './message-images';

const ID = '01a2096a-ff9c-77ff-b814-3d24df64c961';
const OTHER = '01a2096a-ff9c-77ff-b814-3d24df64c962';

describe('pictures in the text of a message', () => {
  const html = `<p>See <img data-attachment="${ID}" alt="the &lt;error>"> and <img alt="" data-attachment="${OTHER}"></p>`;

  it('are known by their attachments', () => {
    expect(imagesIn(html)).toEqual([ID, OTHER]);
    expect(imagesIn('<p><img src="https://elsewhere.example/a.png"></p>')).toEqual([]);
  });

  it('get the address that there is for them, and can be pressed', () => {
    const links = new Map([[ID, 'blob:https://desk/a"b']]);
    expect(withImages(html, links, (alt) => `Open "${alt}"`)).toBe(
      `<p>See <img src="blob:https://desk/a%22b" class="is-picture" role="button" tabindex="0" ` +
        `aria-label="Open &quot;the &lt;error>&quot;" data-attachment="${ID}" alt="the &lt;error>"> and ` +
        `<img alt="" data-attachment="${OTHER}"></p>`,
    );
  });
});
