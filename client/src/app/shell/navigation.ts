import { Injectable, computed, inject, signal } from '@angular/core';
import type { Permission, QueuesDto } from '../api/types';
import { Session } from '../session/session';
import type { IconName } from '../ui/icon/icon-paths';

export interface NavigationItem {
  /** Key of its words, and name of its count. */
  label: string;
  /** Shorter words for the bar on phones. */
  short?: string;
  icon: IconName;
  link: string;
  /** Marked as current only at exactly this address. */
  exact?: boolean;
  needs: Permission;
  /** The main act: stands in the middle of the bar on phones. */
  isMain?: boolean;
}

export interface NavigationGroup {
  label: string;
  items: readonly NavigationItem[];
}

/** What employees see: the bar at the top, on phones the one at the bottom. */
const EMPLOYEE: readonly NavigationItem[] = [
  { label: 'shell.home', icon: 'home', link: '/', exact: true, needs: 'ticket:read' },
  { label: 'shell.requests', short: 'shell.requestsShort', icon: 'inbox', link: '/requests', needs: 'ticket:read' },
  {
    label: 'shell.newRequest',
    short: 'shell.new',
    icon: 'plus',
    link: '/requests/new',
    needs: 'ticket:create',
    isMain: true,
  },
];

/** What staff see in the rail, below the views of the tickets. */
const STAFF: readonly NavigationGroup[] = [
  {
    label: 'shell.workspace',
    items: [
      { label: 'shell.newRequest', icon: 'plus', link: '/requests/new', needs: 'ticket:create' },
      { label: 'shell.ownRequests', icon: 'file', link: '/requests', exact: true, needs: 'ticket:read' },
      { label: 'shell.replies', icon: 'reply', link: '/replies', needs: 'ticket:work' },
    ],
  },
  {
    label: 'shell.people',
    items: [
      { label: 'shell.approvals', icon: 'user-add', link: '/admin/approvals', needs: 'user:manage' },
      { label: 'shell.people', icon: 'users', link: '/admin/people', needs: 'user:manage' },
      { label: 'shell.teams', icon: 'board', link: '/admin/teams', needs: 'user:manage' },
      { label: 'shell.departments', icon: 'building', link: '/admin/departments', needs: 'user:manage' },
      { label: 'shell.blocks', icon: 'lock', link: '/admin/sign-in-blocks', needs: 'user:manage' },
    ],
  },
  {
    label: 'shell.administration',
    items: [
      { label: 'shell.lifecycle', icon: 'route', link: '/admin/lifecycle', needs: 'lifecycle:manage' },
      { label: 'shell.serviceLevels', icon: 'hourglass', link: '/admin/service-levels', needs: 'sla:manage' },
      { label: 'shell.categories', icon: 'tag', link: '/admin/categories', needs: 'category:manage' },
      { label: 'shell.settings', icon: 'settings', link: '/admin/settings', needs: 'settings:manage' },
      { label: 'shell.files', icon: 'paperclip', link: '/admin/files', needs: 'file:manage' },
      { label: 'shell.webhooks', icon: 'link', link: '/admin/webhooks', needs: 'webhook:manage' },
      { label: 'shell.mailbox', icon: 'mail', link: '/admin/mailbox', needs: 'mail:read' },
      { label: 'shell.tasks', icon: 'activity', link: '/admin/queues', needs: 'queue:manage' },
    ],
  },
];

export interface NavigationCount {
  count: number;
  /** Somebody waits: shown in amber. */
  isWaiting?: boolean;
}

/** What the person may open, and the numbers beside it, which features put here. */
@Injectable({ providedIn: 'root' })
export class Navigation {
  private readonly session = inject(Session);
  private readonly numbers = signal<Readonly<Record<string, NavigationCount>>>({});

  readonly counts = this.numbers.asReadonly();
  readonly isStaff = computed(() => this.session.can('ticket:work'));
  readonly employee = computed(() => EMPLOYEE.filter((item) => this.session.can(item.needs)));
  readonly staff = computed(() =>
    STAFF.map((group) => ({ ...group, items: group.items.filter((item) => this.session.can(item.needs)) })).filter(
      (group) => group.items.length > 0,
    ),
  );

  /** A hint at work that needs a person: what died, or all that waits while nobody works. */
  showWork({ queues, stalledSince }: QueuesDto): void {
    const count = queues.reduce(
      (sum, { dead, queued, failed }) => sum + dead + (stalledSince === null ? 0 : queued + failed),
      0,
    );
    // What is not even a task yet is at least one.
    this.setCount('shell.tasks', { count: Math.max(count, stalledSince === null ? 0 : 1), isWaiting: true });
  }

  /** Sets the number beside an item, named by its label. */
  setCount(label: string, count: NavigationCount): void {
    this.numbers.update((before) => ({ ...before, [label]: count }));
  }
}
