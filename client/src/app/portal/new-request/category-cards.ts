import { Component, input, model } from '@angular/core';
import type { CategoryDto } from '../../api/types';
import { Icon } from '../../ui/icon/icon';
import type { IconName } from '../../ui/icon/icon-paths';

/** Signs for the categories a new desk starts with; others share one. */
const SIGNS: readonly (readonly [RegExp, IconName])[] = [
  [/security|incident/, 'shield'],
  [/network|vpn|wi-?fi/, 'wifi'],
  [/hardware|computer|laptop|device/, 'laptop'],
  [/access|password|account/, 'key'],
  [/software|program|app/, 'grid'],
  [/meeting|facilit|building|office|room/, 'building'],
  [/phone|mobile/, 'phone'],
  [/file|backup|storage/, 'file'],
  [/print|screen|monitor/, 'monitor'],
  [/mail|calendar/, 'mail'],
  [/people|hr|human/, 'users'],
];

/** What a request is about, as a group of radio buttons that look like cards. */
@Component({
  selector: 'ss-category-cards',
  imports: [Icon],
  template: `
    <fieldset [attr.aria-describedby]="problem() ? 'category-problem' : null">
      <legend>{{ label() }}</legend>
      <div class="cards">
        @for (category of categories(); track category.id) {
          <label [class.is-wrong]="problem() !== ''">
            <input
              type="radio"
              name="category"
              [value]="category.key"
              [checked]="chosen() === category.key"
              (change)="chosen.set(category.key)"
            />
            <ss-icon [name]="signOf(category)" />
            <span>
              <strong>{{ category.name }}</strong>
              <small>{{ category.description }}</small>
            </span>
            <ss-icon class="check" name="check" />
          </label>
        }
      </div>
      @if (problem(); as text) {
        <p id="category-problem">
          <ss-icon name="alert" [size]="16" />
          {{ text }}
        </p>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0 0 6px;
      font: 500 0.875rem / 1.25rem var(--ss-font);
    }
    .cards {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 212px), 1fr));
      gap: 8px;
    }
    label {
      position: relative;
      display: flex;
      gap: 12px;
      padding: 12px 14px;
      background: var(--ss-pane-page);
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-card);
      cursor: pointer;
    }
    label > ss-icon {
      color: var(--mat-sys-on-surface-variant);
    }
    label:hover {
      border-color: var(--mat-sys-outline);
    }
    label.is-wrong {
      border-color: var(--mat-sys-error);
    }
    label:has(:checked) {
      background: var(--mat-sys-secondary-container);
      border-color: var(--mat-sys-primary);
      box-shadow: inset 0 0 0 1px var(--mat-sys-primary);
    }
    label:has(:focus-visible) {
      outline: 2px solid var(--mat-sys-primary);
      outline-offset: 2px;
    }
    input {
      position: absolute;
      opacity: 0;
      pointer-events: none;
    }
    span {
      flex: 1;
      display: grid;
      align-content: start;
      gap: 2px;
    }
    strong {
      font: var(--mat-sys-label-large);
    }
    small {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    .check {
      display: none;
    }
    :checked ~ .check {
      display: inline-flex;
      color: var(--mat-sys-primary);
    }
    @media (width < 600px) {
      .cards {
        grid-template-columns: 1fr 1fr;
      }
      label {
        min-block-size: 56px;
        align-items: center;
        padding: 8px 12px;
      }
      span {
        align-content: center;
      }
      small,
      :checked ~ .check {
        display: none;
      }
    }
    p {
      display: flex;
      align-items: center;
      gap: 6px;
      padding-block-start: 6px;
      color: var(--mat-sys-error);
      font: var(--mat-sys-body-small);
    }
  `,
})
export class CategoryCards {
  readonly label = input.required<string>();
  readonly categories = input.required<readonly CategoryDto[]>();
  readonly problem = input('');
  /** Key of the category; empty: none yet. */
  readonly chosen = model.required<string>();

  protected signOf({ key, name }: CategoryDto): IconName {
    const text = `${key} ${name}`.toLowerCase();
    return SIGNS.find(([pattern]) => pattern.test(text))?.[1] ?? 'help';
  }
}
