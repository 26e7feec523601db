import { Component, computed, input } from '@angular/core';
import { ICON_PATHS, type IconName } from './icon-paths';

/** A sign. Without `label` it is decoration and readers skip it; a sign alone needs its name there. */
@Component({
  selector: 'ss-icon',
  host: {
    '[attr.role]': 'label() ? "img" : null',
    '[attr.aria-label]': 'label() || null',
    '[attr.aria-hidden]': 'label() ? null : "true"',
    '[style.--size]': 'size() + "px"',
  },
  template: `
    <svg viewBox="0 0 24 24" focusable="false">
      <path [attr.d]="path()" [attr.stroke-width]="size() < 20 ? 2 : 1.8" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      inline-size: var(--size);
      block-size: var(--size);
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
    }
    path {
      fill: none;
      stroke: currentcolor;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  /** Pixels: 16 in dense places, 20 elsewhere. */
  readonly size = input(20);
  readonly label = input('');

  protected readonly path = computed(() => ICON_PATHS[this.name()]);
}
