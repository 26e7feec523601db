import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { ApiError } from '../../api/api-error';
import { Loaded } from '../../api/loaded';
import type { SlaPolicyDto } from '../../api/types';
import { whileVisible } from '../../api/while-visible';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { PolicyEditor } from './policy-editor';
import { PolicyTrial } from './policy-trial';
import { ServiceLevelsApi } from './service-levels-api';
import { ServiceWords } from './service-words';

const REFRESH_MS = 30_000;
const LIST = '/admin/service-levels';

/** One policy: what it promises beside what comes of it. */
@Component({
  selector: 'ss-policy-page',
  imports: [Icon, InPlaceError, PolicyEditor, PolicyTrial, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <div class="ss-desk-page" *transloco="let t; prefix: 'admin.serviceLevels'">
      <a class="back" routerLink="/admin/service-levels">
        <ss-icon name="arrow-left" [size]="16" />
        {{ t('title') }}
      </a>
      @if (data.value(); as all) {
        @for (one of shown(); track one.key) {
          <h1>{{ one.policy?.name ?? t('policy.add') }}</h1>
          <div class="columns">
            <ss-policy-editor [policy]="one.policy" [data]="all" (saved)="saved($event)" (removed)="removed($event)" />
            @if (one.policy; as policy) {
              <ss-policy-trial [policy]="policy" />
            }
          </div>
        } @empty {
          <ss-in-place-error [title]="t('policy.gone')" [error]="gone" [canRetry]="false" />
        }
      } @else if (data.error(); as error) {
        <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="data.load()" />
      } @else {
        <div class="ss-card"><ss-skeleton [rows]="6" /></div>
      }
    </div>
  `,
  styleUrl: './record-page.css',
})
export class PolicyPage {
  /** From the address: `new` makes one. */
  readonly id = input.required<string>();

  private readonly api = inject(ServiceLevelsApi);
  private readonly router = inject(Router);
  private readonly snackbar = inject(Snackbar);
  private readonly words = inject(ServiceWords);
  protected readonly gone = new ApiError(404, 'NOT_FOUND', '');
  protected readonly data = new Loaded(() => this.api.all());
  /** Drawn anew for another one. */
  protected readonly shown = computed(() => {
    const id = this.id();
    const policy = this.data.value()?.policies.find((one) => one.id === id) ?? null;
    return policy === null && id !== 'new' ? [] : [{ key: id, policy }];
  });

  constructor() {
    void this.data.load();
    whileVisible(() => this.data.refresh(), REFRESH_MS);
  }

  protected async saved(policy: SlaPolicyDto): Promise<void> {
    await this.data.refresh();
    if (this.id() !== policy.id) {
      await this.router.navigate([LIST, 'policies', policy.id], { replaceUrl: true });
    }
    this.snackbar.show(this.words.say('policy.saved', { name: policy.name }));
  }

  protected async removed(policy: SlaPolicyDto): Promise<void> {
    await this.router.navigateByUrl(LIST);
    this.snackbar.show(this.words.say('policy.removed', { name: policy.name }));
  }
}
