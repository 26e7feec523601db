import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { TicketListItemDto } from '../../api/types';
import { Icon } from '../../ui/icon/icon';
import { Avatar } from '../../ui/people/avatar';
import { PriorityBars } from '../../ui/status/priority-bars';
import { StatusChip } from '../../ui/status/status-chip';
import { Time } from '../../ui/time/time';

/** One ticket in the list. */
@Component({
  selector: 'ss-ticket-row',
  imports: [Avatar, Icon, PriorityBars, RouterLink, StatusChip, Time, TranslocoDirective],
  template: `
    <a
      *transloco="let t"
      [routerLink]="['/tickets', ticket().number]"
      queryParamsHandling="preserve"
      [class.is-chosen]="isChosen()"
      [attr.aria-current]="isChosen() ? 'true' : null"
      [attr.data-status]="ticket().status"
    >
      <span class="line first">
        <span>{{ ticket().number }}</span>
        <ss-priority-bars [priority]="ticket().priority" />
        @if (ticket().confidential) {
          <ss-icon name="lock" [size]="16" [label]="t('tickets.confidential')" />
        }
        <ss-time class="end" [at]="ticket().submittedAt" as="age" />
      </span>
      <strong>{{ ticket().subject }}</strong>
      <span class="line">
        <span class="who">{{ ticket().requester?.name ?? t('tickets.nobody') }} · {{ ticket().category.name }}</span>
        <ss-status-chip class="plain end" [status]="ticket().status" [label]="ticket().statusLabel" />
        @if (ticket().assignee; as assignee) {
          <ss-avatar
            [name]="assignee.name"
            [picture]="assignee.avatarUrl"
            [size]="20"
            [label]="t('tickets.assignedTo', { name: assignee.name })"
          />
        } @else {
          <ss-icon name="user-add" [size]="16" [label]="t('tickets.unassigned')" />
        }
      </span>
    </a>
  `,
  styles: `
    a {
      display: grid;
      gap: 4px;
      padding: 12px 16px;
      color: var(--mat-sys-on-surface);
      font: var(--mat-sys-body-small);
    }
    a:hover {
      background: var(--mat-sys-surface-container);
      text-decoration: none;
    }
    a.is-chosen {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }
    a:focus-visible {
      outline-offset: -3px;
    }
    strong {
      font: var(--mat-sys-title-small);
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .line {
      display: flex;
      align-items: center;
      gap: 8px;
      min-block-size: 20px;
      color: var(--mat-sys-on-surface-variant);
    }
    .is-chosen .line {
      color: inherit;
    }
    .who {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .end {
      margin-inline-start: auto;
    }
    :host-context([data-density='compact']) a {
      gap: 2px;
      padding-block: 8px;
    }
  `,
})
export class TicketRow {
  readonly ticket = input.required<TicketListItemDto>();
  readonly isChosen = input(false);
}
