import { effect, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { TicketsApi, type CommentVisibility } from '../../api/tickets-api';
import { Recents } from '../../session/recents';
import { type Command, Commands } from '../../ui/keys/commands';
import { PRIORITIES } from '../workspace/filters/list-query';
import { SubjectEdit } from './subject-edit';
import { TicketChanges } from './ticket-changes';
import { TicketStore } from './ticket-store';

/** What the palette can do on the open ticket: nothing that the server would refuse. Needs an injection context. */
export function offerTicketCommands(write: (visibility: CommentVisibility) => void): void {
  const api = inject(TicketsApi);
  const store = inject(TicketStore);
  const changes = inject(TicketChanges);
  const subject = inject(SubjectEdit);
  const recents = inject(Recents);
  const i18n = inject(TranslocoService);
  const say = (key: string, values?: Record<string, string>): string =>
    i18n.translate<string>(`tickets.commands.${key}`, values);

  effect(() => {
    const ticket = store.ticket();
    if (ticket !== null) {
      recents.note({ number: ticket.number, subject: ticket.subject, status: ticket.status });
    }
  });

  const commands = (): Command[] => {
    const ticket = store.ticket();
    if (ticket === null) {
      return [];
    }
    const isMine = store.can('claim') && ticket.assignee === null;
    return [
      ...(isMine ? [{ id: 'claim', label: say('claim'), icon: 'user' as const, run: () => changes.claim() }] : []),
      ...(store.can('reply')
        ? [{ id: 'reply', label: say('reply'), icon: 'reply' as const, key: 'r', run: () => write('public') }]
        : []),
      ...(store.can('note')
        ? [{ id: 'note', label: say('note'), icon: 'note' as const, key: 'c', run: () => write('internal') }]
        : []),
      ...(store.can('assign')
        ? [{ id: 'assign', label: say('assign'), icon: 'user-add' as const, key: 'a', run: () => changes.assign() }]
        : []),
      ...ticket.transitions.map(({ to }): Command => ({
        id: `status-${to}`,
        label: say('status', { status: i18n.translate<string>(`status.${to}`) }),
        icon: 'activity',
        status: to,
        ...(to === 'Resolved' ? { key: 'e' } : {}),
        run: () => changes.to(to),
      })),
      ...(store.can('set_priority') ? PRIORITIES.filter((priority) => priority !== ticket.priority) : []).map(
        (priority): Command => ({
          id: `priority-${priority}`,
          label: say('priority', { priority: i18n.translate<string>(`priority.${priority}`) }),
          icon: 'chart',
          run: () => changes.setPriority(priority),
        }),
      ),
      ...(store.can('edit')
        ? [{ id: 'subject', label: say('subject'), icon: 'edit' as const, run: () => subject.start() }]
        : []),
      ...(store.can('watch') || store.can('unwatch')
        ? [
            {
              id: 'watch',
              label: say(store.can('unwatch') ? 'unwatch' : 'watch'),
              icon: store.can('unwatch') ? ('eye-off' as const) : ('eye' as const),
              run: () => changes.toggleWatch(),
            },
          ]
        : []),
    ];
  };

  inject(Commands).offer({
    subject: () => store.ticket()?.number ?? '',
    commands,
    search: async (text) => {
      const ticket = store.ticket();
      if (ticket === null || !store.can('assign')) {
        return [];
      }
      const { items } = await api.assignable(text);
      return items
        .filter(({ id }) => id !== ticket.assignee?.id)
        .slice(0, 3)
        .map(({ id, name }) => ({
          id: `assign-${id}`,
          label: say('assignTo', { name }),
          icon: 'user-add',
          run: () => changes.assignTo(id, name),
        }));
    },
  });
}
