import { Component, computed, input } from '@angular/core';

const TINTS = 5;

/** First letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
}

function tintOf(name: string): number {
  let sum = 0;
  for (const letter of name) {
    sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  }
  return (sum % TINTS) + 1;
}

/** A person as picture or initials. Decoration: the name stands beside it, or `label` says it. */
@Component({
  selector: 'ss-avatar',
  host: {
    '[attr.role]': 'label() ? "img" : null',
    '[attr.aria-label]': 'label() || null',
    '[attr.aria-hidden]': 'label() ? null : "true"',
    '[attr.data-initials]': 'picture() ? null : initials()',
    '[style.--size]': 'size() + "px"',
    '[style.background]': '"var(--ss-person-" + tint() + ")"',
    '[style.color]': '"var(--ss-on-person-" + tint() + ")"',
  },
  template: `
    @if (picture(); as source) {
      <img [src]="source" alt="" />
    }
  `,
  styles: `
    :host {
      display: inline-grid;
      place-items: center;
      flex: none;
      inline-size: var(--size);
      block-size: var(--size);
      border-radius: 50%;
      overflow: hidden;
      font: 600 calc(var(--size) * 0.36) / 1 var(--ss-font);
    }
    /* Not as text: readers take the name, which is what the initials stand for. */
    :host([data-initials])::before {
      content: attr(data-initials);
    }
    img {
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
    }
  `,
})
export class Avatar {
  readonly name = input.required<string>();
  readonly picture = input<string | null>(null);
  /** Pixels: 20 in rows, 32 in timelines, 40 in cards. */
  readonly size = input(32);
  readonly label = input('');

  protected readonly initials = computed(() => initialsOf(this.name()));
  protected readonly tint = computed(() => tintOf(this.name()));
}
