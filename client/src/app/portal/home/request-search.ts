import { Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Icon } from '../../ui/icon/icon';
import { Marked } from '../../ui/prose/marked';
import { StatusGlyph } from '../../ui/status/status-glyph';
import { Time } from '../../ui/time/time';
import { ServerWords } from '../../i18n/server-words';

/** Long enough that a word is typed, short enough to feel at once. */
const PAUSE_MS = 200;
const SHOWN = 5;

/** Finds the person's own requests while he types. */
@Component({
  selector: 'ss-request-search',
  imports: [Icon, InPlaceError, Marked, RouterLink, StatusGlyph, Time, TranslocoDirective],
  template: `
    <search *transloco="let t" class="ss-card" (keydown.escape)="clear(field)">
      <div class="box">
        <ss-icon name="search" />
        <input
          #field
          type="search"
          autocomplete="off"
          [attr.aria-label]="t('portal.searchOwn')"
          [placeholder]="t('portal.searchOwn')"
          (input)="type(field.value)"
        />
        @if (found.value(); as list) {
          <span class="count" role="status">
            {{ t(list.items.length === 1 ? 'portal.foundOne' : 'portal.found', { count: list.items.length }) }}
          </span>
        }
        @if (text() !== '') {
          <button type="button" class="clear" [attr.aria-label]="t('portal.clearSearch')" (click)="clear(field)">
            <ss-icon name="close" />
          </button>
        }
      </div>
      @if (text() !== '') {
        @if (found.error(); as error) {
          <ss-in-place-error [title]="t('portal.searchFailed')" [error]="error" (retry)="found.load()" />
        } @else if (found.value(); as list) {
          @if (list.didYouMean; as meant) {
            <p class="meant">{{ t('portal.didYouMean', { text: meant }) }}</p>
          }
          <ul>
            @for (request of list.items; track request.id) {
              <li>
                <a [routerLink]="['/requests', request.number]">
                  <ss-status-glyph [status]="request.status" />
                  <span class="what">
                    <strong><ss-marked [text]="request.highlights?.subject ?? request.subject" /></strong>
                    @if (request.highlights?.text; as text) {
                      <span class="excerpt"><ss-marked [text]="text" /></span>
                    }
                    <span class="ss-secondary">
                      {{ request.number }}, {{ words.status(request.statusLabel) }},
                      <ss-time [at]="request.updatedAt" as="day" />
                    </span>
                  </span>
                  <ss-icon name="chevron-right" [size]="16" />
                </a>
              </li>
            }
          </ul>
          <p class="foot">
            <span>{{ t(list.items.length === 0 ? 'portal.foundNone' : 'portal.notMeant') }}</span>
            <a routerLink="/requests/new" [queryParams]="{ subject: text() }">
              <ss-icon name="plus" [size]="16" />
              {{ t('portal.newWithText') }}
            </a>
          </p>
        }
      }
    </search>
  `,
  styles: `
    search {
      display: block;
      overflow: hidden;
      border-radius: var(--ss-radius-dialog);
    }
    search:focus-within {
      outline: 2px solid var(--mat-sys-primary);
      outline-offset: -2px;
      box-shadow: var(--ss-shadow-raised);
    }
    .box {
      display: flex;
      align-items: center;
      gap: 12px;
      padding-inline: 20px 12px;
      color: var(--mat-sys-on-surface-variant);
    }
    input {
      flex: 1;
      min-inline-size: 0;
      block-size: 56px;
      border: 0;
      outline: 0;
      background: none;
      color: var(--mat-sys-on-surface);
      font: 400 1.0625rem / 1.5rem var(--ss-font);
    }
    input::-webkit-search-cancel-button {
      display: none;
    }
    input::placeholder {
      color: var(--mat-sys-on-surface-variant);
      opacity: 1;
    }
    .count {
      font: var(--mat-sys-body-small);
      white-space: nowrap;
    }
    .clear {
      display: inline-grid;
      place-items: center;
      inline-size: 44px;
      block-size: 44px;
      padding: 0;
      border: 0;
      background: none;
      border-radius: var(--ss-radius-control);
      cursor: pointer;
    }
    li {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    li a {
      display: flex;
      align-items: center;
      gap: 12px;
      padding: 12px 20px;
      color: var(--mat-sys-on-surface);
    }
    li a:hover {
      background: var(--mat-sys-surface-container);
      text-decoration: none;
    }
    li a:focus-visible {
      outline-offset: -4px;
    }
    .what {
      flex: 1;
      display: grid;
      gap: 2px;
    }
    .excerpt {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
      overflow-wrap: anywhere;
      font: var(--mat-sys-body-small);
    }
    .meant {
      padding: 10px 20px;
      border-block-start: 1px solid var(--mat-sys-outline-variant);
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    .foot {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 4px 16px;
      padding: 12px 20px;
      border-block-start: 1px solid var(--mat-sys-outline-variant);
      background: var(--ss-pane-list);
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    .foot a {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      font-weight: 600;
    }
    @media (width < 600px) {
      .count {
        display: none;
      }
    }
  `,
})
export class RequestSearch {
  protected readonly words = inject(ServerWords);
  private readonly api = inject(TicketsApi);
  private timer: ReturnType<typeof setTimeout> | undefined;
  protected readonly text = signal('');
  protected readonly found = new Loaded(() => this.api.list({ requester: ['me'], q: this.text(), limit: SHOWN }));

  protected type(text: string): void {
    clearTimeout(this.timer);
    this.text.set(text.trim());
    if (this.text() === '') {
      this.found.reset();
    } else {
      this.timer = setTimeout(() => void this.found.load(), PAUSE_MS);
    }
  }

  protected clear(field: HTMLInputElement): void {
    field.value = '';
    this.type('');
    field.focus();
  }
}
