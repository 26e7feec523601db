import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import { Announcer } from '../live/announcer';
import { EditorTools, type ToolName } from './editor-tools';
import type { Format, RichText, Suggested, Suggestions, SuggestKind, TextRange } from './rich-text-types';
import { SuggestList } from './suggest-list';

/** What the editor may ask the page for. A kind without a source is not offered. */
export interface EditorSources {
  readonly people?: (query: string) => Promise<Suggested[]>;
  readonly replies?: (query: string) => Promise<Suggested[]>;
  /** The text of a saved reply, made for this place. */
  readonly fill?: (id: string) => Promise<string>;
  /** Where the browser has a picture that stands in the text as `attachment:...`. */
  readonly pictureUrl?: (src: string) => string | null;
}

let ids = 0;

/**
 * A text with bold words, lists, quotes, code, links and pictures; Markdown in and out. Until its big library is there a
 * plain field stands in its place, and what was typed into that goes on.
 */
@Component({
  selector: 'ss-editor',
  imports: [EditorTools, Icon, SuggestList, TranslocoDirective],
  // The library makes the elements of the text, so their looks cannot be scoped to the component.
  encapsulation: ViewEncapsulation.None,
  host: { '[class.is-used]': 'isUsed()', '(focusin)': 'isUsed.set(true)' },
  templateUrl: './editor.html',
  styleUrl: './editor.css',
})
export class Editor {
  /** Markdown. */
  readonly value = input.required<string>();
  /** Accessible name of the field. */
  readonly label = input.required<string>();
  readonly placeholder = input('');
  /** Ids of the elements that describe the field. */
  readonly describedBy = input('');
  readonly isInvalid = input(false);
  readonly isReadOnly = input(false);
  readonly sources = input<EditorSources>({});
  readonly changed = output<string>();
  /** Ctrl and Enter. */
  readonly submitted = output();

  private readonly i18n = inject(TranslocoService);
  private readonly announcer = inject(Announcer);
  private readonly place = viewChild.required<ElementRef<HTMLElement>>('place');
  private readonly plain = viewChild<ElementRef<HTMLTextAreaElement>>('plain');
  private readonly list = viewChild(SuggestList);
  private readonly rich = signal<RichText | null>(null);
  private isGone = false;
  protected readonly id = `ss-editor-${String(++ids)}`;
  /** Somebody has written here, or was about to. Stays so: nothing may move away under a press because the focus left. */
  protected readonly isUsed = signal(false);
  protected readonly isRich = computed(() => this.rich() !== null);
  protected readonly active = signal<ReadonlySet<Format>>(new Set());
  protected readonly suggestions = signal<Suggestions | null>(null);
  protected readonly linkTarget = signal<string | null>(null);
  protected readonly isLinkWrong = signal(false);
  protected readonly kinds = computed<readonly SuggestKind[]>(() => [
    ...(this.sources().people === undefined ? [] : (['person'] as const)),
    ...(this.sources().replies === undefined ? [] : (['reply'] as const)),
  ]);

  constructor() {
    afterNextRender(() => void this.enrich());
    inject(DestroyRef).onDestroy(() => {
      this.isGone = true;
      this.rich()?.destroy();
    });
    effect(() => {
      const value = this.value();
      this.rich()?.set(value);
    });
    effect(() => this.rich()?.setEditable(!this.isReadOnly()));
    effect(() => {
      const shown = this.suggestions();
      const activeId = this.list()?.activeId() ?? null;
      this.rich()?.setAttributes({
        ...this.attributes(),
        'aria-invalid': this.isInvalid() ? 'true' : null,
        'aria-readonly': this.isReadOnly() ? 'true' : null,
        'aria-controls': shown === null ? null : `${this.id}-list`,
        'aria-activedescendant': shown === null ? null : activeId,
      });
    });
  }

  focus(): void {
    const rich = this.rich();
    if (rich === null) {
      this.plain()?.nativeElement.focus();
    } else {
      rich.focus();
    }
  }

  /** Puts a text where the cursor stands. */
  insert(markdown: string): void {
    const rich = this.rich();
    if (rich !== null) {
      rich.insertMarkdown(markdown);
    } else {
      const field = this.plain()?.nativeElement;
      field?.setRangeText(markdown, field.selectionStart, field.selectionEnd, 'end');
      this.changed.emit(field?.value ?? markdown);
    }
  }

  /** @param src as it stands in the Markdown: `attachment:...` */
  insertPicture(src: string, alt: string): void {
    const rich = this.rich();
    if (rich === null) {
      this.insert(`![${alt.replace(/[[\]\\]/g, ' ')}](${src})`);
    } else {
      rich.insertPicture(src, alt);
    }
  }

  /** For another text under the same hands: pictures are looked up again. */
  refreshPictures(): void {
    this.rich()?.refreshPictures();
  }

  protected type(text: string): void {
    this.changed.emit(text);
  }

  protected preview(markdown: string): string {
    return this.rich()?.preview(markdown) ?? '';
  }

  protected use(tool: ToolName): void {
    const rich = this.rich();
    if (rich === null) {
      return;
    }
    if (tool === 'person' || tool === 'reply') {
      rich.insertSign(tool);
    } else if (tool === 'link') {
      this.isLinkWrong.set(false);
      this.linkTarget.set(rich.linkTarget());
    } else {
      rich.toggle(tool);
    }
  }

  protected setLink(typed: string): void {
    const isSet = this.rich()?.setLink(typed.trim()) ?? false;
    this.isLinkWrong.set(!isSet);
    if (isSet) {
      this.linkTarget.set(null);
    }
  }

  protected closeLink(event?: Event): void {
    event?.stopPropagation();
    this.linkTarget.set(null);
    this.rich()?.focus('there');
  }

  protected async take(item: Suggested): Promise<void> {
    const shown = this.suggestions();
    const rich = this.rich();
    if (shown === null || rich === null) {
      return;
    }
    this.suggestions.set(null);
    if (shown.kind === 'person') {
      rich.insertMention(item, shown.range);
    } else {
      await this.insertReply(rich, item, shown.range);
    }
  }

  private async insertReply(rich: RichText, item: Suggested, range: TextRange): Promise<void> {
    const fill = this.sources().fill;
    let text = item.preview;
    try {
      text = (await fill?.(item.id)) ?? text;
    } catch {
      // The text with its placeholders is better than none: whoever sends it sees them.
    }
    rich.insertMarkdown(text, range);
  }

  private attributes(): Record<string, string> {
    return {
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': this.label(),
      ...(this.describedBy() === '' ? {} : { 'aria-describedby': this.describedBy() }),
      ...(this.kinds().length === 0 ? {} : { 'aria-autocomplete': 'list' }),
    };
  }

  private async enrich(): Promise<void> {
    const { createRichText } = await import('./rich-text').catch(() => ({ createRichText: null }));
    const field = this.plain()?.nativeElement;
    if (createRichText === null || this.isGone || field === undefined) {
      // Without the library the plain field stays, and everything else works.
      return;
    }
    // Neither letters that are being composed nor a selection may be taken from under the hands.
    const isFocused = document.activeElement === field;
    const rich = createRichText({
      element: this.place().nativeElement,
      markdown: untracked(() => this.value()),
      attributes: this.attributes(),
      placeholder: () => this.placeholder(),
      words: { gone: this.i18n.translate<string>('editor.gone') },
      kinds: this.kinds(),
      suggest: (kind, query) => this.suggest(kind, query),
      onSuggest: (shown) => this.showSuggestions(shown),
      onSuggestKey: (event) => this.list()?.onKey(event) ?? false,
      onChange: (markdown) => this.changed.emit(markdown),
      onState: (active) => this.active.set(active),
      onSubmit: () => this.submitted.emit(),
      pictureUrl: (src) => this.sources().pictureUrl?.(src) ?? null,
    });
    this.rich.set(rich);
    if (isFocused) {
      rich.focus();
    }
  }

  private async suggest(kind: SuggestKind, query: string): Promise<Suggested[]> {
    const source = kind === 'person' ? this.sources().people : this.sources().replies;
    try {
      return (await source?.(query)) ?? [];
    } catch {
      // Naming somebody is a help; without it the text goes on as typed.
      return [];
    }
  }

  private showSuggestions(shown: Suggestions | null): void {
    const before = this.suggestions();
    this.suggestions.set(shown === null || shown.items.length === 0 ? null : shown);
    if (shown !== null && shown.items.length > 0 && before?.items.length !== shown.items.length) {
      this.announcer.announce(this.i18n.translate<string>('editor.found', { count: shown.items.length }));
    }
  }
}
