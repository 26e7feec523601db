import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import type { Call } from '../../server/kernel/call.js';
import { UnitOfWork, type Transaction } from '../../server/platform/database/unit-of-work.js';

/**
 * Code inside a unit of work asks its transaction and nobody else. Whoever asks the pool there holds one connection and
 * waits for another: as many such calls at once as the pool is large, and each waits for all others until they time out.
 * In tests that fails at once, with the place.
 */
const unit = new AsyncLocalStorage<{ isOpen: boolean }>();
const caught: string[] = [];

type Connect = (this: pg.Pool, ...given: unknown[]) => unknown;
type Work = (tx: Transaction) => Promise<unknown>;
type Run = (this: UnitOfWork, call: Call, work: Work) => Promise<unknown>;

const connect = Reflect.get(pg.Pool.prototype, 'connect') as Connect;
const run = Reflect.get(UnitOfWork.prototype, 'run') as Run;

function assertNoneOpen(): void {
  if (unit.getStore()?.isOpen === true) {
    const error = new Error('A unit of work asked for a second connection; hand its transaction to what asks');
    caught.push(error.stack ?? error.message);
    throw error;
  }
}

function within(work: Work): Work {
  return async (tx) => {
    const store = { isOpen: true };
    try {
      return await unit.run(store, async () => work(tx));
    } finally {
      // What it has begun and does not wait for may ask from now on.
      store.isOpen = false;
    }
  };
}

Reflect.set(pg.Pool.prototype, 'connect', function (this: pg.Pool, ...given: unknown[]): unknown {
  assertNoneOpen();
  return Reflect.apply(connect, this, given);
});
Reflect.set(UnitOfWork.prototype, 'run', async function (this: UnitOfWork, call: Call, work: Work): Promise<unknown> {
  return Reflect.apply(run, this, [call, within(work)]);
});

// The error itself may have been caught on its way, as one of a mail that nobody waits for.
afterEach(() => {
  expect(caught.splice(0)).toEqual([]);
});
