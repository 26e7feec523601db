import { effect, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Recents } from '../../session/recents';
import { type Command, Commands } from '../../ui/keys/commands';
import { OwnTicketActs } from './own-ticket-acts';
import { OwnTicketStore } from './own-ticket-store';

/** What the palette can do on the open request. Needs an injection context. */
export function offerOwnTicketCommands(write: () => void): void {
  const store = inject(OwnTicketStore);
  const acts = inject(OwnTicketActs);
  const recents = inject(Recents);
  const i18n = inject(TranslocoService);
  const say = (key: string): string => i18n.translate<string>(`portal.${key}`);

  effect(() => {
    const ticket = store.ticket();
    if (ticket !== null) {
      recents.note({ number: ticket.number, subject: ticket.subject, status: ticket.status });
    }
  });

  inject(Commands).offer({
    subject: () => store.ticket()?.number ?? '',
    commands: () => {
      const isSolved = store.ticket()?.status === 'Resolved';
      const all: (Command & { readonly isOffered: boolean })[] = [
        {
          id: 'close',
          isOffered: store.can('close'),
          label: say(isSolved ? 'decide.works' : 'menu.close'),
          icon: 'check',
          run: () => acts.itWorks(),
        },
        {
          id: 'reopen',
          isOffered: store.can('reopen'),
          label: say(isSolved ? 'decide.notYet' : 'notYet.act'),
          icon: 'rotate',
          run: () => acts.notYet(),
        },
        { id: 'reply', isOffered: store.can('reply'), label: say('menu.reply'), icon: 'reply', key: 'r', run: write },
        {
          id: 'watch',
          isOffered: store.can('watch') || store.can('unwatch'),
          label: say(store.can('unwatch') ? 'menu.unwatch' : 'menu.watch'),
          icon: store.can('unwatch') ? 'eye-off' : 'eye',
          run: () => acts.toggleWatch(),
        },
        {
          id: 'withdraw',
          isOffered: store.can('withdraw'),
          label: say('menu.withdraw'),
          icon: 'undo',
          run: () => acts.withdraw(),
        },
      ];
      return all.filter(({ isOffered }) => isOffered);
    },
  });
}
