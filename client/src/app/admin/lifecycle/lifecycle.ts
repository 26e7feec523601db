import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { StatusNames } from '../../api/status-names';
import type { LifecycleDto } from '../../api/types';
import { whileVisible } from '../../api/while-visible';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { LifecycleApi } from './lifecycle-api';
import { LifecycleEditor } from './lifecycle-editor';

const REFRESH_MS = 30_000;

/** Which statuses there are, what they are called, and who leads a ticket from one to another. */
@Component({
  selector: 'ss-lifecycle',
  imports: [InPlaceError, LifecycleEditor, Skeleton, TranslocoDirective],
  template: `
    <div class="ss-desk-page" *transloco="let t; prefix: 'admin.lifecycle'">
      @if (lifecycle.value(); as value) {
        <ss-lifecycle-editor [lifecycle]="value" (saved)="put($event)" />
      } @else {
        <h1>{{ t('title') }}</h1>
        @if (lifecycle.error(); as error) {
          <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="lifecycle.load()" />
        } @else {
          <div class="ss-card"><ss-skeleton [rows]="6" /></div>
        }
      }
    </div>
  `,
})
export class Lifecycle {
  private readonly api = inject(LifecycleApi);
  private readonly names = inject(StatusNames);
  protected readonly lifecycle = new Loaded(() => this.api.read());

  constructor() {
    void this.lifecycle.load();
    whileVisible(() => this.lifecycle.refresh(), REFRESH_MS, { about: ({ type }) => type === 'lifecycle.changed' });
  }

  protected put(lifecycle: LifecycleDto): void {
    this.lifecycle.set(lifecycle);
    void this.names.put(lifecycle);
  }
}
