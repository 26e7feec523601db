import type { StoredValues } from './domain/settings-area.js';
import type { SettingsRepository } from './persistence/settings.repository.js';
import { RememberedSettings } from './remembered-settings.js';
import type { SettingsBell } from './settings-bell.js';

/** A database that answers when it is told to, and a bell. */
function desk() {
  const answers: ((values: StoredValues) => void)[] = [];
  const listeners: ((area: string | null) => void)[] = [];
  const repository = {
    find: async () =>
      new Promise((answer) => {
        answers.push((values) => {
          answer({ values });
        });
      }),
  };
  const bell = {
    hearsOthers: true,
    onChange: (listener: (area: string | null) => void) => listeners.push(listener),
  };
  return {
    settings: new RememberedSettings(repository as unknown as SettingsRepository, bell as unknown as SettingsBell),
    bell,
    answer: (values: StoredValues) => answers.shift()?.(values),
    ring: (area: string | null) => {
      listeners.forEach((listener) => {
        listener(area);
      });
    },
    asked: () => answers.length,
  };
}

describe('settings from memory', () => {
  it('are asked for once', async () => {
    const { settings, answer, asked } = desk();
    const first = settings.of('area');
    answer({ on: true });
    expect(await first).toEqual({ on: true });
    expect(await settings.of('area')).toEqual({ on: true });
    expect(asked()).toBe(0);
  });

  it.each(['area', null])('are asked for again after a change (%s)', async (rung) => {
    const { settings, answer, ring } = desk();
    const first = settings.of('area');
    answer({ on: true });
    await first;
    ring(rung);
    const second = settings.of('area');
    answer({ on: false });
    expect(await second).toEqual({ on: false });
  });

  it('do not remember an answer that was on its way during a change', async () => {
    const { settings, answer, ring } = desk();
    const old = settings.of('area');
    ring('area');
    answer({ on: true });
    await old;
    const fresh = settings.of('area');
    answer({ on: false });
    expect(await fresh).toEqual({ on: false });
  });

  it('are asked for every time while other processes cannot be heard', async () => {
    const { settings, bell, answer } = desk();
    bell.hearsOthers = false;
    for (const on of [true, false]) {
      const asked = settings.of('area');
      answer({ on });
      expect(await asked).toEqual({ on });
    }
  });
});
