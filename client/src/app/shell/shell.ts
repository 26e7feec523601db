import {
  Component,
  DestroyRef,
  type ElementRef,
  Injector,
  afterNextRender,
  effect,
  inject,
  signal,
  viewChild,
  ViewContainerRef,
} from '@angular/core';
import {
  type ActivatedRouteSnapshot,
  NavigationEnd,
  Router,
  RouterLink,
  RouterLinkActive,
  RouterOutlet,
} from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter } from 'rxjs';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Live } from '../live/live';
import { Session } from '../session/session';
import { Icon } from '../ui/icon/icon';
import { Shortcuts } from '../ui/keys/shortcuts';
import { Logo } from '../ui/logo';
import { Navigation } from './navigation';
import { PaletteButton } from './palette/palette-button';
import { UserMenu } from './user-menu';

/** Safari has no idle time to give away. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) {
    requestIdleCallback(work, { timeout: 2_000 });
  } else {
    setTimeout(work, 200);
  }
}

function isWholePage(route: ActivatedRouteSnapshot): boolean {
  return route.firstChild === null ? route.data['isWhole'] === true : isWholePage(route.firstChild);
}

/** The frame around every page of who is signed in: a bar for employees, a rail for staff. */
@Component({
  selector: 'ss-shell',
  imports: [Icon, Logo, PaletteButton, RouterLink, RouterLinkActive, RouterOutlet, TranslocoDirective, UserMenu],
  templateUrl: './shell.html',
  styleUrl: './shell.css',
  host: { '[class.staff]': 'navigation.isStaff()', '[class.is-whole]': 'isWhole()' },
})
export class Shell {
  protected readonly navigation = inject(Navigation);
  protected readonly isOnline = signal(navigator.onLine);
  /** The page has a telephone to itself. */
  protected readonly isWhole = signal(false);
  private readonly drawer = viewChild<ElementRef<HTMLDialogElement>>('drawer');
  private readonly railPlace = viewChild('railPlace', { read: ViewContainerRef });
  private readonly drawerPlace = viewChild('drawerPlace', { read: ViewContainerRef });
  private readonly content = viewChild.required<ElementRef<HTMLElement>>('content');

  constructor() {
    const router = inject(Router);
    const session = inject(Session);
    const live = inject(Live);
    const injector = inject(Injector);
    let isGone = false;
    let letGo: (() => void) | null = null;
    inject(DestroyRef).onDestroy(() => {
      isGone = true;
      letGo?.();
    });

    // The page first; what is live about it afterwards.
    afterNextRender(() =>
      whenIdle(() => {
        live.start();
        void import('../ui/focus/keep-focus').then(({ keepFocus }) => {
          if (!isGone) {
            letGo = keepFocus(this.content().nativeElement);
          }
        });
        // Whoever works here all day types at once after the key; who comes twice a month need not fetch it.
        if (this.navigation.isStaff()) {
          void import('./palette/palette');
        }
      }),
    );

    const help = (): void => void import('./keys/help-dialog').then(({ openHelp }) => openHelp(injector));
    inject(Shortcuts).bind('keys.everywhere', [
      {
        key: '$mod+k',
        words: 'keys.palette',
        act: () => void import('./palette/palette').then(({ openPalette }) => openPalette(injector)),
      },
      { key: 'Shift+?', words: 'keys.help', act: help },
      // Keyboards that need no shift for it.
      { key: '?', words: 'keys.help', act: help },
    ]);

    let lastPath = '';
    router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe((event) => {
        this.isWhole.set(isWholePage(router.routerState.snapshot.root));
        const path = event.urlAfterRedirects.split('?')[0] ?? '';
        // A reader begins at the new page; filters and views in the same page leave the focus where it is.
        if (lastPath !== '' && path !== lastPath) {
          this.content().nativeElement.focus({ preventScroll: true });
        }
        lastPath = path;
      });

    effect(() => {
      if (!session.isSignedIn() && session.lost() > 0) {
        void router.navigate(['/login'], { queryParams: { returnUrl: router.url, ended: 1 } });
      } else if (session.owesSecondFactor()) {
        void router.navigate(['/second-factor'], { queryParams: { returnUrl: router.url } });
      }
    });

    // Employees do not fetch the rail: their first page has no room for it.
    effect((onCleanup) => {
      const places = [this.railPlace(), this.drawerPlace()];
      let isOutdated = places.every((place) => place === undefined);
      onCleanup(() => (isOutdated = true));
      if (!isOutdated) {
        void import('./rail').then(async ({ Rail, railWords }) => {
          await railWords(injector);
          if (isOutdated) {
            return;
          }
          places.forEach((place, index) => {
            place?.clear();
            const rail = place?.createComponent(Rail);
            rail?.setInput('isDrawer', index === 1);
            rail?.instance.picked.subscribe(() => this.closeDrawer());
          });
        });
      }
    });

    const online = (): void => this.isOnline.set(navigator.onLine);
    addEventListener('online', online);
    addEventListener('offline', online);
  }

  protected openDrawer(): void {
    this.drawer()?.nativeElement.showModal();
  }

  protected closeDrawer(): void {
    this.drawer()?.nativeElement.close();
  }

  protected skip(event: Event): void {
    event.preventDefault();
    this.content().nativeElement.focus();
  }
}
