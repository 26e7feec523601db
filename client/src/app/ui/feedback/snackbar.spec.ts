import { TestBed } from '@angular/core/testing';
import { Snackbar } from './snackbar';

describe('the snackbar', () => {
  let snackbar: Snackbar;

  beforeEach(() => {
    vi.useFakeTimers();
    snackbar = TestBed.inject(Snackbar);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  const sending = (done: () => void, undone: () => void): void => {
    snackbar.countdown({
      text: (seconds) => `Reply leaves in ${String(seconds)} s`,
      undo: { label: 'Undo', run: undone },
      now: 'Send now',
      onEnd: done,
    });
  };

  it('counts down in words and then does it, once', () => {
    const done = vi.fn();
    sending(done, vi.fn());
    expect(snackbar.current()?.text).toBe('Reply leaves in 15 s');
    vi.advanceTimersByTime(5000);
    expect(snackbar.current()?.text).toBe('Reply leaves in 10 s');
    expect(done).not.toHaveBeenCalled();
    vi.advanceTimersByTime(20_000);
    expect(done).toHaveBeenCalledTimes(1);
    expect(snackbar.current()).toBeNull();
  });

  it('does nothing when it was taken back', () => {
    const done = vi.fn();
    const undone = vi.fn();
    sending(done, undone);
    const undo = snackbar.current()?.acts[0];
    if (undo !== undefined) {
      snackbar.take(undo);
    }
    vi.advanceTimersByTime(60_000);
    expect(undone).toHaveBeenCalledTimes(1);
    expect(done).not.toHaveBeenCalled();
  });

  it('does what still waited when the next message comes', () => {
    const done = vi.fn();
    sending(done, vi.fn());
    snackbar.show('Saved');
    expect(done).toHaveBeenCalledTimes(1);
    expect(snackbar.current()?.text).toBe('Saved');
  });
});
