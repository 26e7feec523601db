import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../api/loaded';
import type { SavedReplyDto } from '../api/types';
import { whileVisible } from '../api/while-visible';
import { InPlaceError } from '../ui/feedback/in-place-error';
import { Skeleton } from '../ui/feedback/skeleton';
import { Snackbar } from '../ui/feedback/snackbar';
import { Icon } from '../ui/icon/icon';
import { RepliesApi } from './replies-api';
import { ReplyEditor } from './reply-editor';
import { ReplyRemoval } from './reply-removal';

const REFRESH_MS = 30_000;
const NEW = 'new';

/** One saved reply: to change it, or to look at it where somebody else decides. */
@Component({
  selector: 'ss-reply-page',
  imports: [Icon, InPlaceError, ReplyEditor, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <div class="ss-desk-page" *transloco="let t; prefix: 'replies'">
      <a class="back" routerLink="/replies">
        <ss-icon name="arrow-left" [size]="16" />
        {{ t('title') }}
      </a>
      @if (choices.value(); as given) {
        @for (one of shown(); track one.key) {
          <h1>{{ one.reply?.name ?? t('add') }}</h1>
          @if (failure(); as error) {
            <ss-in-place-error [title]="t('deleteFailed')" [error]="error" [canRetry]="false" />
          }
          <ss-reply-editor
            [reply]="one.reply"
            [model]="one.model"
            [choices]="given"
            (saved)="saved($event)"
            (removed)="removed($event)"
          />
        }
      }
      @if (failed(); as error) {
        <ss-in-place-error
          [title]="t(error.status === 404 ? 'gone' : 'failed')"
          [error]="error"
          [canRetry]="error.status !== 404"
          (retry)="load()"
        />
      } @else if (shown().length === 0 || !choices.value()) {
        <div class="ss-card"><ss-skeleton [rows]="6" /></div>
      }
    </div>
  `,
  styles: `
    .back {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-block-size: 24px;
      margin-block-end: 8px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-large);
      text-decoration: none;
    }
    .back:hover {
      color: var(--mat-sys-on-surface);
    }
    h1 {
      margin-block-end: 16px;
      overflow-wrap: anywhere;
    }
    @media (width < 600px) {
      .back {
        min-block-size: 44px;
        margin-block: -8px 0;
      }
    }
  `,
})
export class ReplyPage {
  /** From the address: `new` makes one. */
  readonly id = input.required<string>();
  /** From the address: the reply that a new one is begun with. */
  readonly from = input<string>();

  private readonly api = inject(RepliesApi);
  private readonly router = inject(Router);
  private readonly removal = inject(ReplyRemoval);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  protected readonly failure = signal<unknown>(null);
  private readonly wanted = computed(() => (this.id() === NEW ? (this.from() ?? null) : this.id()));
  protected readonly choices = new Loaded(() => this.api.choices());
  private readonly found = new Loaded<SavedReplyDto | null>(() => {
    const id = this.wanted();
    return id === null ? Promise.resolve(null) : this.api.read(id);
  });
  protected readonly failed = computed(() => this.choices.error() ?? this.found.error());
  /** Drawn anew for another one. */
  protected readonly shown = computed(() => {
    const [id, found] = [this.id(), this.found.value()];
    const isThere = this.wanted() === null || found !== null;
    if (!isThere || (found !== null && found.id !== this.wanted())) {
      return [];
    }
    return [{ key: `${id} ${this.from() ?? ''}`, reply: id === NEW ? null : found, model: id === NEW ? found : null }];
  });

  constructor() {
    void this.choices.load();
    effect(() => {
      this.wanted();
      untracked(() => void this.found.load());
    });
    whileVisible(() => this.found.refresh(), REFRESH_MS);
  }

  protected load(): void {
    void this.choices.load();
    void this.found.load();
  }

  protected async saved(reply: SavedReplyDto): Promise<void> {
    await this.router.navigateByUrl('/replies');
    this.snackbar.show(this.i18n.translate<string>('replies.saved', { name: reply.name }));
  }

  protected async removed(reply: SavedReplyDto): Promise<void> {
    this.failure.set(null);
    try {
      await this.removal.remove(reply);
      await this.router.navigateByUrl('/replies');
    } catch (error) {
      this.failure.set(error);
    }
  }
}
