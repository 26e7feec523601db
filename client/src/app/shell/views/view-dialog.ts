import { Component, computed, inject, signal, type Injector } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required } from '@angular/forms/signals';
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
import { toApiError } from '../../api/api-error';
import { Loaded } from '../../api/loaded';
import { TicketViewsApi } from '../../api/ticket-views-api';
import type { CreateTicketViewDto, TicketViewDto } from '../../api/types';
import { Session } from '../../session/session';
import { ErrorText } from '../../ui/feedback/error-text';
import { Notice } from '../../ui/feedback/notice';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { serverErrors } from '../../ui/forms/server-errors';
import { TicketViews } from './ticket-views';

const NAME_LIMIT = 60;

export type ViewDialogData =
  | { readonly view: TicketViewDto }
  | { readonly made: Pick<CreateTicketViewDto, 'filters' | 'sort' | 'columns'>; readonly name: string };

/** Name of a view and who sees it; for a new one and for one that is there. */
@Component({
  selector: 'ss-view-dialog',
  imports: [
    Control,
    Field,
    FormField,
    FormRoot,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    TranslocoDirective,
  ],
  template: `
    <form *transloco="let t; prefix: 'views.dialog'" [formRoot]="form">
      <h2 matDialogTitle>{{ t(view === null ? 'create' : 'change') }}</h2>
      <mat-dialog-content>
        @if (view === null) {
          <p class="ss-secondary">{{ t('text') }}</p>
        }
        <div class="ss-form">
          <ss-field [label]="t('name')" [of]="form.name" [max]="limit">
            <input ssControl type="text" autocomplete="off" [formField]="form.name" cdkFocusInitial />
          </ss-field>
          <ss-field [label]="t('who')" [of]="form.who">
            <select ssControl [formField]="form.who">
              @for (one of audiences(); track one.value) {
                <option [value]="one.value" [selected]="one.value === model().who">{{ one.words }}</option>
              }
            </select>
          </ss-field>
        </div>
        @if (problem(); as text) {
          <ss-notice tone="error">{{ text }}</ss-notice>
        }
      </mat-dialog-content>
      <ng-container *transloco="let say">
        <mat-dialog-actions align="end">
          <button matButton="text" type="button" matDialogClose>{{ say('ui.cancel') }}</button>
          <button matButton="filled" type="submit" [disabled]="form().submitting()">{{ t('save') }}</button>
        </mat-dialog-actions>
      </ng-container>
    </form>
  `,
  styles: `
    p {
      margin-block-end: 16px;
    }
    ss-notice {
      display: block;
      margin-block-start: 12px;
    }
  `,
})
class ViewDialog {
  private readonly data = inject<ViewDialogData>(MAT_DIALOG_DATA);
  private readonly opened = inject<MatDialogRef<ViewDialog, TicketViewDto>>(MatDialogRef);
  private readonly views = inject(TicketViews);
  private readonly session = inject(Session);
  private readonly i18n = inject(TranslocoService);
  private readonly errorText = inject(ErrorText);
  private readonly api = inject(TicketViewsApi);
  private readonly teams = new Loaded(() => this.api.ownTeams());
  protected readonly view = 'view' in this.data ? this.data.view : null;
  protected readonly limit = NAME_LIMIT;
  protected readonly problem = signal('');
  /** A team stands in it as its id. */
  protected readonly audiences = computed(() => {
    const say = (key: string, values?: Record<string, string>): string =>
      this.i18n.translate<string>(`views.scope.${key}`, values);
    const own = this.teams.value() ?? [];
    const theirs = this.view?.team ?? null;
    const teams = theirs === null || own.some(({ id }) => id === theirs.id) ? own : [...own, theirs];
    const canShareWithAll = this.session.can('settings:manage') || this.view?.scope === 'everyone';
    return [
      { value: 'own', words: say('own') },
      ...teams.map(({ id, name }) => ({ value: id, words: say('team', { team: name }) })),
      ...(canShareWithAll ? [{ value: 'everyone', words: say('everyone') }] : []),
    ];
  });

  protected readonly model = signal({
    name: 'view' in this.data ? this.data.view.name : this.data.name,
    who: this.view === null || this.view.scope === 'own' ? 'own' : (this.view.team?.id ?? 'everyone'),
  });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.name, { message: () => this.say('nameMissing') });
      maxLength(path.name, NAME_LIMIT, { message: () => this.say('nameLong', { max: NAME_LIMIT }) });
    },
    { submission: { action: () => this.save(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  constructor() {
    void this.teams.load();
  }

  private async save(): Promise<ReturnType<typeof serverErrors>> {
    this.problem.set('');
    const { name, who } = this.model();
    const fields: Pick<CreateTicketViewDto, 'name' | 'scope' | 'teamId'> = {
      name: name.trim(),
      ...(who === 'own' || who === 'everyone' ? { scope: who, teamId: null } : { scope: 'team', teamId: who }),
    };
    try {
      const saved =
        'made' in this.data
          ? await this.views.create({ ...this.data.made, ...fields })
          : await this.views.update(this.data.view.id ?? '', fields);
      this.opened.close(saved);
      return null;
    } catch (error) {
      // Shown in the dialog, which keeps the name.
      const placed = serverErrors(this.form, toApiError(error));
      if (placed === null) {
        this.problem.set(this.errorText.of(error));
      }
      return placed;
    }
  }

  private say(key: string, values?: Record<string, number>): string {
    return this.i18n.translate<string>(`views.dialog.${key}`, values);
  }
}

/** The view as it was saved, or null when the person turned back. */
export async function openViewDialog(injector: Injector, data: ViewDialogData): Promise<TicketViewDto | null> {
  const opened = injector
    .get(MatDialog)
    .open<ViewDialog, ViewDialogData, TicketViewDto>(ViewDialog, { data, width: '440px', autoFocus: 'input' });
  return (await firstValueFrom(opened.afterClosed())) ?? null;
}
