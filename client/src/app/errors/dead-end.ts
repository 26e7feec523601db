import { Component, computed, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { EmptyState } from '../ui/feedback/empty-state';

/** 403 and 404: what it is, and the way on. */
@Component({
  selector: 'ss-dead-end',
  imports: [EmptyState, MatButton, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h1 class="ss-visually-hidden">{{ t('error.' + kind() + 'Title') }}</h1>
      <ss-empty-state [icon]="icon()" [fact]="t('error.' + kind() + 'Title')" [hint]="t('error.' + kind() + 'Text')">
        <a matButton="tonal" routerLink="/">{{ t('error.toStart') }}</a>
      </ss-empty-state>
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      padding-block-start: 12vh;
    }
  `,
})
export class DeadEnd {
  /** From the route's data. */
  readonly kind = input.required<'forbidden' | 'notFound'>();

  protected readonly icon = computed(() => (this.kind() === 'forbidden' ? 'lock' : 'search'));
}
