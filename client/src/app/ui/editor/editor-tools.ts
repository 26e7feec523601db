import { Component, computed, ElementRef, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icon-paths';
import type { Format, SuggestKind } from './rich-text-types';

export type ToolName = Format | SuggestKind;

interface Tool {
  readonly name: ToolName;
  readonly icon: IconName;
  /** Shown with the name; the library binds it. */
  readonly key?: string;
}

const TOOLS: readonly Tool[] = [
  { name: 'bold', icon: 'bold', key: 'Ctrl B' },
  { name: 'italic', icon: 'italic', key: 'Ctrl I' },
  { name: 'bullets', icon: 'bullets', key: 'Ctrl Shift 8' },
  { name: 'numbers', icon: 'numbers', key: 'Ctrl Shift 7' },
  { name: 'quote', icon: 'quote', key: 'Ctrl Shift B' },
  { name: 'code', icon: 'code', key: 'Ctrl E' },
  { name: 'block', icon: 'code-block', key: 'Ctrl Alt C' },
  { name: 'link', icon: 'link' },
  { name: 'person', icon: 'at', key: '@' },
  { name: 'reply', icon: 'lines', key: '/' },
];

/** One stop for the Tab key; the arrows go from tool to tool. */
@Component({
  selector: 'ss-editor-tools',
  imports: [Icon, TranslocoDirective],
  template: `
    <div
      *transloco="let t"
      role="toolbar"
      tabindex="-1"
      [attr.aria-label]="t('editor.tools')"
      [attr.aria-controls]="controls()"
      (keydown)="onKey($event)"
    >
      @for (tool of tools(); track tool.name) {
        <button
          type="button"
          [class.is-on]="isOn(tool)"
          [tabindex]="$index === at() ? 0 : -1"
          [disabled]="isDisabled()"
          [attr.aria-pressed]="isAct(tool) ? null : isOn(tool)"
          [attr.aria-label]="t('editor.' + tool.name)"
          [attr.title]="
            tool.key ? t('editor.withKey', { name: t('editor.' + tool.name), key: tool.key }) : t('editor.' + tool.name)
          "
          (pointerdown)="$event.preventDefault()"
          (focus)="at.set($index)"
          (click)="used.emit(tool.name)"
        >
          <ss-icon [name]="tool.icon" [size]="16" />
        </button>
      }
    </div>
  `,
  styles: `
    div {
      display: flex;
      flex-wrap: wrap;
      gap: 2px;
      margin-inline-start: -6px;
    }
    button {
      display: grid;
      place-items: center;
      inline-size: 30px;
      block-size: 30px;
      padding: 0;
      border: 0;
      border-radius: var(--ss-radius-control);
      background: none;
      color: var(--mat-sys-on-surface-variant);
      cursor: pointer;
    }
    button:hover:not(:disabled) {
      background: var(--mat-sys-surface-container-high);
      color: var(--mat-sys-on-surface);
    }
    button.is-on {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }
    button:focus-visible {
      outline-offset: -2px;
    }
    button:disabled {
      opacity: 0.5;
      cursor: default;
    }
    @media (width < 600px) {
      div {
        flex-wrap: nowrap;
        overflow-x: auto;
      }
      button {
        flex: none;
        inline-size: 44px;
        block-size: 44px;
      }
    }
  `,
})
export class EditorTools {
  readonly kinds = input.required<readonly SuggestKind[]>();
  readonly active = input.required<ReadonlySet<Format>>();
  /** Id of the field. */
  readonly controls = input.required<string>();
  readonly isDisabled = input(false);
  readonly used = output<ToolName>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly at = signal(0);
  protected readonly tools = computed(() =>
    TOOLS.filter((tool) => (tool.name !== 'person' && tool.name !== 'reply') || this.kinds().includes(tool.name)),
  );

  /** It does something once; the others are on or off. */
  protected isAct({ name }: Tool): boolean {
    return name === 'person' || name === 'reply' || name === 'link';
  }

  protected isOn({ name }: Tool): boolean {
    return name !== 'person' && name !== 'reply' && this.active().has(name);
  }

  protected onKey(event: KeyboardEvent): void {
    const count = this.tools().length;
    const targets: Record<string, number> = {
      ArrowRight: (this.at() + 1) % count,
      ArrowLeft: (this.at() - 1 + count) % count,
      Home: 0,
      End: count - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      this.host.nativeElement.querySelectorAll('button')[target]?.focus();
    }
  }
}
