import { Component, computed, effect, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { aboutTickets, whileVisible } from '../../api/while-visible';
import type { Hint } from '../../live/live';
import { Navigation } from '../../shell/navigation';
import { letGoUnwatched } from '../../ui/live/let-go';
import { Tabs } from '../../ui/tabs/tabs';
import { GroupNames } from '../groups/group-names';
import { ApprovalsStore } from './approvals-store';
import { DecidedAccounts } from './decided-accounts';
import { NewTickets } from './new-tickets';
import { PendingAccounts } from './pending-accounts';

const POLL_MS = 5000;

const isAboutInbox = (hint: Hint): boolean => hint.type.startsWith('account.') || aboutTickets(hint);

/** What waits for a decision: people who registered and tickets that came in. */
@Component({
  selector: 'ss-approvals',
  imports: [DecidedAccounts, NewTickets, PendingAccounts, Tabs, TranslocoDirective],
  providers: [ApprovalsStore, GroupNames],
  template: `
    <div class="scroller" *transloco="let t; prefix: 'admin.approvals'">
      <div class="ss-desk-page">
        <h1>{{ t('title') }}</h1>
        <ss-tabs [label]="t('sections')" [tabs]="tabs()" [current]="current()" />
        @switch (current()) {
          @case ('tickets') {
            <ss-new-tickets />
          }
          @case ('decided') {
            <ss-decided-accounts />
          }
          @default {
            <ss-pending-accounts />
          }
        }
      </div>
    </div>
  `,
  styles: `
    :host {
      --inbox-side: 360px;
      position: relative;
      display: block;
      block-size: 100%;
    }
    .scroller {
      min-block-size: 100%;
    }
    /* Details beside the list: each scrolls on its own. */
    :host:has(.inbox-side) .scroller {
      block-size: 100%;
      overflow-y: auto;
      margin-inline-end: var(--inbox-side);
    }
    .ss-desk-page {
      display: flex;
      flex-direction: column;
      min-block-size: 100%;
      box-sizing: border-box;
    }
    h1 {
      margin-block-end: 8px;
    }
    ss-tabs {
      margin-block-end: 16px;
    }
  `,
})
export class Approvals {
  /** From the address. */
  readonly tab = input<string>();

  private readonly i18n = inject(TranslocoService);
  private readonly store = inject(ApprovalsStore);
  protected readonly current = computed(() => {
    const tab = this.tab();
    return tab === 'tickets' || tab === 'decided' ? tab : 'accounts';
  });
  protected readonly tabs = computed(() => [
    { value: 'accounts', label: this.say('accounts'), count: this.store.accounts.list.count() },
    { value: 'tickets', label: this.say('tickets'), count: this.store.tickets.list.count() },
    { value: 'decided', label: this.say('decided') },
  ]);

  constructor() {
    const navigation = inject(Navigation);
    letGoUnwatched(() => [this.store.accounts.list, this.store.tickets.list]);
    void this.store.load();
    whileVisible(() => this.store.load(), POLL_MS, { about: isAboutInbox });
    effect(() => {
      const count = this.store.accounts.list.count() + this.store.tickets.list.count();
      navigation.setCount('shell.approvals', { count, isWaiting: true });
    });
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`admin.approvals.${key}`);
  }
}
