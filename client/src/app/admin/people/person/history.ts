import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { AccountDto, AccountHistoryItemDto } from '../../../api/types';
import { EmptyState } from '../../../ui/feedback/empty-state';
import { InPlaceError } from '../../../ui/feedback/in-place-error';
import { Skeleton } from '../../../ui/feedback/skeleton';
import { Avatar } from '../../../ui/people/avatar';
import { Icon } from '../../../ui/icon/icon';
import { ScopeWords } from '../../../ui/scopes/scope-words';
import { Time } from '../../../ui/time/time';
import { HistoryStore } from './history-store';

/** Fields whose values are words of the server. */
const WORDED: readonly string[] = ['role', 'status', 'by'];

/** Who did what to this account, when, from where and why. */
@Component({
  selector: 'ss-person-history',
  imports: [Avatar, EmptyState, Icon, InPlaceError, MatButton, RouterLink, Skeleton, Time, TranslocoDirective],
  providers: [HistoryStore],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.people.history'">
      @if (store.isLoaded()) {
        <ol class="ss-card">
          @for (item of store.items(); track item.id) {
            <li>
              @if (item.actor; as actor) {
                <ss-avatar [name]="actor.name" [picture]="actor.avatarUrl" [size]="28" />
              } @else {
                <span class="desk"><ss-icon name="settings" [size]="16" /></span>
              }
              <div>
                <p>
                  <strong>{{ titleOf(item) }}</strong>
                  <span class="by">
                    @if (item.actor; as actor) {
                      {{ t('by') }}
                      @if (actor.id === account().id) {
                        {{ t('self') }}
                      } @else {
                        <a [routerLink]="['/admin/people', actor.id]">{{ actor.name }}</a>
                      }
                    } @else {
                      {{ kindOf(item) }}
                    }
                  </span>
                </p>
                @if (item.changes.length > 0) {
                  <dl>
                    @for (change of item.changes; track change.field) {
                      <div>
                        <dt>{{ fieldOf(change.field) }}</dt>
                        <dd>
                          @if (change.before !== null) {
                            <del>{{ valueOf(change.field, change.before) }}</del>
                            <ss-icon name="chevron-right" [size]="16" [label]="t('became')" />
                          }
                          <ins>{{ valueOf(change.field, change.after) }}</ins>
                        </dd>
                      </div>
                    }
                  </dl>
                }
                @if (item.reason; as reason) {
                  <p class="reason">“{{ reason }}”</p>
                }
              </div>
              <p class="when ss-secondary">
                <ss-time [at]="item.at" as="day" />
                @if (item.ip) {
                  <span>{{ item.ip }}</span>
                }
              </p>
            </li>
          } @empty {
            <li class="none"><ss-empty-state icon="history" [fact]="t('none')" /></li>
          }
        </ol>
      }
      @if (store.error(); as error) {
        <ss-in-place-error
          [title]="t('failed')"
          [error]="error"
          (retry)="store.load(account().id, store.isLoaded() && store.next() !== null)"
        />
      } @else if (!store.isLoaded()) {
        <div class="ss-card"><ss-skeleton [rows]="5" /></div>
      } @else if (store.next() !== null) {
        <p class="more">
          <button
            matButton="outlined"
            type="button"
            [disabled]="store.isLoading()"
            (click)="store.load(account().id, true)"
          >
            {{ t('more') }}
          </button>
        </p>
      }
    </ng-container>
  `,
  styleUrl: './history.css',
})
export class PersonHistory {
  readonly account = input.required<AccountDto>();

  protected readonly store = inject(HistoryStore);
  private readonly i18n = inject(TranslocoService);
  private readonly scopes = inject(ScopeWords);
  /** Every change of the account adds to its history. */
  private readonly state = computed(() => `${this.account().id} ${String(this.account().version)}`);

  constructor() {
    effect(() => {
      this.state();
      untracked(() => void this.store.load(this.account().id));
    });
  }

  protected titleOf({ event }: AccountHistoryItemDto): string {
    const [subject = '', verb = ''] = event.split('.');
    return this.orElse(`events.${event.replaceAll('.', '_')}`, `${subject} ${verb}`.replaceAll('_', ' '));
  }

  protected fieldOf(field: string): string {
    return this.orElse(`fields.${field}`, field);
  }

  protected kindOf({ actorKind }: AccountHistoryItemDto): string {
    return this.orElse(`kinds.${actorKind}`, this.say('kinds.system'));
  }

  protected valueOf(field: string, value: string | null): string {
    if (value === null || value === '') {
      return this.say('nothing');
    }
    if (field === 'scopes') {
      return this.scopes.of(value.split(' '));
    }
    return WORDED.includes(field) ? this.orElse(`${field}s.${value}`, value) : value;
  }

  /** Words for what this client knows; the plain name for what a newer server tells. */
  private orElse(key: string, plain: string): string {
    const words = this.say(key);
    return words.endsWith(key) ? plain : words;
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`admin.people.history.${key}`);
  }
}
