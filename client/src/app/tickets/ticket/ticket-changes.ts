import { inject, Injectable, Injector } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { TicketsApi } from '../../api/tickets-api';
import type { Priority, TicketLevel, TicketStatus } from '../../api/types';
import { Session } from '../../session/session';
import { Dialogs } from '../../ui/dialog/dialogs';
import { Snackbar } from '../../ui/feedback/snackbar';
import { TicketStore } from './ticket-store';

/** Verbs of the staff: each asks for what it needs and then changes the ticket. */
@Injectable()
export class TicketChanges {
  private readonly api = inject(TicketsApi);
  private readonly store = inject(TicketStore);
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  private readonly injector = inject(Injector);

  /** To another status; `transitions` of the ticket says what it needs. */
  async to(status: TicketStatus): Promise<void> {
    const ticket = this.store.ticket();
    const transition = ticket?.transitions.find(({ to }) => to === status);
    if (ticket === null || transition === undefined || this.store.isBusy()) {
      return;
    }
    const { id, number } = ticket;
    if (transition.needs.includes('assignee') && ticket.assignee === null) {
      await this.assign();
      if (this.store.ticket()?.assignee === null) {
        return;
      }
    }
    if (transition.needs.includes('resolution')) {
      await this.ask('resolve', number, 50_000, (resolution, version) =>
        this.api.changeStatus(id, { status, resolution, ...seen(version) }),
      );
    } else if (transition.needs.includes('reason')) {
      const verb = status === 'Rejected' ? 'reject' : 'reopen';
      await this.ask(verb, number, 2_000, (reason, version) =>
        this.api.changeStatus(id, { status, reason, ...seen(version) }),
      );
    } else if (transition.needs.includes('holdReason')) {
      const { openHold } = await import('./hold-dialog');
      const perform = this.store.warily();
      await openHold(this.injector, (hold) =>
        perform((version) => this.api.changeStatus(id, { status, ...hold, ...seen(version) })),
      );
    } else {
      await this.store.change('status', this.say(`status.${status}`), (version) =>
        this.api.changeStatus(id, { status, ...seen(version) }),
      );
    }
  }

  /** It goes on standing still, for something else or until another date. */
  async changeHold(): Promise<void> {
    const ticket = this.store.ticket();
    if (ticket === null || !this.store.can('change_hold')) {
      return;
    }
    const { openHold } = await import('./hold-dialog');
    const perform = this.store.warily();
    await openHold(
      this.injector,
      (hold) => perform((version) => this.api.changeHold(ticket.id, { ...hold, ...seen(version) })),
      ticket,
    );
  }

  async claim(): Promise<void> {
    const ticket = this.store.ticket();
    if (ticket !== null && this.store.can('claim')) {
      await this.store.change('assignee', this.say('tickets.you'), () => this.api.claim(ticket.id));
    }
  }

  /** To oneself: claims what nobody has, else takes it over. */
  async take(): Promise<void> {
    const ticket = this.store.ticket();
    const me = this.session.user()?.id;
    if (ticket === null || me === undefined || this.store.can('claim')) {
      await this.claim();
      return;
    }
    await this.store.change('assignee', this.say('tickets.you'), (version) =>
      this.api.assign(ticket.id, { assigneeId: me, ...seen(version) }),
    );
  }

  async assign(): Promise<void> {
    const ticket = this.store.ticket();
    if (ticket === null || !this.store.can('assign')) {
      return;
    }
    const { openAssign } = await import('./assign-dialog');
    const chosen = await openAssign(this.injector, {
      number: ticket.number,
      assigneeId: ticket.assignee?.id ?? null,
      canRelease: ticket.status === 'Open' && ticket.assignee !== null,
    });
    if (chosen !== null) {
      await this.assignTo(chosen.id, chosen.name);
    }
  }

  /** To a person, or to nobody. */
  async assignTo(assigneeId: string | null, name: string): Promise<void> {
    const ticket = this.store.ticket();
    if (ticket !== null && this.store.can('assign')) {
      await this.store.change('assignee', name, (version) =>
        this.api.assign(ticket.id, { assigneeId, ...seen(version) }),
      );
    }
  }

  async setPriority(priority: Priority): Promise<void> {
    const ticket = this.store.ticket();
    if (ticket === null || ticket.priority === priority) {
      return;
    }
    await this.store.change('priority', this.say(`priority.${priority}`), (version) =>
      this.api.edit(ticket.id, { priority, ...seen(version) }),
    );
  }

  async setCategory(key: string, name: string): Promise<void> {
    const ticket = this.store.ticket();
    if (ticket !== null && ticket.category.key !== key) {
      await this.store.change('category', name, (version) =>
        this.api.edit(ticket.id, { category: key, ...seen(version) }),
      );
    }
  }

  /** Of two who change them at once both are heard: each puts on or takes off one, whatever the others are by then. */
  async setTag(tag: string, isOn: boolean): Promise<void> {
    const ticket = this.store.ticket();
    if (ticket !== null) {
      const call = (version: number | undefined): ReturnType<TicketsApi['edit']> => {
        const others = (this.store.ticket() ?? ticket).tags.filter((one) => one !== tag);
        return this.api.edit(ticket.id, { tags: isOn ? [...others, tag] : others, ...seen(version) });
      };
      await this.store.change('tags', tag, call, { isMerging: true });
    }
  }

  async setTeam(teamId: string | null, name: string): Promise<void> {
    const ticket = this.store.ticket();
    if (ticket !== null && (ticket.team?.id ?? null) !== teamId) {
      await this.store.change('team', name === '' ? this.say('tickets.details.noTeam') : name, (version) =>
        this.api.edit(ticket.id, { teamId, ...seen(version) }),
      );
    }
  }

  /** How much it weighs: where the desk says so, the priority follows. */
  async setWeight(field: 'impact' | 'urgency', level: TicketLevel | null): Promise<void> {
    const ticket = this.store.ticket();
    if (ticket !== null && ticket[field] !== level) {
      await this.store.change(field, this.say(`tickets.level.${level ?? 'none'}`), (version) =>
        this.api.edit(ticket.id, { [field]: level, ...seen(version) }),
      );
    }
  }

  async setConfidential(confidential: boolean): Promise<void> {
    const ticket = this.store.ticket();
    if (ticket !== null && ticket.confidential !== confidential) {
      await this.store.change('confidential', this.say(confidential ? 'tickets.yes' : 'tickets.no'), (version) =>
        this.api.edit(ticket.id, { confidential, ...seen(version) }),
      );
    }
  }

  /** @param begun the version that was seen when the typing began */
  async setSubject(subject: string, begun: number): Promise<void> {
    const ticket = this.store.ticket();
    if (ticket !== null && ticket.subject !== subject) {
      await this.store.change('subject', subject, (version) =>
        this.api.edit(ticket.id, { subject, ...seen(version === undefined ? undefined : begun) }),
      );
    }
  }

  async toggleWatch(): Promise<void> {
    const ticket = this.store.ticket();
    if (ticket !== null) {
      await this.store.perform(() =>
        this.store.can('unwatch') ? this.api.unwatch(ticket.id) : this.api.watch(ticket.id),
      );
    }
  }

  private async ask(
    verb: 'resolve' | 'reject' | 'reopen',
    number: string,
    max: number,
    call: (text: string, version: number | undefined) => ReturnType<TicketsApi['changeStatus']>,
  ): Promise<void> {
    const perform = this.store.warily();
    const text = await this.dialogs.askReason({
      title: this.say(`tickets.${verb}.title`, { number }),
      text: this.say(`tickets.${verb}.text`, { who: this.store.ticket()?.requester?.firstName ?? '' }),
      label: this.say(`tickets.${verb}.label`),
      act: this.say(`tickets.${verb}.act`),
      isDangerous: verb === 'reject',
      max,
      run: (given) => perform((version) => call(given, version)),
    });
    if (text !== null) {
      this.snackbar.show(this.say(`tickets.${verb}.done`, { number }));
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(key, values);
  }
}

function seen(version: number | undefined): { version?: number } {
  return version === undefined ? {} : { version };
}
