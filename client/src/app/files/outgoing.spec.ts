import { ApiError } from '../api/api-error';
import type { SendOptions } from '../api/tickets-api';
import type { Drafts } from '../session/drafts';
import { Outgoing } from './outgoing';

/** The part of Drafts that is used, over a plain map. */
function memory(): Drafts {
  const kept = new Map<string, unknown>();
  return {
    read: (name: string) => kept.get(name) ?? null,
    write: (name: string, value: unknown) => {
      kept.set(name, structuredClone(value));
      return true;
    },
    remove: (name: string) => kept.delete(name),
  } as unknown as Drafts;
}

const message = (drafts: Drafts): Outgoing<{ text: string }> => new Outgoing(drafts, 'message', { text: '' });

describe('something on its way to the server', () => {
  it('is found again after a reload, with its key', async () => {
    const drafts = memory();
    const keys: string[] = [];
    const fail = (_: unknown, { idempotencyKey }: SendOptions): Promise<never> => {
      keys.push(idempotencyKey);
      return Promise.reject(new ApiError(0, 'OFFLINE', 'away'));
    };
    const before = message(drafts);
    before.change({ text: 'Hello' });
    await before.send(fail);
    const after = message(drafts);
    await after.send(fail);
    expect(after.fields().text).toBe('Hello');
    expect(keys[0]).toBe(keys[1]);
  });

  it('is sent once when it is pressed twice', async () => {
    const outgoing = message(memory());
    let calls = 0;
    const call = async (): Promise<string> => {
      calls += 1;
      return 'answer';
    };
    outgoing.change({ text: 'Hello' });
    const [first, second] = await Promise.all([outgoing.send(call), outgoing.send(call)]);
    expect([first, second, calls]).toEqual(['answer', null, 1]);
  });

  it('is forgotten once the server has it, and the next one has another key', async () => {
    const drafts = memory();
    const outgoing = message(drafts);
    const keys: string[] = [];
    for (const text of ['one', 'two']) {
      outgoing.change({ text });
      await outgoing.send(async (_, { idempotencyKey }) => keys.push(idempotencyKey));
    }
    expect(drafts.read('message')).toBeNull();
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('starts again without a file that is taken out while it leaves', async () => {
    const outgoing = message(memory());
    outgoing.addFiles([new File(['1'], 'keep.txt'), new File(['2'], 'drop.txt')]);
    const sent: string[][] = [];
    const answer = await outgoing.send((_, { files, abort }) => {
      sent.push(files.map(({ name }) => name));
      return new Promise<string>((resolve, reject) => {
        abort?.addEventListener('abort', () => reject(new ApiError(0, 'ABORTED', 'cancelled')));
        if (sent.length === 1) {
          outgoing.removeFile(2);
        } else {
          resolve('answer');
        }
      });
    });
    expect(answer).toBe('answer');
    expect(sent).toEqual([['keep.txt', 'drop.txt'], ['keep.txt']]);
  });

  it('takes a new key when an attempt with a lost answer has arrived', async () => {
    const outgoing = message(memory());
    const keys: string[] = [];
    outgoing.change({ text: 'Hello' });
    const refuse = (_: unknown, { idempotencyKey }: SendOptions): Promise<never> => {
      keys.push(idempotencyKey);
      return Promise.reject(new ApiError(409, 'IDEMPOTENCY_KEY_REUSED', 'reused'));
    };
    await outgoing.send(refuse);
    await outgoing.send(refuse);
    expect(outgoing.fields().text).toBe('Hello');
    expect(keys[0]).not.toBe(keys[1]);
  });
});
