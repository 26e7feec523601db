import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { eventually } from '../support/eventually.js';
import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { PNG, submitTicket } from '../support/ticket-views.js';

interface Me extends Refusal {
  id: string;
  version: number;
  avatarUrl: string | null;
}

const DAY = 86_400_000;
const red = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#cc2233' }, limitInputPixels: false });

/** The desk in this same process has shut every loader but its own four; the test reads from memory. */
const read = (bytes: Buffer) => {
  sharp.unblock({ operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });
  return sharp(bytes);
};

describe('the profile photo', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk.close();
  });

  const put = async (as: SignedIn, bytes: Uint8Array | string, name: string) => {
    const form = new FormData();
    form.append('files', new Blob([typeof bytes === 'string' ? bytes : Uint8Array.from(bytes)]), name);
    return desk.request<Me>('PUT', '/api/me/avatar', { as, body: form });
  };
  const remove = async (as: SignedIn) => desk.request('DELETE', '/api/me/avatar', { as });
  const addressOf = async (as: SignedIn) => String((await desk.request<Me>('GET', '/api/me', { as })).body.avatarUrl);
  const open = async (address: string) => desk.request<Refusal>('GET', address);
  const statusOf = async (address: string) => (await open(address)).status;
  const eventsOf = async (id: string) => {
    const rows = await desk.database.query<{ name: string }>(
      `SELECT name FROM events WHERE subject_id = $1 AND name LIKE 'account.photo_%' ORDER BY id`,
      [id],
    );
    return rows.map(({ name }) => name);
  };
  const kept = (folder: string) => {
    try {
      return readdirSync(join(desk.dataDir, 'files', folder));
    } catch (error) {
      if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') {
        return [];
      }
      throw error;
    }
  };

  it('is set, cut to squares of 64 and 256 pixels and opened by its address without a bearer', async () => {
    const person = await desk.people.employee();
    const set = await put(person, await red(900, 300).jpeg().toBuffer(), 'me.jpg');
    expect(set.status).toBe(200);
    expect(set.body.avatarUrl).toMatch(new RegExp(`^/avatars/${person.id}/256\\?expires=\\d+&signature=[\\w-]{43}$`));
    const address = await addressOf(person);
    expect(address).toBe(set.body.avatarUrl);
    for (const size of [64, 256]) {
      const photo = await open(address.replace('/256?', `/${String(size)}?`));
      expect(photo.status).toBe(200);
      expect(Object.fromEntries(photo.headers)).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'private, max-age=86400',
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
      });
      expect(await read(photo.bytes).metadata()).toMatchObject({ format: 'webp', width: size, height: size });
    }
    expect(await statusOf(address.replace('/256?', '/128?'))).toBe(404);
    expect(await eventsOf(person.id)).toEqual(['account.photo_changed']);
  });

  it('is shown wherever the person is met: ticket, people, accounts, own session', async () => {
    const person = await desk.people.coordinator({ firstName: 'Photographed' });
    const { avatarUrl } = (await put(person, await red(300, 300).png().toBuffer(), 'me.png')).body;
    expect(avatarUrl).not.toBeNull();
    const admin = await desk.people.admin();
    const ticket = await submitTicket(desk, person);
    for (const path of [`/api/tickets/${ticket.body.id}`, `/api/users/${person.id}`]) {
      expect(JSON.stringify((await desk.request('GET', path, { as: admin })).body)).toContain(avatarUrl);
    }
    for (const path of ['/api/people?q=Photographed', '/api/tickets', '/api/users']) {
      const list = await desk.request<{ items: object[] }>('GET', path, { as: admin });
      expect(JSON.stringify(list.body.items)).toContain(avatarUrl);
    }
    const { email, password } = person;
    const session = await desk.request('POST', '/api/token/employee/', { body: { email, password } });
    expect(session.body['user']).toMatchObject({ avatarUrl });
    const renewed = await desk.request('POST', '/api/token/refresh/', { body: { refresh: session.body['refresh'] } });
    expect(renewed.body['user']).toMatchObject({ avatarUrl });
  });

  it('keeps its address for a day; a new photo and its removal end the old address and its bytes', async () => {
    const person = await desk.people.employee();
    const before = kept('avatars').length;
    const first = (await put(person, PNG, 'dot.png')).body;
    const old = String(first.avatarUrl);
    expect(await addressOf(person)).toBe(old);
    const second = (await put(person, await red(80, 80).webp().toBuffer(), 'me.webp')).body;
    expect(second.version).toBe(first.version + 1);
    const present = String(second.avatarUrl);
    expect(present).not.toBe(old);
    expect([await statusOf(old), await statusOf(present)]).toEqual([404, 200]);
    await eventually(() => Promise.resolve(kept('avatars').length === before + 2 ? true : null));

    expect((await remove(person)).status).toBe(204);
    expect((await remove(person)).status).toBe(204);
    expect(await addressOf(person)).toBe('null');
    expect(await statusOf(present)).toBe(404);
    await eventually(() => Promise.resolve(kept('avatars').length === before ? true : null));
    expect(await eventsOf(person.id)).toEqual([
      'account.photo_changed',
      'account.photo_changed',
      'account.photo_removed',
    ]);
  });

  describe('that is no picture for everybody', () => {
    let person: SignedIn;
    let address: string;
    let before: string[];

    beforeAll(async () => {
      person = await desk.people.employee();
      address = String((await put(person, PNG, 'dot.png')).body.avatarUrl);
      before = kept('avatars').sort();
    });

    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    it.each<[string, string, RegExp, () => Promise<Uint8Array | string>]>([
      ['an SVG', 'me.svg', /does not fit|not accepted/, async () => Promise.resolve(svg)],
      ['an SVG that says it is a PNG', 'me.png', /does not fit|not accepted/, async () => Promise.resolve(svg)],
      ['a page', 'me.html', /does not fit|not accepted/, async () => Promise.resolve('<!doctype html><p>hi</p>')],
      ['a text', 'me.txt', /must be a PNG/, async () => Promise.resolve('hello')],
      ['a TIFF', 'me.tiff', /not accepted|must be a PNG/, async () => red(9, 9).tiff().toBuffer()],
      ['a JPEG that says it is a PNG', 'me.png', /does not fit/, async () => red(9, 9).jpeg().toBuffer()],
      [
        'a PDF behind the first bytes of a PNG',
        'me.png',
        /broken/,
        async () => Promise.resolve(Buffer.concat([PNG.subarray(0, 33), Buffer.from('%PDF-1.7 and so on')])),
      ],
      [
        'half a JPEG',
        'me.jpg',
        /broken/,
        async () => {
          const whole = await sharp({
            create: {
              width: 600,
              height: 600,
              channels: 3,
              background: '#000',
              noise: { type: 'gaussian', mean: 128, sigma: 60 },
            },
          })
            .jpeg()
            .toBuffer();
          return whole.subarray(0, whole.length / 2);
        },
      ],
      [
        'a picture of 81 million pixels in few bytes',
        'me.png',
        /million pixels/,
        async () => red(9_000, 9_000).png().toBuffer(),
      ],
      [
        'one of more than 10 MB',
        'me.png',
        /10 MB/,
        async () => Promise.resolve(Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)])),
      ],
      ['an empty one', 'me.png', /empty/, async () => Promise.resolve('')],
    ])('%s is refused with the reason, and the former photo stays', async (_, name, reason, bytes) => {
      const refused = await put(person, await bytes(), name);
      expect([refused.status, refused.body.code]).toEqual([400, 'VALIDATION_FAILED']);
      expect(refused.body.details?.['files']?.[0]).toMatch(reason);
      expect(await statusOf(address)).toBe(200);
      expect(kept('avatars').sort()).toEqual(before);
      await eventually(() => Promise.resolve(kept('incoming').length === 0 ? true : null));
    });

    it('none, two, or another body are refused', async () => {
      const two = new FormData();
      two.append('files', new Blob([Uint8Array.from(PNG)]), 'a.png');
      two.append('files', new Blob([Uint8Array.from(PNG)]), 'b.png');
      for (const body of [two, new FormData(), {}]) {
        const refused = await desk.request<Refusal>('PUT', '/api/me/avatar', { as: person, body });
        expect([refused.status, refused.body.code]).toEqual([400, 'VALIDATION_FAILED']);
      }
      expect((await desk.request('PUT', '/api/me/avatar', { body: two })).status).toBe(401);
      expect((await desk.request('DELETE', '/api/me/avatar')).status).toBe(401);
      expect(await statusOf(address)).toBe(200);
    });
  });

  it('tells nothing of where and how it was taken, and stands upright', async () => {
    const person = await desk.people.employee();
    const pixels = Buffer.from(
      Array.from({ length: 80 * 80 }, (_, at) => (at % 80 < 40 ? [204, 34, 51] : [255, 255, 255])).flat(),
    );
    const picture = await sharp(pixels, { raw: { width: 80, height: 80, channels: 3 } })
      .withExif({ IFD0: { Copyright: 'Secret Street 7' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(picture.includes('Exif')).toBe(true);
    const { avatarUrl } = (await put(person, picture, 'me.jpg')).body;
    const photo = await open(String(avatarUrl));
    const { exif, xmp, icc, orientation } = await read(photo.bytes).metadata();
    expect([exif, xmp, icc, orientation]).toEqual([undefined, undefined, undefined, undefined]);
    expect(photo.bytes.includes('Secret')).toBe(false);
    // Turned by 90 degrees, the red left half is the upper one.
    const { data } = await read(photo.bytes).resize(2, 2).raw().toBuffer({ resolveWithObject: true });
    expect([data[1] ?? 255, data[4] ?? 255].every((green) => green < 120)).toBe(true);
    expect([data[7] ?? 0, data[10] ?? 0].every((green) => green > 180)).toBe(true);
  });

  // Last, because it moves the clock beyond everybody’s session.
  it('has an address that cannot be forged, lent to another person or kept for ever', async () => {
    const one = await desk.people.employee();
    const other = await desk.people.employee();
    await put(one, PNG, 'dot.png');
    await put(other, PNG, 'dot.png');
    const address = await addressOf(one);
    const expires = Number(/expires=(\d+)/.exec(address)?.[1]);
    const signature = String(/signature=(.+)$/.exec(address)?.[1]);
    for (const forged of [
      address.replace(one.id, other.id),
      address.replace(one.id, 'nobody'),
      address.replace(String(expires), String(expires + 86_400)),
      address.replace(/&signature=.*/, ''),
      address.replace(/signature=./, (start) => (start.endsWith('A') ? 'signature=B' : 'signature=A')),
      `${address}&signature=${signature}`,
      address.replace(/\?.*/, ''),
    ]) {
      const refused = await open(forged);
      expect([forged, refused.status, refused.body.code]).toEqual([forged, 404, 'NOT_FOUND']);
    }
    expect(await statusOf(address)).toBe(200);
    desk.clock.advance(2 * DAY);
    expect(await statusOf(address)).toBe(404);
    const again = await desk.people.signIn(one);
    expect(await statusOf(await addressOf(again))).toBe(200);
  });
});
