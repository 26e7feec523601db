import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Queryable, Statement } from '../../server/platform/database/statement.js';
import { NOBODY, PLAN, PLANS, statementsOf } from '../bench/plans.js';

const PERSON = '019a8b00-0000-7000-8000-000000000001';
const SIZES = ['10000', '1000000'];

describe('the plans that are kept', () => {
  const statements = statementsOf({
    employee: { ...NOBODY, id: PERSON },
    coordinator: { ...NOBODY, id: PERSON, role: 'Ticket Coordinator', teamIds: [PERSON] },
    ticketId: PERSON,
    categoryId: PERSON,
    now: new Date('2026-01-01'),
  });

  it.each(Object.entries(statements))('%s is what the product asks now', async (name, ask) => {
    const asked: string[] = [];
    const from: Queryable = {
      query: async <R extends object>({ text }: Statement): Promise<R[]> => {
        asked.push(text);
        return Promise.resolve([]);
      },
    };
    await ask(from);
    expect(asked).not.toHaveLength(0);
    for (const size of SIZES) {
      const file = join(PLANS, size, `${name}.txt`);
      const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
      expect(asked.filter((text) => !kept.includes(`\n${text}\n\n${PLAN}`))).toEqual([]);
    }
  });

  it('holds nothing else', () => {
    const names = Object.keys(statements).map((name) => `${name}.txt`);
    expect(SIZES.flatMap((size) => readdirSync(join(PLANS, size))).filter((file) => !names.includes(file))).toEqual([]);
  });
});
