import { Component } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { EmptyState } from '../ui/feedback/empty-state';

/** Beside the list while no ticket is open. */
@Component({
  selector: 'ss-nothing-open',
  imports: [EmptyState, TranslocoDirective],
  template: `
    <ss-empty-state
      *transloco="let t"
      [fact]="t('tickets.nothingOpen')"
      [hint]="t('tickets.nothingOpenHint')"
      icon="inbox"
    />
  `,
  styles: `
    :host {
      display: grid;
      place-content: center;
      block-size: 100%;
    }
  `,
})
export class NothingOpen {}
