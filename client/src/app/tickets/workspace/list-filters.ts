import { Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { Icon } from '../../ui/icon/icon';
import { PRIORITIES, STATUSES, type ListParams } from './list-query';

const PAUSE_MS = 250;
type Narrowing = 'status' | 'priority' | 'category' | 'assignee';

/** Search and filters of the list; the address is where they are kept. */
@Component({
  selector: 'ss-list-filters',
  imports: [Control, Field, Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <div class="line">
        <button
          type="button"
          class="chip"
          [attr.aria-expanded]="isOpen()"
          aria-controls="list-filters"
          (click)="toggle()"
        >
          <ss-icon name="filter" [size]="16" />
          {{ t('tickets.filter.label') }}
        </button>
        <label class="search">
          <span class="ss-visually-hidden">{{ t('tickets.search') }}</span>
          <ss-icon name="search" [size]="16" />
          <input
            #search
            type="search"
            class="ss-control"
            [value]="params().q ?? ''"
            [placeholder]="t('tickets.search')"
            (input)="type(search.value)"
          />
        </label>
      </div>
      @if (isOpen()) {
        <div id="list-filters" class="fields">
          @for (field of fields(); track field.name) {
            <ss-field [label]="t('tickets.filter.' + field.name)">
              <select #box ssControl [value]="params()[field.name] ?? ''" (change)="set(field.name, box.value)">
                <option value="">{{ t('tickets.filter.any') }}</option>
                @for (option of field.options; track option.value) {
                  <option [value]="option.value" [selected]="params()[field.name] === option.value">
                    {{ option.words }}
                  </option>
                }
              </select>
            </ss-field>
          }
        </div>
      }
      @if (active().length > 0) {
        <ul class="line">
          @for (one of active(); track one.name) {
            <li>
              <button
                type="button"
                class="chip is-on"
                (click)="set(one.name, '')"
                [attr.aria-label]="t('tickets.filter.remove', one)"
              >
                {{ t('tickets.filter.' + one.name) }}: {{ one.words }}
                <ss-icon name="close" [size]="16" />
              </button>
            </li>
          }
        </ul>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 10px;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .chip {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-block-size: 36px;
      padding: 0 12px;
      background: var(--ss-pane-page);
      border: 1px solid var(--ss-button-line);
      border-radius: var(--ss-radius-control);
      font: var(--mat-sys-label-large);
      font-weight: 500;
      cursor: pointer;
    }
    .chip.is-on {
      min-block-size: 28px;
      border-color: var(--mat-sys-primary);
      color: var(--mat-sys-primary);
      font: var(--mat-sys-label-medium);
    }
    .search {
      position: relative;
      flex: 1 1 160px;
      color: var(--mat-sys-on-surface-variant);
    }
    .search ss-icon {
      position: absolute;
      inset: 50% auto auto 10px;
      transform: translateY(-50%);
    }
    .search input {
      min-block-size: 36px;
      padding-inline-start: 32px;
      font: var(--mat-sys-body-medium);
    }
    .fields {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px 12px;
    }
  `,
})
export class ListFilters {
  readonly params = input.required<ListParams>();

  private readonly router = inject(Router);
  private readonly i18n = inject(TranslocoService);
  private readonly api = inject(TicketsApi);
  private readonly categories = new Loaded(() => this.api.categories());
  private readonly people = new Loaded(() => this.api.assignable(''));
  private timer: ReturnType<typeof setTimeout> | undefined;
  protected readonly isOpen = signal(false);
  protected readonly fields = computed(() => {
    const say = (key: string): string => this.i18n.translate<string>(key);
    const fields: { name: Narrowing; options: { value: string; words: string }[] }[] = [
      { name: 'status', options: STATUSES.map((value) => ({ value, words: say(`status.${value}`) })) },
      { name: 'priority', options: PRIORITIES.map((value) => ({ value, words: say(`priority.${value}`) })) },
      {
        name: 'category',
        options: (this.categories.value()?.items ?? []).map(({ key, name }) => ({ value: key, words: name })),
      },
      {
        name: 'assignee',
        options: [
          { value: 'me', words: say('tickets.filter.me') },
          { value: 'none', words: say('tickets.filter.none') },
          ...(this.people.value()?.items ?? []).map(({ id, name }) => ({ value: id, words: name })),
        ],
      },
    ];
    return fields;
  });
  protected readonly active = computed(() =>
    this.fields().flatMap(({ name, options }) => {
      const value = this.params()[name];
      return value === undefined || value === ''
        ? []
        : [{ name, words: options.find((option) => option.value === value)?.words ?? value }];
    }),
  );

  protected toggle(): void {
    this.isOpen.update((isOpen) => !isOpen);
    if (this.isOpen() && this.categories.value() === null) {
      void Promise.all([this.categories.load(), this.people.load()]);
    }
  }

  protected set(name: Narrowing, value: string): void {
    this.go({ [name]: value === '' ? null : value });
  }

  protected type(q: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.go({ q: q.trim() || null }), PAUSE_MS);
  }

  private go(queryParams: Readonly<Record<string, string | null>>): void {
    // The open ticket stays; one step back does not undo letter by letter.
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
