import { Component, type ElementRef, input, viewChild } from '@angular/core';

let ids = 0;

/** One card of a section: heading, one sentence, what there is to do. */
@Component({
  selector: 'ss-account-part',
  template: `
    <section class="ss-card" [attr.aria-labelledby]="id">
      <header>
        <div class="head">
          <h2 #heading tabindex="-1" [id]="id">{{ title() }}</h2>
          <ng-content select="[partState]" />
        </div>
        @if (lead()) {
          <p class="ss-secondary">{{ lead() }}</p>
        }
      </header>
      <ng-content />
    </section>
  `,
  styles: `
    :host {
      display: block;
    }
    section {
      display: grid;
      gap: 16px;
      padding: 20px;
    }
    header {
      display: grid;
      gap: 2px;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 4px 12px;
    }
    h2:focus {
      outline: none;
    }
    p {
      max-inline-size: 64ch;
      text-wrap: pretty;
    }
    @media (width < 600px) {
      section {
        padding: 16px;
      }
    }
  `,
})
export class Part {
  readonly title = input.required<string>();
  readonly lead = input('');

  protected readonly id = `ss-part-${String(++ids)}`;
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  /** Where readers and keys go on after something inside has gone. */
  focus(): void {
    this.heading().nativeElement.focus();
  }
}
