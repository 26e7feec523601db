import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../ui/icon/icon';
import { progressOf, type ProgressFacts } from './request-progress';

/** Four steps in plain words; a request that ended otherwise shows none. */
@Component({
  selector: 'ss-progress-line',
  imports: [Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (!progress().isOver) {
        <ol [attr.aria-label]="t('portal.progress')">
          @for (step of progress().steps; track $index) {
            <li
              [class]="step.state"
              [class.waits]="step.state === 'current' && progress().isWaitingForYou"
              [attr.aria-current]="step.state === 'current' ? 'step' : null"
            >
              <span class="bar"></span>
              <span class="word">
                @if (step.state === 'done') {
                  <ss-icon name="check" [size]="16" [label]="t('portal.stepDone')" />
                } @else if (step.state === 'current' && progress().isWaitingForYou) {
                  <ss-icon name="reply" [size]="16" />
                }
                {{ t(step.label) }}
              </span>
            </li>
          }
        </ol>
      }
    </ng-container>
  `,
  styles: `
    ol {
      display: grid;
      grid-template-columns: repeat(4, 1fr);
      gap: 4px;
    }
    li {
      display: grid;
      gap: 6px;
      align-content: start;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
    }
    .bar {
      block-size: 4px;
      border-radius: 2px;
      background: var(--mat-sys-surface-container-high);
    }
    .done .bar {
      background: var(--mat-sys-primary);
    }
    .current .bar {
      background: linear-gradient(to right, var(--mat-sys-primary) 55%, var(--mat-sys-surface-container-high) 55%);
    }
    .current {
      color: var(--mat-sys-on-surface);
      font-weight: 600;
    }
    .waits .bar {
      background: linear-gradient(to right, var(--ss-warn) 55%, var(--mat-sys-surface-container-high) 55%);
    }
    .waits {
      color: var(--ss-warn);
    }
    .word {
      display: flex;
      align-items: center;
      gap: 4px;
      overflow-wrap: normal;
    }
    @media (width < 600px) {
      .done ss-icon {
        display: none;
      }
    }
  `,
})
export class ProgressLine {
  readonly request = input.required<ProgressFacts>();
  protected readonly progress = computed(() => progressOf(this.request()));
}
