import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type HintListener, Live } from '../live/live';
import { aboutTickets, whileVisible } from './while-visible';

describe('a page that is kept up to date', () => {
  const isConnected = signal(false);
  let tell: HintListener;
  let rounds: number;
  let finish: (() => void) | null;
  let isSlow: boolean;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(false);
    isConnected.set(false);
    rounds = 0;
    finish = null;
    isSlow = false;
    tell = () => undefined;
    const live = {
      isConnected,
      listen: (listener: HintListener) => {
        tell = listener;
        return () => (tell = () => undefined);
      },
    };
    TestBed.configureTestingModule({ providers: [{ provide: Live, useValue: live }] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const work = (): Promise<void> => {
    rounds += 1;
    return isSlow ? new Promise((done) => (finish = done)) : Promise.resolve();
  };
  const begin = (news?: Parameters<typeof whileVisible>[2]): void => {
    TestBed.runInInjectionContext(() => whileVisible(work, 10_000, news));
  };
  const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
  const tickets = { about: aboutTickets };

  it('asks again and again without a connection, and where no hints are wanted', async () => {
    begin(tickets);
    await pass(30_000);
    expect(rounds).toBe(3);
    isConnected.set(true);
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [{ provide: Live, useValue: { isConnected, listen: () => () => undefined } }],
    });
    begin();
    await pass(30_000);
    expect(rounds).toBe(6);
  });

  it('asks once a minute while hints come', async () => {
    isConnected.set(true);
    begin(tickets);
    await pass(59_000);
    expect(rounds).toBe(0);
    await pass(62_000);
    expect(rounds).toBe(2);
  });

  it('asks at once when it is hinted at, a moment for a whole burst', async () => {
    isConnected.set(true);
    begin(tickets);
    await pass(5_000);
    for (let index = 0; index < 20; index += 1) {
      tell({ type: 'ticket.commented', id: 't' });
    }
    await pass(300);
    expect(rounds).toBe(1);
    tell({ type: 'account.registered', id: 'a' });
    await pass(5_000);
    expect(rounds).toBe(1);
    tell(null);
    await pass(300);
    expect(rounds).toBe(2);
  });

  it('keeps a distance between rounds, and forgets no hint that came meanwhile', async () => {
    isConnected.set(true);
    begin({ about: aboutTickets, gapMs: 3_000 });
    await pass(5_000);
    isSlow = true;
    tell({ type: 'ticket.commented', id: 't' });
    await pass(300);
    tell({ type: 'ticket.commented', id: 't' });
    await pass(400);
    expect(rounds).toBe(1);
    finish?.();
    await pass(2_900);
    expect(rounds).toBe(1);
    await pass(300);
    expect(rounds).toBe(2);
  });

  it('does nothing while nobody looks, and catches up with the first look', async () => {
    isConnected.set(true);
    begin(tickets);
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    tell({ type: 'ticket.commented', id: 't' });
    await pass(100_000);
    expect(rounds).toBe(0);
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await pass(0);
    expect(rounds).toBe(1);
  });

  it('stops with the page', async () => {
    begin(tickets);
    TestBed.resetTestingModule();
    tell({ type: 'ticket.commented', id: 't' });
    await pass(100_000);
    expect(rounds).toBe(0);
  });
});
