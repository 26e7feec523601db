import { Bell } from './bell.js';
import type { Notifications } from './notifications.js';
import { Remembered } from './remembered.js';

class TestBell extends Bell {
  constructor(readonly wire: { isConnected: boolean; hear: (payload: string) => void }) {
    const listen = (_channel: string, hear: (payload: string) => void): void => {
      wire.hear = hear;
    };
    super(Object.assign(wire, { listen }) as unknown as Notifications, 'test');
  }
}

describe('what is remembered', () => {
  const begin = (isAbout?: (what: string) => boolean) => {
    const wire = { isConnected: true, hear: (_payload: string): void => undefined };
    const asked = { times: 0, meanwhile: (): void => undefined };
    const load = async (): Promise<number> => {
      asked.times += 1;
      const value = asked.times;
      await Promise.resolve();
      asked.meanwhile();
      return value;
    };
    return { wire, asked, remembered: new Remembered(new TestBell(wire), load, isAbout) };
  };

  it('is asked for once, and again after a change anywhere', async () => {
    const { wire, remembered } = begin();
    expect([await remembered.read(), await remembered.read()]).toEqual([1, 1]);
    wire.hear('anything');
    expect([await remembered.read(), await remembered.read()]).toEqual([2, 2]);
    // Some changes may have been missed.
    wire.hear('');
    expect(await remembered.read()).toBe(3);
  });

  it('stays when something else was changed', async () => {
    const { wire, remembered } = begin((what) => what === 'mine');
    await remembered.read();
    wire.hear('other');
    expect(await remembered.read()).toBe(1);
    wire.hear('mine');
    expect(await remembered.read()).toBe(2);
  });

  it('is used and not kept when it changed while it was on its way', async () => {
    const { wire, asked, remembered } = begin();
    asked.meanwhile = () => {
      asked.meanwhile = () => undefined;
      wire.hear('anything');
    };
    expect(await remembered.read()).toBe(1);
    expect(await remembered.read()).toBe(2);
    expect(await remembered.read()).toBe(2);
  });

  it('is asked for every time while others cannot be heard', async () => {
    const { wire, remembered } = begin();
    await remembered.read();
    wire.isConnected = false;
    expect([await remembered.read(), await remembered.read()]).toEqual([2, 3]);
  });
});
