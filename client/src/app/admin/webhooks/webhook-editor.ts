import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import { Loaded } from '../../api/loaded';
import type {
  WebhookDto,
  WebhookEventGroup,
  WebhookEventType,
  WebhookEventTypeDto,
  WebhookWithSecretDto,
} from '../../api/types';
import { ErrorText } from '../../ui/feedback/error-text';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Checkbox } from '../../ui/field/checkbox';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { SearchBox } from '../../ui/field/search-box';
import { Snackbar } from '../../ui/feedback/snackbar';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { serverErrors } from '../../ui/forms/server-errors';
import { WebhooksApi } from './webhooks-api';

interface Group {
  readonly group: WebhookEventGroup;
  readonly types: readonly WebhookEventTypeDto[];
}

/** Name, address and the events of one webhook, grouped by kind and searchable; of a new one without a webhook. */
@Component({
  selector: 'ss-webhook-editor',
  imports: [
    Checkbox,
    Control,
    Field,
    FormField,
    FormRoot,
    InPlaceError,
    MatButton,
    Notice,
    SearchBox,
    TranslocoDirective,
  ],
  template: `
    <form *transloco="let t; prefix: 'admin.webhooks'" [formRoot]="form">
      <ss-field [label]="t('name')" [of]="form.name" [max]="100">
        <input ssControl type="text" autocomplete="off" [formField]="form.name" />
      </ss-field>
      <ss-field [label]="t('url')" [hint]="t('urlHint')" [of]="form.url">
        <input ssControl type="url" autocomplete="off" [formField]="form.url" />
      </ss-field>
      <ss-field [label]="t('description')" [of]="form.description" [max]="500">
        <input ssControl type="text" autocomplete="off" [formField]="form.description" />
      </ss-field>
      <fieldset>
        <legend>{{ t('chosen') }} ({{ chosen().size }})</legend>
        <ss-search-box [label]="t('search')" [value]="words()" (searched)="words.set($event)" />
        @if (types.error(); as error) {
          <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="types.load()" />
        }
        @for (one of groups(); track one.group) {
          <div class="group">
            <ss-checkbox
              [checked]="hasAll(one)"
              [indeterminate]="hasSome(one)"
              [label]="t('allOf', { group: t('groups.' + one.group) })"
              (checkedChange)="chooseAll(one, $event)"
            >
              <strong>{{ t('groups.' + one.group) }}</strong>
            </ss-checkbox>
            @for (type of one.types; track type.type) {
              <ss-checkbox
                class="is-top one"
                [checked]="chosen().has(type.type)"
                (checkedChange)="choose(type, $event)"
              >
                <span>
                  <code>{{ type.type }}</code>
                  <span class="ss-secondary">{{ type.description }}</span>
                </span>
              </ss-checkbox>
            }
          </div>
        } @empty {
          @if (types.value() !== null) {
            <p class="ss-secondary">{{ t('noEvents') }}</p>
          }
        }
      </fieldset>
      @if (problem(); as text) {
        <ss-notice tone="error">{{ text }}</ss-notice>
      }
      <button matButton="filled" type="submit" [disabled]="form().submitting()">
        {{ t(webhook() === null ? 'create' : 'save') }}
      </button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 16px;
      justify-items: start;
    }
    ss-field,
    fieldset {
      inline-size: 100%;
    }
    fieldset {
      box-sizing: border-box;
      min-inline-size: 0;
      padding: 12px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-control);
    }
    .group {
      display: grid;
      gap: 4px;
      margin-block-start: 12px;
    }
    .one {
      margin-inline-start: 26px;
      font: var(--mat-sys-body-small);
    }
    .one .ss-secondary {
      display: block;
    }
  `,
})
export class WebhookEditor {
  /** Null for a new one. */
  readonly webhook = input<WebhookDto | null>(null);
  readonly done = output<WebhookWithSecretDto>();
  readonly saved = output();

  private readonly api = inject(WebhooksApi);
  private readonly errorText = inject(ErrorText);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  protected readonly types = new Loaded(() => this.api.eventTypes());
  protected readonly words = signal('');
  protected readonly problem = signal('');
  protected readonly chosen = signal<ReadonlySet<WebhookEventType>>(new Set());
  protected readonly groups = computed(() => {
    const words = this.words().toLowerCase();
    const found = (this.types.value() ?? []).filter(({ type, description }) =>
      `${type} ${description}`.toLowerCase().includes(words),
    );
    return [...new Set(found.map(({ group }) => group))].map((group) => ({
      group,
      types: found.filter((one) => one.group === group),
    }));
  });

  private readonly model = signal({ name: '', url: '', description: '' });
  protected readonly form = form(
    this.model,
    (fields) => {
      required(fields.name);
      required(fields.url);
    },
    {
      submission: {
        onInvalid: focusFirstError,
        action: async (tree) => {
          this.problem.set('');
          try {
            await this.save();
            return null;
          } catch (error) {
            const refusal = toApiError(error);
            const placed = serverErrors(tree, refusal);
            if (placed === null) {
              this.problem.set(refusal.details['eventTypes']?.[0] ?? this.errorText.of(error));
            }
            return placed;
          }
        },
      },
    },
  );

  constructor() {
    void this.types.load();
    let filledFor: string | null = null;
    effect(() => {
      const webhook = this.webhook();
      // Once: what is being typed is not overwritten by what comes in meanwhile.
      if (webhook !== null && filledFor !== webhook.id) {
        filledFor = webhook.id;
        untracked(() => {
          const { name, url, description, eventTypes } = webhook;
          this.model.set({ name, url, description });
          this.chosen.set(new Set(eventTypes));
        });
      }
    });
  }

  protected hasAll({ types }: Group): boolean {
    return types.every(({ type }) => this.chosen().has(type));
  }

  protected hasSome(group: Group): boolean {
    return !this.hasAll(group) && group.types.some(({ type }) => this.chosen().has(type));
  }

  protected chooseAll({ types }: Group, isChosen: boolean): void {
    types.forEach((type) => {
      this.choose(type, isChosen);
    });
  }

  protected choose({ type }: WebhookEventTypeDto, isChosen: boolean): void {
    this.chosen.update((before) => new Set(isChosen ? [...before, type] : [...before].filter((one) => one !== type)));
  }

  private async save(): Promise<void> {
    const fields = { ...this.model(), eventTypes: [...this.chosen()] };
    const webhook = this.webhook();
    if (webhook === null) {
      this.done.emit(await this.api.create(fields));
      return;
    }
    await this.api.change(webhook.id, fields);
    this.snackbar.show(this.i18n.translate<string>('admin.webhooks.saved'));
    this.saved.emit();
  }
}
