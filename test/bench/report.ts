import type { BenchCall } from './calls.js';
import type { Measured } from './load.js';

/** One call, one size, one number of connections. */
export interface Line {
  readonly call: BenchCall;
  readonly tickets: number;
  readonly connections: number;
  readonly product: Measured;
  /** The bare SQL of the same call; for login the bare hash. */
  readonly work: Measured;
  readonly bare: Measured;
  readonly cpuMsPerRequest: number;
  readonly stallMs: number;
  readonly rssMb: number;
}

interface Start {
  readonly tickets: number;
  readonly readyAfterMs: number;
}

const fixed = (value: number, digits: number): string => value.toFixed(digits);
const whole = (value: number): string => Math.round(value).toLocaleString('en');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function measurements(lines: readonly Line[]): string {
  return table(
    [
      'call',
      'tickets',
      'at once',
      'req/s',
      'p50 ms',
      'p99 ms',
      'SQL/s',
      'of SQL',
      'bare/s',
      'of bare',
      'CPU ms',
      'stall ms',
      'MB',
      'refused',
    ],
    lines.map(({ call, tickets, connections, product, work, bare, cpuMsPerRequest, stallMs, rssMb }) => [
      call.title,
      whole(tickets),
      String(connections),
      whole(product.perSecond),
      fixed(product.p50, 2),
      fixed(product.p99, 1),
      whole(work.perSecond),
      fixed(product.perSecond / work.perSecond, 2),
      whole(bare.perSecond),
      fixed(product.perSecond / bare.perSecond, 3),
      fixed(cpuMsPerRequest, 2),
      fixed(stallMs, 0),
      whole(rssMb),
      whole(product.refused),
    ]),
  );
}

const verdict = (isMet: boolean): string => (isMet ? 'met' : 'MISSED');

/** p50 on the largest desk over p50 on the smallest. */
function growth(lines: readonly Line[], small: number, large: number): string {
  const rows = lines
    .filter(({ tickets, call }) => tickets === large && call.mayGrow !== null)
    .flatMap((line): string[][] => {
      const other = lines.find(
        ({ tickets, call, connections }) => tickets === small && call === line.call && connections === line.connections,
      );
      if (other === undefined || line.call.mayGrow === null) {
        return [];
      }
      const ratio = line.product.p50 / other.product.p50;
      return [
        [
          line.call.title,
          String(line.connections),
          fixed(other.product.p50, 2),
          fixed(line.product.p50, 2),
          fixed(ratio, 2),
          fixed(line.call.mayGrow, 1),
          verdict(ratio <= line.call.mayGrow),
        ],
      ];
    });
  return table(['p50 over size', 'at once', `${whole(small)} ms`, `${whole(large)} ms`, 'ratio', 'at most', ''], rows);
}

/** Best throughput of the product over best throughput of the reference, on the largest desk. */
function promises(lines: readonly Line[], starts: readonly Start[]): string {
  const large = Math.max(...lines.map((line) => line.tickets));
  const best = (of: readonly Line[], pick: (line: Line) => Measured): number =>
    Math.max(...of.map((line) => pick(line).perSecond));
  const calls = [...new Set(lines.map((line) => line.call))];
  const rows = calls.flatMap((call): string[][] => {
    const own = lines.filter((line) => line.call === call && line.tickets === large);
    const share = best(own, (line) => line.product) / best(own, (line) => line.work);
    const tail = own.find((line) => line.connections === 8)?.product;
    return [
      ...(call.ofSql === null
        ? []
        : [
            [
              `${call.title}: share of ${call.mayGrow === null ? 'hash rate' : 'SQL'}`,
              fixed(share, 2),
              `at least ${fixed(call.ofSql, 2)}`,
              verdict(share >= call.ofSql),
            ],
          ]),
      ...(tail === undefined
        ? []
        : [
            [
              `${call.title}: p99 over p50, 8 at once`,
              fixed(tail.p99 / tail.p50, 1),
              'under 10',
              verdict(tail.p99 < 10 * tail.p50),
            ],
          ]),
    ];
  });
  const worst = (pick: (line: Line) => number): number => Math.max(...lines.map(pick));
  const stall = worst((line) => line.stallMs);
  const rss = worst((line) => line.rssMb);
  const ready = Math.max(...starts.map((start) => start.readyAfterMs));
  return table(
    ['promise', 'measured', 'promised', ''],
    [
      ...rows,
      ['longest stall of the event loop, ms', fixed(stall, 0), 'at most 50', verdict(stall <= 50)],
      ['memory of one server, MB', whole(rss), 'under 250', verdict(rss < 250)],
      ['ready after, s', fixed(ready / 1_000, 1), 'within 3', verdict(ready <= 3_000)],
    ],
  );
}

/** Everything that was measured, then what was promised and whether it held. Nothing is left out. */
export function report(lines: readonly Line[], starts: readonly Start[]): string {
  const sizes = [...new Set(lines.map((line) => line.tickets))].toSorted((one, other) => one - other);
  const [small] = sizes;
  const large = sizes.at(-1);
  return [
    measurements(lines),
    ...(small === undefined || large === undefined || small === large ? [] : [growth(lines, small, large)]),
    promises(lines, starts),
  ]
    .map((part) => `\n${part}\n`)
    .join('');
}
