import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import type { SettingsAreaDto } from '../../api/types';
import { whileVisible } from '../../api/while-visible';
import { ServerWords } from '../../i18n/server-words';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { SearchBox } from '../../ui/field/search-box';
import { SettingsApi } from './settings-api';
import { SettingsArea } from './settings-area';

const REFRESH_MS = 30_000;

/** Every area the server has, drawn by its own descriptions; one search over all of it. */
@Component({
  selector: 'ss-settings',
  imports: [EmptyState, InPlaceError, MatButton, SearchBox, SettingsArea, Skeleton, TranslocoDirective],
  template: `
    <div class="ss-desk-page" *transloco="let t; prefix: 'admin.settings'">
      <header>
        <h1>{{ t('title') }}</h1>
        <p class="ss-secondary">{{ t('lead') }}</p>
      </header>
      <ss-search-box #box [label]="t('search')" [value]="q()" (searched)="search($event)" />
      @if (areas.value(); as list) {
        @for (found of fitting(); track found.area.area) {
          <ss-settings-area
            [area]="found.area"
            [shown]="found.keys"
            [hidden]="found.keys.length === 0"
            (saved)="put($event)"
          />
        }
        @if (isNothing()) {
          <div class="ss-card">
            <ss-empty-state icon="search" [fact]="t('none')" [hint]="t('noneHint')">
              <button matButton="tonal" type="button" (click)="box.clear(); search('')">{{ t('clear') }}</button>
            </ss-empty-state>
          </div>
        }
      } @else if (areas.error(); as error) {
        <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="areas.load()" />
      } @else {
        <div class="ss-card"><ss-skeleton [rows]="4" /></div>
      }
    </div>
  `,
  styles: `
    ss-search-box {
      max-inline-size: 420px;
      margin-block: 16px;
    }
    ss-settings-area,
    .ss-card {
      max-inline-size: 960px;
      margin-block-end: 16px;
    }
    [hidden] {
      display: none;
    }
  `,
})
export class Settings {
  /** From the address. */
  readonly q = input('', { transform: (value?: string) => value ?? '' });

  private readonly api = inject(SettingsApi);
  private readonly router = inject(Router);
  private readonly words = inject(ServerWords);
  protected readonly areas = new Loaded(() => this.api.list());
  /** All stay on the page, so that no unsaved change is lost by searching. */
  protected readonly fitting = computed(() => {
    const words = this.q().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return (this.areas.value()?.items ?? []).map((told) => {
      const area = this.inWords(told);
      const fits = (text: string): boolean => words.every((word) => text.toLocaleLowerCase().includes(word));
      const fields = area.fields.filter((field) =>
        fits([area.label, area.help, field.label, field.help, field.affects, field.key].join(' ')),
      );
      return { area, keys: fields.map(({ key }) => key) };
    });
  });
  protected readonly isNothing = computed(() => this.fitting().every(({ keys }) => keys.length === 0));

  constructor() {
    void this.areas.load();
    whileVisible(() => this.areas.refresh(), REFRESH_MS, { about: ({ type }) => type === 'settings.changed' });
  }

  protected search(text: string): void {
    void this.router.navigate([], { queryParams: { q: text || null }, replaceUrl: true });
  }

  /** In the language of the page, as far as it has words for them. */
  private inWords(area: SettingsAreaDto): SettingsAreaDto {
    const say = (key: string, theirs: string): string => this.words.of(`settings.${area.area}.${key}`, theirs);
    return {
      ...area,
      label: say('label', area.label),
      help: say('help', area.help),
      fields: area.fields.map((field) => ({
        ...field,
        label: say(`fields.${field.key}.label`, field.label),
        help: say(`fields.${field.key}.help`, field.help),
        affects: say(`fields.${field.key}.affects`, field.affects),
      })),
    };
  }

  protected put(area: SettingsAreaDto): void {
    const list = this.areas.value();
    if (list !== null) {
      this.areas.set({ items: list.items.map((one) => (one.area === area.area ? area : one)) });
    }
  }
}
