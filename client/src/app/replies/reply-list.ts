import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../api/loaded';
import type { SavedReplyDto } from '../api/types';
import { whileVisible } from '../api/while-visible';
import { Segmented } from '../ui/choice/segmented';
import { EmptyState } from '../ui/feedback/empty-state';
import { InPlaceError } from '../ui/feedback/in-place-error';
import { Skeleton } from '../ui/feedback/skeleton';
import { SearchBox } from '../ui/field/search-box';
import { Icon } from '../ui/icon/icon';
import type { IconName } from '../ui/icon/icon-paths';
import { Menu } from '../ui/menu/menu';
import { MenuItem } from '../ui/menu/menu-item';
import { RepliesApi } from './replies-api';
import { ReplyRemoval } from './reply-removal';

const REFRESH_MS = 60_000;
const SCOPES = ['own', 'team', 'everyone'] as const;
const ICONS: Readonly<Record<SavedReplyDto['scope'], IconName>> = { own: 'star', team: 'users', everyone: 'building' };
/** Of a text, in the list. */
const EXCERPT = 160;

/** The saved replies one can use: one's own, those of one's teams, everyone's. */
@Component({
  selector: 'ss-reply-list',
  imports: [
    EmptyState,
    Icon,
    InPlaceError,
    MatButton,
    Menu,
    MenuItem,
    RouterLink,
    SearchBox,
    Segmented,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './reply-list.html',
  styleUrl: './reply-list.css',
})
export class ReplyList {
  /** Both from the address. */
  readonly q = input('', { transform: (value: string | undefined) => value ?? '' });
  readonly scope = input('', { transform: (value: string | undefined) => value ?? '' });

  private readonly api = inject(RepliesApi);
  private readonly router = inject(Router);
  private readonly removal = inject(ReplyRemoval);
  private readonly i18n = inject(TranslocoService);
  protected readonly replies = new Loaded(() => this.api.list(this.q(), this.scope()));
  protected readonly failure = signal<unknown>(null);
  protected readonly isFiltered = computed(() => this.q() !== '' || this.scope() !== '');
  protected readonly segments = computed(() => [
    { value: '', label: this.say('scope.all') },
    ...SCOPES.map((value) => ({ value, label: this.say(`scope.${value}`) })),
  ]);
  protected readonly countWords = computed(() => {
    const count = this.replies.value()?.length ?? 0;
    return count === 0 ? '' : this.say(count === 1 ? 'foundOne' : 'found', { count });
  });

  constructor() {
    effect(() => {
      this.q();
      this.scope();
      this.removal.restored();
      untracked(() => void this.replies.load());
    });
    whileVisible(() => this.replies.refresh(), REFRESH_MS);
  }

  protected narrow(params: { q?: string; scope?: string }): void {
    const given = { q: this.q(), scope: this.scope(), ...params };
    void this.router.navigate([], {
      queryParams: { q: given.q || null, scope: given.scope || null },
      replaceUrl: true,
    });
  }

  protected iconOf({ scope }: SavedReplyDto): IconName {
    return ICONS[scope];
  }

  protected scopeWords({ scope, team }: SavedReplyDto): string {
    return this.say(`scopeOf.${scope}`, { team: team?.name ?? '' });
  }

  protected usedWords({ usedCount }: SavedReplyDto): string {
    return this.say(usedCount === 0 ? 'unused' : usedCount === 1 ? 'usedOne' : 'used', { count: usedCount });
  }

  protected excerpt({ body }: SavedReplyDto): string {
    return body
      .replace(/[*`>#]+/g, '')
      .replace(/\s+/g, ' ')
      .slice(0, EXCERPT);
  }

  protected async remove(reply: SavedReplyDto): Promise<void> {
    this.failure.set(null);
    try {
      await this.removal.remove(reply);
      await this.replies.refresh();
    } catch (error) {
      this.failure.set(error);
    }
  }

  private say(key: string, values?: Record<string, string | number>): string {
    return this.i18n.translate<string>(`replies.${key}`, values);
  }
}
