import { Component, inject } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Segmented } from '../../ui/choice/segmented';
import { Look } from '../../ui/look/look';

/** Light or dark, close or wide. */
@Component({
  selector: 'ss-appearance',
  imports: [Segmented, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account.appearance'">
      <h2>{{ t('title') }}</h2>
      <p class="ss-secondary">{{ t('lead') }}</p>
      <div class="ss-form">
        <ss-segmented
          [label]="t('theme')"
          [segments]="themes"
          [value]="look.current().theme"
          (valueChange)="chooseTheme($event)"
        />
        <ss-segmented
          [label]="t('density')"
          [segments]="densities"
          [value]="look.current().density"
          (valueChange)="chooseDensity($event)"
        />
      </div>
    </ng-container>
  `,
  styles: `
    .ss-secondary {
      margin-block: 2px 16px;
    }
  `,
})
export class Appearance {
  protected readonly look = inject(Look);
  private readonly i18n = inject(TranslocoService);
  protected readonly themes = ['system', 'light', 'dark'].map((value) => ({ value, label: this.say(value) }));
  protected readonly densities = ['comfortable', 'compact'].map((value) => ({ value, label: this.say(value) }));

  protected chooseTheme(value: string): void {
    this.look.choose({ theme: value === 'light' || value === 'dark' ? value : 'system' });
  }

  protected chooseDensity(value: string): void {
    this.look.choose({ density: value === 'compact' ? 'compact' : 'comfortable' });
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`account.appearance.${key}`);
  }
}
