import { Component, computed, type ElementRef, input, output, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import { Control } from './control';

/** A list of words as chips with a place to type more. Stands in an `<ss-field>`, which has the label and the problem. */
@Component({
  selector: 'ss-words-input',
  imports: [Control, Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (words().length > 0) {
        <ul>
          @for (word of words(); track word) {
            <li [class.is-wrong]="isWrong(word)">
              <span>{{ word }}</span>
              <button type="button" [attr.aria-label]="t('ui.removeWord', { word })" (click)="remove(word)">
                <ss-icon name="close" [size]="16" />
              </button>
            </li>
          }
        </ul>
      }
      <div class="line">
        <input
          #box
          ssControl
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          [placeholder]="placeholder()"
          [value]="text()"
          (input)="text.set(box.value)"
          (keydown.enter)="addTyped($event)"
          (keydown)="onKey($event)"
          (paste)="onPaste($event)"
          (blur)="addTyped()"
        />
      </div>
    </ng-container>
  `,
  styles: `
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      margin-block-end: 8px;
    }
    li {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      min-block-size: 28px;
      max-inline-size: 100%;
      padding-inline-start: 10px;
      border-radius: var(--ss-radius-control);
      background: var(--mat-sys-surface-container-high);
      font: var(--mat-sys-label-medium);
    }
    span {
      overflow-wrap: anywhere;
    }
    li.is-wrong {
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }
    button {
      display: grid;
      place-items: center;
      inline-size: 28px;
      block-size: 28px;
      padding: 0;
      border: 0;
      border-radius: var(--ss-radius-control);
      background: none;
      cursor: pointer;
    }
    button:focus-visible {
      outline-offset: -2px;
    }
    @media (width < 600px) {
      button {
        inline-size: 44px;
        block-size: 44px;
      }
    }
  `,
})
export class WordsInput {
  readonly words = input.required<readonly string[]>();
  readonly placeholder = input('');
  /** A word may hold blanks; then only a comma, a semicolon or Enter ends it. */
  readonly hasBlanks = input(false);
  /** The server's sentence; the words it begins with are marked. */
  readonly problem = input('');
  readonly changed = output<readonly string[]>();

  protected readonly text = signal('');
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private readonly between = computed(() => (this.hasBlanks() ? /[\n,;]+/ : /[\s,;]+/));
  private readonly sentence = computed(() => this.problem().toLocaleLowerCase());

  protected isWrong(word: string): boolean {
    return this.sentence().startsWith(`${word.toLocaleLowerCase()} must`);
  }

  protected remove(word: string): void {
    this.changed.emit(this.words().filter((one) => one !== word));
    this.box().nativeElement.focus();
  }

  protected addTyped(event?: Event): void {
    if (this.text().trim() !== '') {
      // Enter takes the word in; it sends the form only when there is none.
      event?.preventDefault();
      this.add(this.text());
    }
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key === ',' || event.key === ';') {
      event.preventDefault();
      this.add(this.text());
    } else if (event.key === 'Backspace' && this.text() === '' && this.words().length > 0) {
      this.changed.emit(this.words().slice(0, -1));
    }
  }

  protected onPaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData('text') ?? '';
    if (this.between().test(pasted.trim())) {
      event.preventDefault();
      this.add(`${this.text()} ${pasted}`);
    }
  }

  private add(typed: string): void {
    const words = typed
      .split(this.between())
      .map((word) => word.trim())
      .filter(Boolean);
    this.text.set('');
    this.box().nativeElement.value = '';
    if (words.length > 0) {
      this.changed.emit([...new Set([...this.words(), ...words])]);
    }
  }
}
