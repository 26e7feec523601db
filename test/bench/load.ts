import autocannon from 'autocannon';

export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
  /** Answers that were no success; they are in all the other figures too. */
  readonly refused: number;
}

export const UNMEASURED: Measured = { perSecond: NaN, p50: NaN, p99: NaN, count: 0, refused: 0 };

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function measured(times: readonly number[], elapsedMs: number, refused = 0): Measured {
  const sorted = Float64Array.from(times).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { perSecond: (times.length * 1_000) / elapsedMs, p50: at(0.5), p99: at(0.99), count: times.length, refused };
}

/** The middle one by throughput: one disturbed round does not count. */
export function median(rounds: readonly Measured[]): Measured {
  const sorted = rounds.toSorted((one, other) => one.perSecond - other.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) {
    throw new Error('Nothing was measured');
  }
  return middle;
}

/** Each connection sends its next request when it has its answer; they go round in the requests, each from another one on. */
export async function driveHttp(
  url: string,
  requests: readonly HttpRequest[],
  connections: number,
  seconds: number,
): Promise<Measured> {
  const times: number[] = [];
  let refused = 0;
  let made = 0;
  const begun = performance.now();
  await new Promise<void>((done, failed) => {
    const run = autocannon(
      {
        url,
        connections,
        duration: seconds,
        timeout: 30,
        setupClient: (client) => {
          const from = (made * 17) % requests.length;
          made += 1;
          client.setRequests([...requests.slice(from), ...requests.slice(0, from)].map((request) => ({ ...request })));
        },
      },
      (error: Error | null, result) => {
        if (error !== null) {
          failed(error);
        } else if (result.errors > 0) {
          failed(new Error(`${String(result.errors)} requests got no answer`));
        } else {
          done();
        }
      },
    );
    // Its own histogram has whole milliseconds only.
    run.on('response', (_client, status, _bytes, time) => {
      times.push(time);
      if (status >= 300) {
        refused += 1;
      }
    });
  });
  return measured(times, performance.now() - begun, refused);
}

/** The same closed loop around a function. */
export async function driveWork(
  work: (turn: number) => Promise<unknown>,
  loops: number,
  seconds: number,
): Promise<Measured> {
  const times: number[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  let turn = 0;
  await Promise.all(
    Array.from({ length: loops }, async () => {
      while (performance.now() < until) {
        const at = performance.now();
        await work((turn += 1));
        times.push(performance.now() - at);
      }
    }),
  );
  return measured(times, performance.now() - begun);
}
