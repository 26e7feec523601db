import { Turns } from './turns.js';

function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('turns', () => {
  it('lets so many work at once, the others in the order they came', async () => {
    const turns = new Turns(2, 10);
    const gates = [gate(), gate(), gate(), gate()];
    const begun: number[] = [];
    const ends = gates.map(({ opened }, index) =>
      turns.take(async () => {
        begun.push(index);
        await opened;
      }),
    );
    expect(begun).toEqual([0, 1]);
    gates[1]?.open();
    await ends[1];
    expect(begun).toEqual([0, 1, 2]);
    gates[0]?.open();
    await ends[0];
    expect(begun).toEqual([0, 1, 2, 3]);
    gates[2]?.open();
    gates[3]?.open();
    await Promise.all(ends);
  });

  it('gives the place on when work fails', async () => {
    const turns = new Turns(1, 10);
    const failing = turns.take(() => Promise.reject(new Error('wrong')));
    const next = turns.take(() => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('wrong');
    await expect(next).resolves.toBe('done');
  });

  it('sends away who would wait too long, and nobody else', async () => {
    const turns = new Turns(1, 1);
    const first = gate();
    const working = turns.take(() => first.opened);
    const waiting = turns.take(() => Promise.resolve('done'));
    await expect(turns.take(() => Promise.resolve())).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    first.open();
    await working;
    await expect(waiting).resolves.toBe('done');
  });
});
