import { Component, DestroyRef, type ElementRef, inject, input, output, viewChild } from '@angular/core';
import { Icon } from '../icon/icon';

/** Searches once nothing more was typed for so long. */
const TYPING_PAUSE_MS = 250;

/** One line to search a page with. Its own words stand in it, and are its name. */
@Component({
  selector: 'ss-search-box',
  imports: [Icon],
  template: `
    <label>
      <span class="ss-visually-hidden">{{ label() }}</span>
      <ss-icon name="search" [size]="16" />
      <input
        #box
        class="ss-control"
        type="search"
        autocomplete="off"
        [placeholder]="label()"
        [value]="value()"
        (input)="wait(box.value)"
      />
    </label>
  `,
  styles: `
    :host {
      display: block;
    }
    label {
      position: relative;
      display: block;
      color: var(--mat-sys-on-surface-variant);
    }
    ss-icon {
      position: absolute;
      inset: 50% auto auto 10px;
      transform: translateY(-50%);
    }
    input {
      min-block-size: var(--ss-button-height);
      padding-inline-start: 32px;
      font: var(--mat-sys-body-medium);
    }
  `,
})
export class SearchBox {
  readonly label = input.required<string>();
  readonly value = input('');
  readonly searched = output<string>();

  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.typing);
    });
  }

  /** Also what was typed and not yet searched for. */
  clear(): void {
    clearTimeout(this.typing);
    this.box().nativeElement.value = '';
  }

  protected wait(text: string): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.searched.emit(text.trim());
    }, TYPING_PAUSE_MS);
  }
}
