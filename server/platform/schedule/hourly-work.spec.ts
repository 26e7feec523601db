import { parseConfiguration } from '../../config/configuration.js';
import { HourlyWork } from './hourly-work.js';

describe('hourly work', () => {
  it('runs every chore, also behind one that fails', async () => {
    const work = new HourlyWork(parseConfiguration({}));
    const done: string[] = [];
    work.register({ name: 'first', execute: () => Promise.reject(new Error('no space')) });
    work.register({
      name: 'second',
      execute: () => {
        done.push('second');
        return Promise.resolve();
      },
    });
    await work.runAll();
    expect(done).toEqual(['second']);
  });
});
