import { Component, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import type { ApiTokenDto, CreatedApiTokenDto } from '../../api/types';
import { Dialogs } from '../../ui/dialog/dialogs';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Time } from '../../ui/time/time';
import { ScopeWords } from '../../ui/scopes/scope-words';
import { AccountApi } from '../account-api';
import { Part } from '../part';
import { Section } from '../section';
import { MadeToken } from './made-token';
import { NewToken } from './new-token';

/** Keys for programs that act in the person's name. */
@Component({
  selector: 'ss-tokens',
  imports: [
    EmptyState,
    InPlaceError,
    MadeToken,
    MatButton,
    NewToken,
    Part,
    Section,
    Skeleton,
    Time,
    TranslocoDirective,
  ],
  template: `
    <ss-account-section *transloco="let t; prefix: 'account.tokens'" [title]="t('title')" [lead]="t('lead')">
      @if (made(); as token) {
        <ss-made-token [token]="token" (done)="close()" />
      } @else if (isMaking()) {
        <ss-new-token (made)="add($event)" (cancelled)="close()" />
      }
      <ss-account-part #list [title]="t('yours')">
        @if (!isMaking() && made() === null && tokens.value()?.length) {
          <button partState matButton="tonal" type="button" (click)="isMaking.set(true)">{{ t('new') }}</button>
        }
        @if (tokens.value(); as list) {
          @if (list.length === 0) {
            <ss-empty-state icon="key" [fact]="t('none')" [hint]="t('noneHint')">
              @if (!isMaking() && made() === null) {
                <button matButton="tonal" type="button" (click)="isMaking.set(true)">{{ t('new') }}</button>
              }
            </ss-empty-state>
          } @else {
            <ul class="ss-rows">
              @for (token of list; track token.id) {
                <li>
                  <div class="what">
                    <p class="name">
                      <strong>{{ token.name }}</strong>
                      @if (isExpired(token)) {
                        <span class="expired">{{ t('expired') }}</span>
                      }
                    </p>
                    <p class="ss-secondary">
                      {{ t(isExpired(token) ? 'ended' : 'ends') }}
                      <ss-time [at]="token.expiresAt" as="day" />
                      ·
                      @if (token.lastUsedAt; as at) {
                        {{ t('used') }}
                        <ss-time [at]="at" as="day" />
                      } @else {
                        {{ t('unused') }}
                      }
                    </p>
                    <p class="ss-secondary">{{ words.of(token.scopes) }}</p>
                  </div>
                  <button
                    matButton="outlined"
                    type="button"
                    [attr.aria-label]="t('deleteNamed', { name: token.name })"
                    (click)="remove(token)"
                  >
                    {{ t('delete') }}
                  </button>
                </li>
              }
            </ul>
          }
        } @else if (tokens.error(); as error) {
          <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="tokens.load()" />
        } @else {
          <ss-skeleton [rows]="2" />
        }
      </ss-account-part>
    </ss-account-section>
  `,
  styles: `
    li {
      align-items: flex-start;
    }
    .name {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 8px;
    }
    .expired {
      padding: 2px 8px;
      border-radius: var(--ss-radius-control);
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
      font: var(--mat-sys-label-medium);
    }
  `,
})
export class Tokens {
  private readonly api = inject(AccountApi);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  protected readonly words = inject(ScopeWords);
  protected readonly tokens = new Loaded(() => this.api.tokens());
  private readonly list = viewChild.required<Part>('list');
  protected readonly isMaking = signal(false);
  /** Shown now and never again. */
  protected readonly made = signal<CreatedApiTokenDto | null>(null);

  constructor() {
    void this.tokens.load();
  }

  protected close(): void {
    this.made.set(null);
    this.isMaking.set(false);
    this.list().focus();
  }

  protected isExpired({ expiresAt }: ApiTokenDto): boolean {
    return Date.parse(expiresAt) <= Date.now();
  }

  protected add(token: CreatedApiTokenDto): void {
    this.made.set(token);
    this.isMaking.set(false);
    void this.tokens.refresh();
  }

  protected async remove({ id, name }: ApiTokenDto): Promise<void> {
    const isDeleted = await this.dialogs.confirm({
      title: this.say('deleteTitle', { name }),
      text: this.say('deleteText'),
      act: this.say('deleteAct'),
      isDangerous: true,
      run: () => this.api.deleteToken(id),
    });
    if (isDeleted) {
      if (this.made()?.id === id) {
        this.made.set(null);
      }
      this.snackbar.show(this.say('deleted', { name }));
      await this.tokens.refresh();
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`account.tokens.${key}`, values);
  }
}
