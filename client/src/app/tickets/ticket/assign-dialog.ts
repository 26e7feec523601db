import { Component, inject, signal, type Injector } from '@angular/core';
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
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import { Session } from '../../session/session';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { Avatar } from '../../ui/people/avatar';

const PAUSE_MS = 200;

export interface AssignData {
  readonly number: string;
  readonly assigneeId: string | null;
  /** The ticket may go back to nobody. */
  readonly canRelease: boolean;
}

export interface Assignee {
  /** Null: nobody. */
  readonly id: string | null;
  readonly name: string;
}

@Component({
  selector: 'ss-assign-dialog',
  imports: [
    Avatar,
    Control,
    Field,
    InPlaceError,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <h2 matDialogTitle>{{ t('tickets.assign.title', { number: data.number }) }}</h2>
      <mat-dialog-content>
        <ss-field [label]="t('tickets.assign.search')">
          <input
            #field
            ssControl
            type="search"
            autocomplete="off"
            (input)="type(field.value)"
            (keydown.enter)="pickFirst()"
          />
        </ss-field>
        @if (people.error(); as error) {
          <ss-in-place-error [title]="t('tickets.assign.failed')" [error]="error" (retry)="people.load()" />
        } @else if (people.value(); as found) {
          <ul [attr.aria-label]="t('tickets.assign.people')">
            @for (person of found.items; track person.id) {
              <li>
                <button
                  type="button"
                  [attr.aria-current]="person.id === data.assigneeId ? 'true' : null"
                  (click)="pick(person)"
                >
                  <ss-avatar [name]="person.name" [picture]="person.avatarUrl" [size]="28" />
                  <span>
                    {{ person.name }}
                    @if (person.id === me()) {
                      ({{ t('tickets.you') }})
                    }
                    <small>{{ person.department ?? '' }}</small>
                  </span>
                </button>
              </li>
            } @empty {
              <li class="ss-secondary none">{{ t('tickets.assign.none') }}</li>
            }
          </ul>
        } @else {
          <ss-skeleton [rows]="3" height="44px" />
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        @if (data.canRelease) {
          <button matButton type="button" (click)="pick({ id: null, name: t('tickets.unassigned') })">
            {{ t('tickets.assign.release') }}
          </button>
        }
        <button matButton type="button" matDialogClose>{{ t('ui.cancel') }}</button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    ul {
      display: grid;
      gap: 2px;
      min-block-size: 180px;
      align-content: start;
      padding-block-start: 8px;
    }
    button:not([matButton]) {
      display: flex;
      align-items: center;
      gap: 10px;
      inline-size: 100%;
      min-block-size: 44px;
      padding: 4px 8px;
      border: 0;
      border-radius: var(--ss-radius-control);
      background: none;
      text-align: start;
      color: var(--mat-sys-on-surface);
      cursor: pointer;
    }
    button:not([matButton]):hover {
      background: var(--mat-sys-surface-container);
    }
    button[aria-current] {
      background: var(--mat-sys-secondary-container);
    }
    span {
      display: grid;
    }
    small,
    .none {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    .none {
      padding: 8px;
    }
  `,
})
class AssignDialog {
  protected readonly data = inject<AssignData>(MAT_DIALOG_DATA);
  private readonly opened = inject<MatDialogRef<AssignDialog, Assignee>>(MatDialogRef);
  private readonly api = inject(TicketsApi);
  private readonly session = inject(Session);
  private readonly q = signal('');
  private timer: ReturnType<typeof setTimeout> | undefined;
  protected readonly people = new Loaded(() => this.api.assignable(this.q()));

  constructor() {
    void this.people.load();
  }

  protected me(): string | null {
    return this.session.user()?.id ?? null;
  }

  protected type(q: string): void {
    clearTimeout(this.timer);
    this.q.set(q.trim());
    this.timer = setTimeout(() => void this.people.refresh(), PAUSE_MS);
  }

  protected pickFirst(): void {
    const first = this.people.value()?.items[0];
    if (first !== undefined && this.q() !== '') {
      this.pick(first);
    }
  }

  protected pick({ id, name }: Assignee): void {
    this.opened.close({ id, name });
  }
}

/** Null when the person turned back. */
export async function openAssign(injector: Injector, data: AssignData): Promise<Assignee | null> {
  const opened = injector
    .get(MatDialog)
    .open<AssignDialog, AssignData, Assignee>(AssignDialog, { data, width: '440px', autoFocus: 'input' });
  return (await firstValueFrom(opened.afterClosed())) ?? null;
}
