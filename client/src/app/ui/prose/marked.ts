import { Component, computed, input } from '@angular/core';

/** The server puts what was found between these two, which no text has: it sends no HTML. */
const BEGIN = '\u{E000}';
const END = '\u{E001}';

export interface MarkedPart {
  readonly text: string;
  readonly isFound: boolean;
}

export function markedParts(text: string): readonly MarkedPart[] {
  return text
    .split(BEGIN)
    .flatMap((piece, index) => {
      const [found = '', ...rest] = index === 0 ? ['', piece] : piece.split(END);
      return [
        { text: found, isFound: true },
        { text: rest.join(''), isFound: false },
      ];
    })
    .filter((part) => part.text !== '');
}

/** Plain text with the words that a search found. */
@Component({
  selector: 'ss-marked',
  // In one line: a blank between two parts would be a blank in the text.
  // prettier-ignore
  template: `@for (part of parts(); track $index) {@if (part.isFound) {<mark>{{ part.text }}</mark>} @else {<span>{{ part.text }}</span>}}`,
  styles: `
    mark {
      padding-inline: 1px;
      border-radius: 2px;
      background: var(--mat-sys-primary-container);
      color: var(--mat-sys-on-primary-container);
    }
  `,
})
export class Marked {
  /** As the server sends it in `highlights`. */
  readonly text = input.required<string>();
  protected readonly parts = computed(() => markedParts(this.text()));
}
