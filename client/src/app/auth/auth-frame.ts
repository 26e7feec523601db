import { Component } from '@angular/core';
import { Logo } from '../ui/logo';

/** The ground of all pages before signing in: one narrow column. */
@Component({
  selector: 'ss-auth-frame',
  imports: [Logo],
  template: `
    <main>
      <ss-logo />
      <ng-content />
    </main>
  `,
  styles: `
    :host {
      display: grid;
      min-block-size: 100dvh;
      background: var(--ss-pane-rail);
    }
    main {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      align-content: center;
      gap: 24px;
      inline-size: min(448px, 100%);
      margin-inline: auto;
      padding: 40px 24px 64px;
    }
    @media (width < 600px) {
      main {
        align-content: start;
        padding: 24px 16px;
      }
    }
  `,
})
export class AuthFrame {}
