import { Component, computed, inject, signal, type Injector } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { Loaded } from '../../../api/loaded';
import { TicketsApi } from '../../../api/tickets-api';
import type { HoldReason, PersonDto, Priority, TeamRefDto, TicketStatus } from '../../../api/types';
import { Session } from '../../../session/session';
import { Segmented } from '../../../ui/choice/segmented';
import { InPlaceError } from '../../../ui/feedback/in-place-error';
import { Skeleton } from '../../../ui/feedback/skeleton';
import { Control } from '../../../ui/field/control';
import { Field } from '../../../ui/field/field';
import { WordsInput } from '../../../ui/field/words-input';
import { HOLD_REASONS, PRIORITIES } from '../filters/list-query';
import { reopeningNeeds, targetsOf, type Change, type Named, type StatusNeed, type Target } from './bulk-change';

const PAUSE_MS = 200;

export type BulkKind = 'assign' | 'set_team' | 'set_priority' | 'change_status' | 'tags' | 'reopen';

export interface BulkDialogData {
  readonly kind: BulkKind;
  readonly count: number;
  /** Where the chosen tickets stand. */
  readonly statuses: readonly TicketStatus[];
}

export interface BulkChoice {
  readonly change: Change;
  readonly named: Pick<Named, 'assignee' | 'team'>;
}

/** Asks for what a change of many needs, and says whom it concerns before it is done. */
@Component({
  selector: 'ss-bulk-dialog',
  imports: [
    Control,
    Field,
    InPlaceError,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Segmented,
    Skeleton,
    TranslocoDirective,
    WordsInput,
  ],
  templateUrl: './bulk-dialog.html',
  styles: `
    form {
      display: contents;
    }
    .choices {
      display: grid;
      gap: 2px;
      max-block-size: 300px;
      min-block-size: 88px;
      align-content: start;
      overflow-y: auto;
      margin: 8px 0 0;
      padding: 2px;
      border: 0;
    }
    .choices label {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 40px;
      padding: 4px 8px;
      border-radius: var(--ss-radius-control);
      cursor: pointer;
    }
    .choices label:hover {
      background: var(--mat-sys-surface-container);
    }
    .choices label:has(:checked) {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }
    .choices label:has(:focus-visible) {
      outline: 2px solid var(--mat-sys-primary);
      outline-offset: -2px;
    }
    .choices input {
      accent-color: var(--mat-sys-primary);
      outline: none;
    }
    .choices .ss-secondary {
      color: inherit;
    }
    .missing {
      color: var(--mat-sys-error);
      font: var(--mat-sys-body-small);
    }
    .effect {
      margin-block: 0 12px;
    }
    ss-field,
    ss-segmented {
      display: block;
      margin-block-end: 12px;
    }
  `,
})
class BulkDialog {
  protected readonly data = inject<BulkDialogData>(MAT_DIALOG_DATA);
  private readonly opened = inject<MatDialogRef<BulkDialog, BulkChoice>>(MatDialogRef);
  private readonly api = inject(TicketsApi);
  private readonly session = inject(Session);
  private readonly i18n = inject(TranslocoService);
  private readonly q = signal('');
  private timer: ReturnType<typeof setTimeout> | undefined;
  protected readonly asksLifecycle = this.data.kind === 'change_status' || this.data.kind === 'reopen';

  protected readonly people = new Loaded(() => this.api.assignable(this.q()));
  protected readonly teams = new Loaded(() => this.api.teams());
  protected readonly priorities = PRIORITIES;
  protected readonly lifecycle = new Loaded(() => this.api.lifecycle());
  protected readonly targets = computed<readonly Target[]>(() => {
    const lifecycle = this.lifecycle.value();
    return lifecycle === null ? [] : targetsOf(lifecycle, this.data.statuses);
  });
  protected readonly holdReasons = HOLD_REASONS;
  protected readonly me = computed(() => this.session.user()?.id ?? '');

  /** Id of a person or a team; '' for nobody; null while nothing is chosen. */
  protected readonly who = signal<string | null>(null);
  protected readonly priority = signal<Priority>('Medium');
  private readonly wanted = signal<TicketStatus>('In Progress');
  /** What was chosen, else what most often follows. */
  protected readonly target = computed<Target | null>(
    () => this.targets().find(({ to }) => to === this.wanted()) ?? this.targets()[0] ?? null,
  );
  protected readonly holdReason = signal<HoldReason>('requester');
  protected readonly until = signal('');
  protected readonly reason = signal('');
  protected readonly resolution = signal('');
  protected readonly tags = signal<readonly string[]>([]);
  protected readonly tagMode = signal('add_tags');
  protected readonly isTried = signal(false);
  protected readonly needs = computed<readonly StatusNeed[]>(() => {
    const lifecycle = this.lifecycle.value();
    if (this.data.kind === 'reopen') {
      return lifecycle === null ? [] : reopeningNeeds(lifecycle, this.data.statuses);
    }
    return this.target()?.needs ?? [];
  });
  protected readonly tagModes = computed(() =>
    ['add_tags', 'remove_tags'].map((value) => ({ value, label: this.say(value) })),
  );
  /** What is still missing, in words. */
  protected readonly missing = computed(() => {
    const { kind } = this.data;
    if (kind === 'assign' || kind === 'set_team') {
      return this.who() === null ? 'missing.who' : '';
    }
    if (kind === 'tags') {
      return this.tags().length === 0 ? 'missing.tags' : '';
    }
    if (kind === 'change_status' && this.target() === null) {
      return 'missing.status';
    }
    if (this.needs().includes('holdReason') && this.holdReason() === 'scheduled' && this.until() === '') {
      return 'missing.until';
    }
    const texts = { reason: this.reason(), resolution: this.resolution() };
    const blank = (['reason', 'resolution'] as const).find(
      (need) => this.needs().includes(need) && texts[need].trim() === '',
    );
    return blank === undefined ? '' : `missing.${blank}`;
  });

  constructor() {
    if (this.data.kind === 'assign') {
      void this.people.load();
    } else if (this.data.kind === 'set_team') {
      void this.teams.load();
    } else if (this.asksLifecycle) {
      void this.lifecycle.load();
    }
  }

  protected choose(index: number): void {
    const target = this.targets()[index];
    if (target !== undefined) {
      this.wanted.set(target.to);
    }
  }

  protected type(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.q.set(text.trim());
      void this.people.load();
    }, PAUSE_MS);
  }

  protected act(event: Event): void {
    event.preventDefault();
    this.isTried.set(true);
    const isKnown = !this.asksLifecycle || this.lifecycle.value() !== null;
    if (isKnown && this.missing() === '') {
      this.opened.close(this.choice());
    }
  }

  private choice(): BulkChoice {
    const id = this.who();
    switch (this.data.kind) {
      case 'assign': {
        const person = this.people.value()?.items.find((one) => one.id === id);
        const [firstName = '', ...rest] = person?.name.split(' ') ?? [];
        const assignee: PersonDto | null =
          person === undefined
            ? null
            : {
                id: person.id,
                name: person.name,
                avatarUrl: person.avatarUrl,
                companyId: '',
                firstName,
                lastName: rest.join(' '),
              };
        return { change: { action: 'assign', assigneeId: id || null }, named: { assignee } };
      }
      case 'set_team': {
        const found = this.teams.value()?.items.find((one) => one.id === id);
        const team: TeamRefDto | null = found === undefined ? null : { id: found.id, key: found.key, name: found.name };
        return { change: { action: 'set_team', teamId: id || null }, named: { team } };
      }
      case 'set_priority':
        return { change: { action: 'set_priority', priority: this.priority() }, named: {} };
      case 'tags':
        return {
          change: { action: this.tagMode() === 'add_tags' ? 'add_tags' : 'remove_tags', tags: [...this.tags()] },
          named: {},
        };
      case 'reopen':
        return { change: { action: 'reopen', ...this.gifts() }, named: {} };
      case 'change_status':
        return { change: { action: 'change_status', status: this.target()?.to, ...this.gifts() }, named: {} };
    }
  }

  private gifts(): Pick<Change, StatusNeed | 'until'> {
    const needs = this.needs();
    return {
      ...(needs.includes('reason') ? { reason: this.reason().trim() } : {}),
      ...(needs.includes('resolution') ? { resolution: this.resolution().trim() } : {}),
      ...(needs.includes('holdReason') ? { holdReason: this.holdReason() } : {}),
      ...(needs.includes('holdReason') && this.holdReason() === 'scheduled'
        ? { until: new Date(this.until()).toISOString() }
        : {}),
    };
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`list.bulk.${key}`);
  }
}

/** Null when the person turned back. */
export async function openBulk(injector: Injector, data: BulkDialogData): Promise<BulkChoice | null> {
  const opened = injector.get(MatDialog).open<BulkDialog, BulkDialogData, BulkChoice>(BulkDialog, {
    data,
    width: '460px',
    // A group of radio buttons is entered at the one that is on.
    autoFocus: data.kind === 'set_priority' ? 'input:checked' : 'input, select, textarea',
  });
  return (await firstValueFrom(opened.afterClosed())) ?? null;
}
