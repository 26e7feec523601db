import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { SessionKeeper } from '../api/session-keeper';
import type { SessionTokensDto } from '../api/types';
import { CONNECT, type Hint, Live } from './live';

/** The server's side of a connection, as far as the client sees it. */
class FakeSocket {
  readonly said: unknown[][] = [];
  active = true;
  connects = 0;
  isClosed = false;
  private readonly handlers = new Map<string, (message: unknown) => void>();

  on(name: string, handler: (message: unknown) => void): this {
    this.handlers.set(name, handler);
    return this;
  }

  emit(...message: unknown[]): void {
    this.said.push(message);
  }

  connect(): void {
    this.connects += 1;
  }

  disconnect(): void {
    this.isClosed = true;
  }

  removeAllListeners(): void {
    this.handlers.clear();
  }

  tell(name: string, message: unknown = {}): void {
    this.handlers.get(name)?.(message);
  }
}

describe('the live connection', () => {
  const session = signal<SessionTokensDto | null>(null);
  let sockets: FakeSocket[];
  let options: { auth: (answer: (auth: unknown) => void) => void }[];
  let renew: ReturnType<typeof vi.fn<() => Promise<void>>>;
  let live: Live;
  let heard: (Hint | null)[];

  const signIn = (id: string | null): void => {
    session.set(id === null ? null : ({ user: { id } } as SessionTokensDto));
    TestBed.inject(ApplicationRef).tick();
  };
  const opened = async (): Promise<FakeSocket> => {
    await vi.advanceTimersByTimeAsync(0);
    const socket = sockets.at(-1);
    if (socket === undefined) {
      throw new Error('Nothing was opened');
    }
    return socket;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    session.set(null);
    sockets = [];
    options = [];
    heard = [];
    renew = vi.fn<() => Promise<void>>(() => Promise.resolve());
    TestBed.configureTestingModule({
      providers: [
        { provide: SessionKeeper, useValue: { session, renew, token: () => Promise.resolve('fresh') } },
        {
          provide: CONNECT,
          useValue: () =>
            Promise.resolve((given: (typeof options)[number]) => {
              options.push(given);
              sockets.push(new FakeSocket());
              return sockets.at(-1);
            }),
        },
      ],
    });
    live = TestBed.inject(Live);
    live.listen((hint) => heard.push(hint));
  });
  afterEach(() => vi.useRealTimers());

  it('is opened for who is signed in, after the start, and closed when he leaves', async () => {
    signIn('ann');
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets).toEqual([]);
    live.start();
    TestBed.inject(ApplicationRef).tick();
    const socket = await opened();
    expect(live.isConnected()).toBe(false);
    socket.tell('ready', { seq: 0 });
    expect(live.isConnected()).toBe(true);
    signIn(null);
    expect([live.isConnected(), socket.isClosed]).toEqual([false, true]);
    signIn('bea');
    expect(await opened()).not.toBe(socket);
  });

  it('takes the token of the moment along, and not in the address', async () => {
    live.start();
    signIn('ann');
    await opened();
    const answer = vi.fn();
    options[0]?.auth(answer);
    await vi.advanceTimersByTimeAsync(0);
    expect(answer).toHaveBeenCalledWith({ token: 'fresh' });
    expect(JSON.stringify(options[0])).not.toContain('fresh');
  });

  it('passes hints on, and tells that some are missing when the numbers have a gap', async () => {
    live.start();
    signIn('ann');
    const socket = await opened();
    socket.tell('ready', { seq: 4 });
    expect(heard).toEqual([null]);
    socket.tell('hint', { seq: 5, type: 'ticket.commented', id: 't' });
    expect(heard).toEqual([null, { type: 'ticket.commented', id: 't' }]);
    socket.tell('hint', { seq: 7, type: 'ticket.commented', id: 't' });
    socket.tell('hint', { seq: 8, type: 'ticket.edited', id: 't' });
    socket.tell('resync', { seq: 11 });
    socket.tell('hint', { seq: 12, type: 'ticket.edited', id: 't' });
    expect(heard.slice(2).map((hint) => hint?.type ?? null)).toEqual([null, 'ticket.edited', null, 'ticket.edited']);
  });

  it('asks everything anew when the connection is back', async () => {
    live.start();
    signIn('ann');
    const socket = await opened();
    socket.tell('ready', { seq: 0 });
    socket.tell('disconnect', 'transport close');
    expect(live.isConnected()).toBe(false);
    expect(renew).not.toHaveBeenCalled();
    socket.tell('ready', { seq: 0 });
    expect([live.isConnected(), heard]).toEqual([true, [null, null]]);
  });

  it('looks after the session when the server lets go, and comes back when it goes on', async () => {
    live.start();
    signIn('ann');
    const socket = await opened();
    socket.tell('ready', { seq: 0 });
    socket.tell('closing', { reason: 'standing' });
    socket.tell('disconnect', 'io server disconnect');
    expect(renew).toHaveBeenCalledTimes(1);
    expect(socket.connects).toBe(0);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(socket.connects).toBe(1);
  });

  it('does not come back when the session is over', async () => {
    renew.mockImplementation(() => {
      signIn(null);
      return Promise.reject(new Error('401'));
    });
    live.start();
    signIn('ann');
    const socket = await opened();
    socket.tell('disconnect', 'io server disconnect');
    await vi.advanceTimersByTimeAsync(600_000);
    expect([socket.connects, socket.isClosed]).toEqual([0, true]);
  });

  it('is refused ever more seldom', async () => {
    live.start();
    signIn('ann');
    const socket = await opened();
    socket.active = false;
    socket.tell('connect_error', new Error('Authentication required'));
    await vi.advanceTimersByTimeAsync(2_000);
    socket.tell('connect_error', new Error('Authentication required'));
    await vi.advanceTimersByTimeAsync(3_900);
    expect(socket.connects).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(socket.connects).toBe(2);
  });

  it('leaves room for other tabs for a while when there are too many', async () => {
    live.start();
    signIn('ann');
    const socket = await opened();
    socket.tell('ready', { seq: 0 });
    socket.tell('closing', { reason: 'crowded' });
    socket.tell('disconnect', 'io server disconnect');
    await vi.advanceTimersByTimeAsync(299_000);
    expect([renew.mock.calls.length, socket.connects]).toEqual([0, 0]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(socket.connects).toBe(1);
  });

  it('says which tickets are shown, once for all who show them, and again after a break', async () => {
    live.start();
    signIn('ann');
    const socket = await opened();
    const [leave, leaveToo] = [live.watch('t'), live.watch('t')];
    expect(socket.said).toEqual([]);
    socket.tell('ready', { seq: 0 });
    leave();
    socket.tell('ready', { seq: 0 });
    leaveToo();
    expect(socket.said.map(([name, body]) => [name, body])).toEqual([
      ['watch', { id: 't' }],
      ['watch', { id: 't' }],
      ['unwatch', { id: 't' }],
    ]);
  });

  it('tells the page when its ticket is not to be seen any more', async () => {
    live.start();
    signIn('ann');
    const socket = await opened();
    socket.tell('ready', { seq: 0 });
    live.watch('t');
    const answer = socket.said[0]?.[2] as (result: { ok: boolean }) => void;
    answer({ ok: false });
    socket.tell('unwatched', { seq: 1, id: 't' });
    expect(heard.slice(1)).toEqual([
      { type: 'ticket.hidden', id: 't' },
      { type: 'ticket.hidden', id: 't' },
    ]);
  });
});
