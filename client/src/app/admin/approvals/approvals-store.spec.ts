import { TestBed } from '@angular/core/testing';
import { ApiError } from '../../api/api-error';
import type { AccountDto, TicketDto, TicketListItemDto } from '../../api/types';
import { AdminApi } from '../admin-api';
import { PeopleApi } from '../people/people-api';
import { ApprovalsStore } from './approvals-store';

const ticket = (id: string): TicketListItemDto => ({ id, number: `SS-00000${id}` }) as TicketListItemDto;
const account = (id: string): AccountDto => ({ id, name: `Person ${id}` }) as AccountDto;
const opened = {} as TicketDto;
const idsOf = (rows: readonly { id: string }[]): string => rows.map(({ id }) => id).join(' ');

describe('the decisions of the inbox', () => {
  const openTicket = vi.fn<AdminApi['openTicket']>();
  const decide = vi.fn<PeopleApi['decide']>();
  const approve = vi.fn<PeopleApi['approve']>();
  let store: ApprovalsStore;

  beforeEach(() => {
    vi.resetAllMocks();
    TestBed.configureTestingModule({
      providers: [
        ApprovalsStore,
        { provide: AdminApi, useValue: { openTicket } },
        { provide: PeopleApi, useValue: { decide, approve } },
      ],
    });
    store = TestBed.inject(ApprovalsStore);
  });

  describe('on several tickets', () => {
    const rows = ['1', '2', '3'].map(ticket);

    it('says which are done', async () => {
      openTicket.mockResolvedValue(opened);
      const { done, refused } = await store.tickets.approve(rows);
      expect(idsOf(done)).toBe('1 2 3');
      expect(refused).toEqual([]);
    });

    it('goes on after one that is refused', async () => {
      const why = new ApiError(409, 'TRANSITION_NOT_ALLOWED', 'Not from Open to Open');
      openTicket.mockResolvedValueOnce(opened).mockRejectedValueOnce(why).mockResolvedValueOnce(opened);
      const { done, refused } = await store.tickets.approve(rows);
      expect(idsOf(done)).toBe('1 3');
      expect(refused).toEqual([{ row: rows[1], why }]);
    });

    it('stops when the desk is away', async () => {
      openTicket.mockResolvedValueOnce(opened).mockRejectedValue(new ApiError(0, 'OFFLINE', 'Away'));
      const { done, refused } = await store.tickets.approve(rows);
      expect(idsOf(done)).toBe('1');
      expect(idsOf(refused.map(({ row }) => row))).toBe('2 3');
      expect(openTicket).toHaveBeenCalledTimes(2);
    });
  });

  describe('on several people', () => {
    const rows = ['a', 'b', 'c'].map(account);

    it('asks once, and tells each by its own answer', async () => {
      decide.mockResolvedValue({
        items: [
          { id: 'a', outcome: 'done' },
          { id: 'b', outcome: 'refused', code: 'ACCOUNT_TRANSITION_NOT_ALLOWED', error: 'Already approved' },
          { id: 'c', outcome: 'done' },
        ],
      });
      const { done, refused } = await store.accounts.reject(rows, 'Strangers');
      expect(decide).toHaveBeenCalledExactlyOnceWith('reject', ['a', 'b', 'c'], 'Strangers');
      expect(idsOf(done)).toBe('a c');
      expect(refused).toEqual([{ row: rows[1], why: 'Already approved' }]);
    });

    it('lets in with the chosen place those for whom one was chosen', async () => {
      approve.mockResolvedValue(account('b'));
      decide.mockResolvedValue({
        items: [
          { id: 'a', outcome: 'done' },
          { id: 'c', outcome: 'done' },
        ],
      });
      store.placements.set('b', { department: 'Legal' });
      const { done } = await store.accounts.approve(rows);
      expect(approve).toHaveBeenCalledExactlyOnceWith('b', { department: 'Legal' });
      expect(decide).toHaveBeenCalledExactlyOnceWith('approve', ['a', 'c'], undefined);
      expect(idsOf(done)).toBe('b a c');
    });

    it('keeps all when the call fails as a whole', async () => {
      const why = new ApiError(0, 'OFFLINE', 'Away');
      decide.mockRejectedValue(why);
      const { done, refused } = await store.accounts.approve(rows);
      expect(done).toEqual([]);
      expect(refused).toHaveLength(3);
    });
  });
});
