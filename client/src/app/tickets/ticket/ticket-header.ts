import { Component, inject, input, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { TicketDto } from '../../api/types';
import { Session } from '../../session/session';
import { Icon } from '../../ui/icon/icon';
import { Menu } from '../../ui/menu/menu';
import { MenuItem } from '../../ui/menu/menu-item';
import { Avatar } from '../../ui/people/avatar';
import { PriorityBars } from '../../ui/status/priority-bars';
import { StatusGlyph } from '../../ui/status/status-glyph';
import { PRIORITIES } from '../workspace/filters/list-query';
import { TicketChanges } from './ticket-changes';
import { TicketStore } from './ticket-store';
import { TicketSubject } from './ticket-subject';
import { ServerWords } from '../../i18n/server-words';

/** Subject and the chips that change the ticket; a chip acts only where the server allows it. */
@Component({
  selector: 'ss-ticket-header',
  imports: [Avatar, Icon, MatButton, Menu, MenuItem, PriorityBars, StatusGlyph, TicketSubject, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <ss-ticket-subject [ticket]="ticket()" />
      <div class="chips">
        @if (ticket().transitions.length > 0) {
          <ss-menu
            #statusMenu
            placement="below-start"
            [label]="t('tickets.statusMenu', { status: words.status(ticket().statusLabel) })"
          >
            <span menuTrigger class="chip">
              <ss-status-glyph [status]="ticket().status" />
              {{ words.status(ticket().statusLabel) }}
              <ss-icon name="chevron-down" [size]="16" />
            </span>
            @if (store.can('change_hold')) {
              <button ssMenuItem type="button" data-to="hold" (click)="changes.changeHold()">
                <ss-status-glyph status="On Hold" />
                {{ t('tickets.hold.changeIt') }}
                <span class="ss-secondary">…</span>
              </button>
            }
            @for (transition of ticket().transitions; track transition.to) {
              <button ssMenuItem type="button" [attr.data-to]="transition.to" (click)="changes.to(transition.to)">
                <ss-status-glyph [status]="transition.to" />
                {{ t('status.' + transition.to) }}
                @if (hasQuestion(transition.needs)) {
                  <span class="ss-secondary">…</span>
                }
              </button>
            }
          </ss-menu>
        } @else {
          <span class="chip">
            <ss-status-glyph [status]="ticket().status" />
            {{ words.status(ticket().statusLabel) }}
          </span>
        }
        @if (store.can('assign')) {
          <button
            type="button"
            class="chip"
            (click)="changes.assign()"
            [attr.aria-label]="assigneeName(t('tickets.unassigned'), t('tickets.assignee'))"
          >
            @if (ticket().assignee; as assignee) {
              <ss-avatar [name]="assignee.name" [picture]="assignee.avatarUrl" [size]="20" />
              {{ shortName(t('tickets.youShort')) }}
            } @else {
              <ss-icon name="user-add" [size]="16" />
              {{ t('tickets.unassigned') }}
            }
            <ss-icon name="chevron-down" [size]="16" />
          </button>
        } @else if (ticket().assignee; as assignee) {
          <span class="chip">
            <ss-avatar [name]="assignee.name" [picture]="assignee.avatarUrl" [size]="20" />
            {{ shortName(t('tickets.youShort')) }}
          </span>
        }
        @if (store.can('set_priority')) {
          <ss-menu
            #priorityMenu
            placement="below-start"
            [label]="t('priority.label', { priority: t('priority.' + ticket().priority) })"
          >
            <span menuTrigger class="chip">
              <ss-priority-bars [priority]="ticket().priority" word="always" />
              <ss-icon name="chevron-down" [size]="16" />
            </span>
            @for (priority of priorities; track priority) {
              <button
                ssMenuItem
                type="button"
                [chosen]="priority === ticket().priority"
                (click)="changes.setPriority(priority)"
              >
                <ss-priority-bars [priority]="priority" word="alone" />
              </button>
            }
          </ss-menu>
        } @else {
          <span class="chip"><ss-priority-bars [priority]="ticket().priority" word="always" /></span>
        }
        <span class="acts">
          @if (store.can('claim') && ticket().assignee === null) {
            <button matButton="filled" type="button" [disabled]="store.isBusy()" (click)="changes.claim()">
              {{ t('tickets.claim') }}
            </button>
          }
          @if (canResolve()) {
            <button
              class="resolve"
              matButton="outlined"
              type="button"
              [disabled]="store.isBusy()"
              (click)="changes.to('Resolved')"
            >
              <ss-icon name="check" />
              {{ t('tickets.resolve.act') }}
            </button>
          }
        </span>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    .chips {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
    }
    .chip {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-block-size: 32px;
      padding: 0 10px;
      border: 0;
      border-radius: var(--ss-radius-control);
      background: var(--mat-sys-surface-container);
      font: var(--mat-sys-label-medium);
      font-size: 0.8125rem;
    }
    button.chip {
      cursor: pointer;
    }
    button.chip:hover,
    ss-menu:hover .chip {
      background: var(--mat-sys-surface-container-high);
    }
    .acts {
      display: flex;
      gap: 8px;
      margin-inline-start: auto;
    }
    /* There the first chip and the menu beside the reply offer it, and the messages need the room. */
    @media (width < 600px) {
      .resolve {
        display: none;
      }
      .acts:not(:has(button:not(.resolve))) {
        display: none;
      }
    }
  `,
})
export class TicketHeader {
  protected readonly words = inject(ServerWords);
  readonly ticket = input.required<TicketDto>();

  protected readonly store = inject(TicketStore);
  protected readonly changes = inject(TicketChanges);
  private readonly session = inject(Session);
  protected readonly priorities = PRIORITIES;
  private readonly statusMenu = viewChild<Menu>('statusMenu');
  private readonly priorityMenu = viewChild<Menu>('priorityMenu');

  openStatus(): void {
    this.statusMenu()?.open();
  }

  openPriority(): void {
    this.priorityMenu()?.open();
  }

  protected canResolve(): boolean {
    return this.ticket().transitions.some(({ to }) => to === 'Resolved');
  }

  /** A dialog follows. */
  protected hasQuestion(needs: readonly string[]): boolean {
    return needs.some((need) => need !== 'assignee' || this.ticket().assignee === null);
  }

  /** The whole name stands in the accessible name and the details. */
  protected shortName(you: string): string {
    const { assignee } = this.ticket();
    return assignee?.id === this.session.user()?.id ? you : (assignee?.firstName ?? '');
  }

  protected assigneeName(nobody: string, label: string): string {
    return `${label}: ${this.ticket().assignee?.name ?? nobody}`;
  }
}
