import { TestBed } from '@angular/core/testing';
import { ApiError } from '../../api/api-error';
import { TicketsApi } from '../../api/tickets-api';
import type { TicketDto } from '../../api/types';
import { Messages } from '../../files/messages';
import { ListStore } from '../workspace/list-store';
import { TicketStore } from './ticket-store';

const ticketAt = (version: number, priority: TicketDto['priority']): TicketDto =>
  ({ id: 'ticket', number: 'SS-000001', version, priority, allowedActions: ['set_priority'] }) as unknown as TicketDto;

/** A desk on which somebody else made the ticket Critical after it was shown. */
async function shown(): Promise<{ store: TicketStore; replaced: TicketDto[] }> {
  let standing = ticketAt(1, 'Medium');
  const replaced: TicketDto[] = [];
  TestBed.configureTestingModule({
    providers: [
      TicketStore,
      {
        provide: TicketsApi,
        useValue: { read: () => Promise.resolve(standing), timeline: () => Promise.resolve({ items: [] }) },
      },
      { provide: Messages, useValue: {} },
      { provide: ListStore, useValue: { replace: (ticket: TicketDto) => replaced.push(ticket) } },
    ],
  });
  const store = TestBed.inject(TicketStore);
  store.open('SS-000001');
  await store.load();
  standing = ticketAt(2, 'Critical');
  return { store, replaced };
}

const toHigh = (seen: number | undefined): Promise<TicketDto> =>
  seen === undefined
    ? Promise.resolve(ticketAt(3, 'High'))
    : Promise.reject(new ApiError(409, 'FIELD_CONFLICT', 'both', { priority: ['Critical', 'High'] }));

describe('changing a ticket that somebody else has changed', () => {
  it('shows what stands and asks whose value shall stand', async () => {
    const { store } = await shown();
    await store.change('priority', 'High', toHigh);
    expect(store.ticket()?.priority).toBe('Critical');
    expect(store.conflict()).toMatchObject({ field: 'priority', mine: 'High' });
  });

  it('insists without the version that was seen', async () => {
    const { store, replaced } = await shown();
    await store.change('priority', 'High', toHigh);
    await store.conflict()?.insist();
    expect(store.conflict()).toBeNull();
    expect(replaced.at(-1)?.priority).toBe('High');
  });

  it('tells any other refusal without asking', async () => {
    const { store } = await shown();
    const refusal = new ApiError(409, 'ALREADY_CLAIMED', 'Tomasz already has this ticket');
    await store.change('assignee', 'You', () => Promise.reject(refusal));
    expect(store.conflict()).toBeNull();
    expect(store.changeError()).toBe(refusal);
  });
});
