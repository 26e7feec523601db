import { Component, input } from '@angular/core';

/** A value that was changed here and elsewhere: both side by side. The ways on are projected. */
@Component({
  selector: 'ss-both-values',
  host: { role: 'alert' },
  template: `
    <p>{{ text() }}</p>
    <div class="pair">
      <p>
        <strong>{{ theirs() || '–' }}</strong>
        <span class="ss-secondary">{{ theirsWord() }}</span>
      </p>
      <p class="mine">
        <strong>{{ mine() || '–' }}</strong>
        <span class="ss-secondary">{{ mineWord() }}</span>
      </p>
    </div>
    <div class="ss-actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      gap: 10px;
      padding: 14px 16px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-card);
      background: var(--ss-pane-list);
    }
    .pair {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px;
    }
    .pair p {
      display: grid;
      min-inline-size: 0;
      padding: 8px 12px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-control);
      overflow-wrap: anywhere;
    }
    .pair .mine {
      border-color: var(--mat-sys-primary);
      background: var(--mat-sys-secondary-container);
    }
    strong {
      font: var(--mat-sys-label-large);
    }
  `,
})
export class BothValues {
  /** What happened, with the name of the field. */
  readonly text = input.required<string>();
  readonly theirs = input.required<string>();
  readonly mine = input.required<string>();
  readonly theirsWord = input.required<string>();
  readonly mineWord = input.required<string>();
}
