import { Component, input, ViewEncapsulation } from '@angular/core';

/** Text that somebody wrote, as the server's sanitised HTML. */
@Component({
  selector: 'ss-prose',
  // What is inserted carries no marks of a component, so its looks cannot be scoped to one.
  encapsulation: ViewEncapsulation.None,
  host: { '[innerHTML]': 'html()' },
  template: '',
  styles: `
    ss-prose {
      display: block;
      overflow-wrap: anywhere;
    }
    ss-prose > * + * {
      margin-block-start: 8px;
    }
    ss-prose :is(ul, ol) {
      padding-inline-start: 20px;
    }
    ss-prose ul {
      list-style: disc;
    }
    ss-prose ol {
      list-style: decimal;
    }
    ss-prose :is(h1, h2, h3, h4, h5, h6) {
      font: var(--mat-sys-title-small);
    }
    ss-prose blockquote {
      margin-inline: 0;
      padding-inline-start: 12px;
      border-inline-start: 2px solid var(--mat-sys-outline-variant);
      color: var(--mat-sys-on-surface-variant);
    }
    ss-prose :is(code, pre) {
      font:
        0.8125rem / 1.25rem ui-monospace,
        monospace;
    }
    ss-prose pre {
      padding: 8px 12px;
      overflow-x: auto;
      border-radius: var(--ss-radius-control);
      background: var(--mat-sys-surface-container-high);
    }
    ss-prose a {
      text-decoration: underline;
    }
    ss-prose table {
      border-collapse: collapse;
    }
    ss-prose :is(td, th) {
      padding: 4px 8px;
      border: 1px solid var(--mat-sys-outline-variant);
    }
    ss-prose img {
      max-inline-size: 100%;
    }
  `,
})
export class Prose {
  /** Sanitised by the server, and once more by Angular. */
  readonly html = input.required<string>();
}
