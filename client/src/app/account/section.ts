import { Component, input } from '@angular/core';

/** The page of one section: its heading over a column of parts. */
@Component({
  selector: 'ss-account-section',
  template: `
    <header>
      <h1>{{ title() }}</h1>
      @if (lead()) {
        <p class="ss-secondary">{{ lead() }}</p>
      }
    </header>
    <ng-content />
  `,
  styles: `
    :host {
      display: grid;
      gap: 20px;
    }
    p {
      max-inline-size: 64ch;
      text-wrap: pretty;
    }
  `,
})
export class Section {
  readonly title = input.required<string>();
  readonly lead = input('');
}
