import { TestBed } from '@angular/core/testing';
import { ApiError } from '../../api/api-error';
import type { TicketDto, TicketListItemDto } from '../../api/types';
import { AdminApi } from '../admin-api';
import { ApprovalsStore } from './approvals-store';

const ticket = (id: string): TicketListItemDto => ({ id, number: `SS-00000${id}` }) as TicketListItemDto;
const opened = {} as TicketDto;

describe('deciding on several', () => {
  const openTicket = vi.fn<AdminApi['openTicket']>();
  const rows = ['1', '2', '3'].map(ticket);
  let store: ApprovalsStore;

  beforeEach(() => {
    openTicket.mockReset();
    TestBed.configureTestingModule({
      providers: [ApprovalsStore, { provide: AdminApi, useValue: { openTicket } }],
    });
    store = TestBed.inject(ApprovalsStore);
    store.tickets.take(rows);
  });

  it('takes away each that is done', async () => {
    openTicket.mockResolvedValue(opened);
    await expect(store.openTickets(rows)).resolves.toEqual({ done: 3, failed: 0, error: null });
    expect(store.tickets.rows()).toEqual([]);
    expect(store.busy().size).toBe(0);
  });

  it('keeps one that is refused and goes on with the others', async () => {
    const refusal = new ApiError(409, 'TRANSITION_NOT_ALLOWED', 'Not from Open to Open');
    openTicket.mockResolvedValueOnce(opened).mockRejectedValueOnce(refusal).mockResolvedValueOnce(opened);
    await expect(store.openTickets(rows)).resolves.toEqual({ done: 2, failed: 1, error: refusal });
    expect(store.tickets.rows().map(({ id }) => id)).toEqual(['2']);
  });

  it('stops when the desk is away, and all the rest stay for the next try', async () => {
    openTicket.mockResolvedValueOnce(opened).mockRejectedValue(new ApiError(0, 'OFFLINE', 'Away'));
    await expect(store.openTickets(rows)).resolves.toMatchObject({ done: 1, failed: 2 });
    expect(openTicket).toHaveBeenCalledTimes(2);
    expect(store.tickets.rows().map(({ id }) => id)).toEqual(['2', '3']);
  });
});
