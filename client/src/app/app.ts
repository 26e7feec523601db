import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Session } from './session/session';
import { EmptyState } from './ui/feedback/empty-state';
import { SnackbarOutlet } from './ui/feedback/snackbar-outlet';

@Component({
  selector: 'ss-app',
  imports: [EmptyState, RouterOutlet, SnackbarOutlet, TranslocoDirective],
  template: `
    @if (session.isUnknown()) {
      <ss-empty-state
        *transloco="let t"
        icon="refresh"
        [fact]="t('shell.unknownTitle')"
        [hint]="t('shell.unknownText')"
      >
        <button class="ss-button" type="button" (click)="reload()">{{ t('ui.retry') }}</button>
      </ss-empty-state>
    } @else {
      <router-outlet />
    }
    <ss-snackbar-outlet />
  `,
})
export class App {
  protected readonly session = inject(Session);

  protected reload(): void {
    location.reload();
  }
}
