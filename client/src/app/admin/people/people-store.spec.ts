import { TestBed } from '@angular/core/testing';
import type { AccountDto, AccountPageDto } from '../../api/types';
import { PeopleApi } from './people-api';
import { NO_FILTER, PeopleStore } from './people-store';

const person = (id: string): AccountDto => ({ id, name: id }) as AccountDto;
const page = (ids: string[], nextCursor: string | null = null): AccountPageDto => ({
  items: ids.map(person),
  nextCursor,
  total: 7,
});

describe('the list of people', () => {
  const list = vi.fn<PeopleApi['list']>();
  let store: PeopleStore;
  const ids = (): string =>
    store
      .people()
      .map(({ id }) => id)
      .join(' ');

  beforeEach(() => {
    list.mockReset();
    TestBed.configureTestingModule({ providers: [PeopleStore, { provide: PeopleApi, useValue: { list } }] });
    store = TestBed.inject(PeopleStore);
  });

  it('goes on where the page before ended, under the same filter', async () => {
    list.mockResolvedValueOnce(page(['a', 'b'], 'next')).mockResolvedValueOnce(page(['c']));
    await store.show({ ...NO_FILTER, team: 'none' });
    await store.more();
    expect(ids()).toBe('a b c');
    expect(list.mock.lastCall?.[0]).toMatchObject({ team: 'none', cursor: 'next', include: 'total' });
    expect(store.next()).toBeNull();
  });

  it('keeps the answer of the newest question alone', async () => {
    let answerOld: (value: AccountPageDto) => void = () => undefined;
    list.mockReturnValueOnce(new Promise((answer) => (answerOld = answer))).mockResolvedValueOnce(page(['new']));
    const old = store.show({ ...NO_FILTER, q: 'a' });
    await store.show({ ...NO_FILTER, q: 'ab' });
    answerOld(page(['old']));
    await old;
    expect(ids()).toBe('new');
    expect(store.isLoading()).toBe(false);
  });

  it('shows nobody of the last question when the next one fails, and keeps the page when only more fails', async () => {
    list.mockResolvedValueOnce(page(['a'], 'next')).mockRejectedValueOnce(new Error('away'));
    await store.show(NO_FILTER);
    await store.more();
    expect(ids()).toBe('a');
    expect(store.error()).toBeInstanceOf(Error);
    list.mockRejectedValueOnce(new Error('away'));
    await store.show({ ...NO_FILTER, q: 'x' });
    expect(ids()).toBe('');
  });
});
