import { Component, computed, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';

export interface ConflictField {
  readonly key: string;
  readonly label: string;
  /** As people read them. */
  readonly theirs: string;
  readonly mine: string;
}

let groups = 0;

/** Somebody else changed the same fields meanwhile: both values side by side, and the choice per field. */
@Component({
  selector: 'ss-conflict-choice',
  imports: [MatButton],
  host: { role: 'group', '[attr.aria-label]': 'title()' },
  template: `
    <p role="alert">{{ title() }}</p>
    @for (field of fields(); track field.key) {
      <fieldset>
        <legend>{{ field.label }}</legend>
        <label>
          <input type="radio" [name]="group + field.key" [checked]="isTheirs(field)" (change)="choose(field, true)" />
          <span class="value">{{ field.theirs }}</span>
          <span class="whose">{{ theirsWord() }}</span>
        </label>
        <label>
          <input type="radio" [name]="group + field.key" [checked]="!isTheirs(field)" (change)="choose(field, false)" />
          <span class="value">{{ field.mine }}</span>
          <span class="whose">{{ mineWord() }}</span>
        </label>
      </fieldset>
    }
    <button matButton="filled" type="button" (click)="resolved.emit(theirs())">{{ act() }}</button>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: 12px;
      padding: 16px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-card);
      background: var(--ss-pane-list);
    }
    fieldset {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px;
      inline-size: 100%;
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      margin-block-end: 6px;
      font: var(--mat-sys-title-small);
    }
    label {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 0 8px;
      padding: 8px 12px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-control);
      background: var(--ss-pane-page);
      cursor: pointer;
    }
    label:has(:checked) {
      border-color: var(--mat-sys-primary);
      background: var(--mat-sys-secondary-container);
    }
    input {
      margin: 3px 0 0;
      accent-color: var(--mat-sys-primary);
    }
    .value {
      font: var(--mat-sys-label-large);
      overflow-wrap: anywhere;
    }
    .whose {
      grid-column: 2;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    @media (width < 600px) {
      fieldset {
        grid-template-columns: 1fr;
      }
    }
  `,
})
export class ConflictChoice {
  readonly title = input.required<string>();
  readonly fields = input.required<readonly ConflictField[]>();
  /** Who and when, under the other's value. */
  readonly theirsWord = input.required<string>();
  readonly mineWord = input.required<string>();
  readonly act = input.required<string>();
  /** Keys of the fields in which the other's value is taken. */
  readonly resolved = output<readonly string[]>();

  protected readonly group = `ss-conflict-${String(++groups)}-`;
  /** By field, the other's value that was taken: a choice holds while the value does, however often the page is drawn. */
  private readonly taken = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly theirs = computed(() =>
    this.fields()
      .filter((field) => this.isTheirs(field))
      .map(({ key }) => key),
  );

  protected isTheirs({ key, theirs }: ConflictField): boolean {
    return this.taken().get(key) === theirs;
  }

  protected choose({ key, theirs }: ConflictField, isTheirs: boolean): void {
    this.taken.update((before) => {
      const taken = new Map(before);
      if (isTheirs) {
        taken.set(key, theirs);
      } else {
        taken.delete(key);
      }
      return taken;
    });
  }
}
