import { Component, computed, ElementRef, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ICON_PATHS } from '../icon/icon-paths';
import type { Format, SuggestKind } from './rich-text-types';

/** Drawn as the icons of the desk, but fetched with the editor: no first page needs them. */
const SIGNS = {
  bold: 'M7.5 5h5.3a3.4 3.4 0 0 1 0 6.8H7.5zm0 6.8h6.2a3.6 3.6 0 0 1 0 7.2H7.5z',
  bullets: 'M9.5 6.5H20M9.5 12H20M9.5 17.5H20M4.5 6.5v.1M4.5 12v.1M4.5 17.5v.1',
  code: 'M8.5 7L3.5 12l5 5M15.5 7l5 5-5 5',
  'code-block': 'M4 4.5h16v15H4zM9.5 9.5L7 12l2.5 2.5M14.5 9.5L17 12l-2.5 2.5',
  italic: 'M10 5h7M7 19h7M14 5l-4 14',
  lines: 'M4 6.5h16M4 12h16M4 17.5h10',
  numbers: 'M10 6.5h10M10 12h10M10 17.5h10M4 5l1.5-.8V9M3.8 15.4c.4-1.2 2.6-1.1 2.4.3-.1.9-1.6 1.7-2.5 3.1h2.7',
  quote: 'M9.5 7C6.5 8 5 10.3 5 13.5V17h5v-5H7.5M18.5 7c-3 1-4.5 3.3-4.5 6.5V17h5v-5h-2.5',
  at: ICON_PATHS.at,
  link: ICON_PATHS.link,
} as const;

export type ToolName = Format | SuggestKind;

interface Tool {
  readonly name: ToolName;
  readonly icon: keyof typeof SIGNS;
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
  imports: [TranslocoDirective],
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
          [class.has-words]="tool.name === 'reply'"
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
          <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path [attr.d]="signs[tool.icon]" /></svg>
          @if (tool.name === 'reply') {
            <span>{{ t('editor.replyShort') }}</span>
          }
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
    /* Used all day, and no sign says it alone. */
    .has-words {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      inline-size: auto;
      margin-inline-start: 6px;
      padding-inline: 8px;
      font: var(--mat-sys-label-medium);
    }
    svg {
      inline-size: 16px;
      block-size: 16px;
    }
    path {
      fill: none;
      stroke: currentcolor;
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
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
      .has-words {
        inline-size: auto;
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
  protected readonly signs = SIGNS;
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
