import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Session } from '../../session/session';
import { Segmented } from '../../ui/choice/segmented';
import { Switch } from '../../ui/field/switch';
import { Shortcuts } from '../../ui/keys/shortcuts';
import { Look } from '../../ui/look/look';
import { Part } from '../part';
import { Section } from '../section';

/** Light or dark, close or wide, letters that act or not: a choice of this device. */
@Component({
  selector: 'ss-appearance',
  imports: [Part, Section, Segmented, Switch, TranslocoDirective],
  template: `
    <ss-account-section *transloco="let t; prefix: 'account.appearance'" [title]="t('title')" [lead]="t('lead')">
      <ss-account-part [title]="t('look')">
        <ss-segmented
          [label]="t('theme')"
          [segments]="themes()"
          [value]="look.current().theme"
          (valueChange)="chooseTheme($event)"
        />
        <ss-segmented
          [label]="t('density')"
          [segments]="densities()"
          [value]="look.current().density"
          (valueChange)="chooseDensity($event)"
        />
        <p class="ss-secondary">{{ t('densityHint') }}</p>
      </ss-account-part>
      @if (hasKeys()) {
        <ss-account-part [title]="t('keys')">
          <div class="row">
            <div>
              <p class="name" id="ss-keys">{{ t('letters') }}</p>
              <p class="ss-secondary" id="ss-keys-about">{{ t('lettersHint') }}</p>
            </div>
            <ss-switch
              labelledBy="ss-keys"
              describedBy="ss-keys-about"
              [checked]="shortcuts.isOn()"
              (checkedChange)="shortcuts.toggle()"
            />
          </div>
        </ss-account-part>
      }
    </ss-account-section>
  `,
  styles: `
    .row {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 16px;
    }
    .name {
      font: 500 0.9375rem / 1.5rem var(--ss-font);
    }
  `,
})
export class Appearance {
  protected readonly look = inject(Look);
  protected readonly shortcuts = inject(Shortcuts);
  private readonly session = inject(Session);
  private readonly i18n = inject(TranslocoService);
  protected readonly themes = computed(() => this.choices('system', 'light', 'dark'));
  protected readonly densities = computed(() => this.choices('comfortable', 'compact'));
  /** Letters act where tickets are worked on. */
  protected readonly hasKeys = computed(() => this.session.can('ticket:work'));

  protected chooseTheme(value: string): void {
    this.look.choose({ theme: value === 'light' || value === 'dark' ? value : 'system' });
  }

  protected chooseDensity(value: string): void {
    this.look.choose({ density: value === 'compact' ? 'compact' : 'comfortable' });
  }

  private choices(...values: string[]): { value: string; label: string }[] {
    return values.map((value) => ({ value, label: this.say(value) }));
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`account.appearance.${key}`);
  }
}
