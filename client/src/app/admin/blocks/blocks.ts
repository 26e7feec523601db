import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import type { SignInThrottleDto } from '../../api/types';
import { whileVisible } from '../../api/while-visible';
import { Dialogs } from '../../ui/dialog/dialogs';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { Avatar } from '../../ui/people/avatar';
import { Now } from '../../ui/time/now';
import { Time } from '../../ui/time/time';
import { BlocksApi } from './blocks-api';

const REFRESH_MS = 15_000;

/** Accounts and networks whose sign-in is braked, until when, and the way to let them try again at once. */
@Component({
  selector: 'ss-blocks',
  imports: [Avatar, EmptyState, Icon, InPlaceError, MatButton, RouterLink, Skeleton, Time, TranslocoDirective],
  templateUrl: './blocks.html',
  styleUrl: './blocks.css',
})
export class Blocks {
  private readonly api = inject(BlocksApi);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly now = inject(Now);
  private readonly i18n = inject(TranslocoService);

  protected readonly throttles = new Loaded(() => this.api.list());
  protected readonly blocked = computed(
    () => this.throttles.value()?.items.filter((throttle) => this.isBlocked(throttle)).length ?? 0,
  );

  constructor() {
    void this.throttles.load();
    whileVisible(() => this.throttles.refresh(), REFRESH_MS, { about: ({ type }) => type.includes('throttle') });
  }

  protected isBlocked({ blockedUntil }: SignInThrottleDto): boolean {
    return blockedUntil !== null && new Date(blockedUntil) > this.now.current();
  }

  protected nameOf(throttle: SignInThrottleDto): string {
    return throttle.person?.name ?? throttle.label;
  }

  protected async clear(throttle: SignInThrottleDto): Promise<void> {
    const values = { name: this.nameOf(throttle), count: throttle.failures };
    const isDone = await this.dialogs.confirm({
      title: this.say('clearTitle', values),
      text: this.say(throttle.kind === 'account' ? 'clearAccount' : 'clearAddress', values),
      act: this.say('clearAct'),
      run: () => this.api.clear(throttle.id),
    });
    if (isDone) {
      this.snackbar.show(this.say('cleared', values));
      await this.throttles.refresh();
    }
  }

  private say(key: string, values?: Record<string, string | number>): string {
    return this.i18n.translate<string>(`admin.blocks.${key}`, values);
  }
}
