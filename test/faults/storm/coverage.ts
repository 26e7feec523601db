import { FAULT_KINDS, type Fault, type FaultKind, type Party } from './faults.js';

const PARTIES: readonly Party[] = ['smtp', 'gmail', 'workflow', 'webhook', 'redis', 'postgres', 'worker', 'server'];
/** A process of ours speaks through the lines of the others: there its answers are spoilt. */
const HAS_NONE = new Set(
  ['worker', 'server'].flatMap((party) =>
    ['reset', 'nonsense', 'error codes', 'lose answers'].map((kind) => `${party} ${kind}`),
  ),
);
['smtp', 'gmail', 'workflow', 'webhook'].forEach((party) => HAS_NONE.add(`${party} die`));
PARTIES.slice(0, 6).forEach((party) => HAS_NONE.add(`${party} told to end`));

/** What a storm has tried: so often which party failed in which way. */
export class Coverage {
  private readonly times = new Map<string, number>();

  count(faults: readonly Fault[]): void {
    faults.forEach(({ about, kind }) => {
      const cell = `${about} ${kind}`;
      this.times.set(cell, (this.times.get(cell) ?? 0) + 1);
    });
  }

  /** Lines of text. A dash: there is no such thing. */
  table(): readonly string[] {
    const cell = (party: Party, kind: FaultKind): string => {
      const name = `${party} ${kind}`;
      const times = this.times.get(name) ?? 0;
      return (times === 0 && HAS_NONE.has(name) ? '-' : String(times)).padStart(Math.max(8, kind.length));
    };
    return [
      ['tried'.padEnd(9), ...FAULT_KINDS.map((kind) => kind.padStart(8))].join('  '),
      ...PARTIES.map((party) => [party.padEnd(9), ...FAULT_KINDS.map((kind) => cell(party, kind))].join('  ')),
    ];
  }
}
