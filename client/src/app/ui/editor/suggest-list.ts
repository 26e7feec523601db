import { Component, computed, effect, ElementRef, inject, input, output, signal } from '@angular/core';
import { Avatar } from '../people/avatar';
import { Prose } from '../prose/prose';
import type { Suggested, Suggestions } from './rich-text-types';

const WIDTH = 320;

/** People or texts that fit what is being typed. The cursor stays in the text: the keys come from there. */
@Component({
  selector: 'ss-suggest-list',
  imports: [Avatar, Prose],
  host: { '[style.inset-inline-start.px]': 'left()' },
  template: `
    <ul role="listbox" [id]="listId()" [attr.aria-label]="label()" (pointerdown)="$event.preventDefault()">
      @for (item of shown().items; track item.id) {
        <li
          role="option"
          [id]="listId() + '-' + $index"
          [class.is-active]="$index === active()"
          [attr.aria-selected]="$index === active()"
          (pointerenter)="active.set($index)"
          (pointerup)="taken.emit(item)"
        >
          @if (shown().kind === 'person') {
            <ss-avatar [name]="item.name" [picture]="item.picture" [size]="24" />
          }
          <span>
            {{ item.name }}
            <small>{{ item.detail }}</small>
          </span>
        </li>
      }
    </ul>
    @if (previewed(); as html) {
      <div class="preview"><ss-prose [html]="html" /></div>
    }
  `,
  styles: `
    :host {
      position: absolute;
      z-index: 1100;
      inset-block-end: calc(100% - 24px);
      display: flex;
      max-inline-size: min(640px, 100%);
      border: 1px solid var(--ss-float-line);
      border-radius: var(--ss-radius-card);
      background: var(--ss-pane-page);
      color: var(--mat-sys-on-surface);
      box-shadow: var(--ss-shadow-dialog);
    }
    ul {
      flex: none;
      inline-size: min(280px, 100%);
      max-block-size: 260px;
      padding: 6px;
      overflow-y: auto;
    }
    li {
      display: flex;
      align-items: center;
      gap: 8px;
      min-block-size: 36px;
      padding: 4px 8px;
      border-radius: var(--ss-radius-control);
      font: var(--mat-sys-body-medium);
      cursor: pointer;
    }
    li.is-active {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }
    span {
      display: grid;
      min-inline-size: 0;
    }
    small {
      overflow: hidden;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .is-active small {
      color: inherit;
    }
    .preview {
      flex: 1;
      max-block-size: 260px;
      padding: 10px 14px;
      overflow-y: auto;
      border-inline-start: 1px solid var(--mat-sys-outline-variant);
      font: var(--mat-sys-body-small);
    }
    @media (width < 600px) {
      .preview {
        display: none;
      }
      li {
        min-block-size: 44px;
      }
    }
  `,
})
export class SuggestList {
  readonly listId = input.required<string>();
  readonly label = input.required<string>();
  readonly shown = input.required<Suggestions>();
  /** Markdown to HTML. */
  readonly preview = input.required<(markdown: string) => string>();
  readonly taken = output<Suggested>();
  readonly dismissed = output();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly active = signal(0);
  readonly activeId = computed(() => `${this.listId()}-${String(this.active())}`);
  /** Under the sign that was typed, as far as there is room. */
  protected readonly left = computed(() => {
    const around = this.host.nativeElement.parentElement?.getBoundingClientRect();
    const { rect } = this.shown();
    return around === undefined || rect === null
      ? 0
      : Math.max(0, Math.min(rect.left - around.left, around.width - WIDTH));
  });
  protected readonly previewed = computed(() => {
    const text = this.shown().items[this.active()]?.preview ?? '';
    return text === '' ? '' : this.preview()(text);
  });

  constructor() {
    effect(() => {
      this.shown();
      this.active.set(0);
    });
  }

  /** True when the key was for the list. */
  onKey(event: KeyboardEvent): boolean {
    const { items } = this.shown();
    const item = items[this.active()];
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        this.go((this.active() + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length);
        return true;
      case 'Enter':
      case 'Tab':
        if (item === undefined || event.ctrlKey || event.metaKey) {
          return false;
        }
        this.taken.emit(item);
        return true;
      case 'Escape':
        // The page closes other things by it.
        event.stopPropagation();
        this.dismissed.emit();
        return true;
      default:
        return false;
    }
  }

  private go(index: number): void {
    this.active.set(index);
    this.host.nativeElement.querySelectorAll('li')[index]?.scrollIntoView({ block: 'nearest' });
  }
}
