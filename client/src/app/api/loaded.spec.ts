import { ApiError } from './api-error';
import { Loaded } from './loaded';

const failure = new ApiError(503, 'SERVICE_UNAVAILABLE', 'away');

describe('a loaded answer', () => {
  it('keeps what is shown when a refresh fails', async () => {
    let isAway = false;
    const loaded = new Loaded(() => (isAway ? Promise.reject(failure) : Promise.resolve('shown')));
    await loaded.load();
    isAway = true;
    await loaded.refresh();
    expect(loaded.value()).toBe('shown');
    expect(loaded.error()).toBeNull();
  });

  it('lets go of what may no longer be seen', async () => {
    let isHidden = false;
    const hidden = new ApiError(404, 'NOT_FOUND', 'gone');
    const loaded = new Loaded(() => (isHidden ? Promise.reject(hidden) : Promise.resolve('shown')));
    await loaded.load();
    isHidden = true;
    await loaded.refresh();
    expect([loaded.value(), loaded.error()]).toEqual([null, hidden]);
  });

  it('shows why the first loading failed', async () => {
    const loaded = new Loaded(() => Promise.reject<string>(failure));
    await loaded.load();
    expect(loaded.error()).toBe(failure);
    expect(loaded.isLoading()).toBe(false);
  });

  it('never lets an older answer overwrite a newer one', async () => {
    const answers: ((value: string) => void)[] = [];
    const loaded = new Loaded(() => new Promise<string>((resolve) => answers.push(resolve)));
    const first = loaded.load();
    const second = loaded.load();
    answers[1]?.('newer');
    answers[0]?.('older');
    await Promise.all([first, second]);
    expect(loaded.value()).toBe('newer');
  });
});
