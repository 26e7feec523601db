import { inject } from '@angular/core';
import { type CanActivateFn, RedirectCommand, Router } from '@angular/router';
import type { Permission } from '../api/types';
import { Session } from './session';

/** Only ways inside this site, so that a crafted link cannot lead elsewhere after signing in. */
export function safeReturnUrl(url: string | null | undefined): string {
  return url !== null && url !== undefined && /^\/(?![/\\])/.test(url) && !url.startsWith('/login') ? url : '/';
}

/** Opens a page when `isFine`; others go to `way` first and back afterwards. */
function detour(way: string, isFine: (session: Session) => boolean): CanActivateFn {
  return (_route, { url }) =>
    isFine(inject(Session)) ||
    inject(Router).createUrlTree([way], { queryParams: url === '/' ? {} : { returnUrl: url } });
}

/** Sends strangers to the sign-in page. */
export const signedIn = detour('/login', (session) => session.isSignedIn());

/** Sends those who owe the second factor of their role to its set-up: nothing else opens before. */
export const secured = detour('/second-factor', (session) => !session.owesSecondFactor());

/** Pages for strangers: who is signed in goes on. */
export const signedOut: CanActivateFn = (route) =>
  inject(Session).isSignedIn() ? inject(Router).parseUrl(safeReturnUrl(route.queryParamMap.get('returnUrl'))) : true;

/** The first page by what a person may do: the first fitting way is taken, none means the page itself. */
export function firstPage(ways: readonly (readonly [permission: Permission, url: string])[]): CanActivateFn {
  return () => {
    const session = inject(Session);
    const way = ways.find(([permission]) => session.can(permission));
    return way === undefined ? true : inject(Router).parseUrl(way[1]);
  };
}

/** Pages that need a permission; without it the refusal is shown where the person is. */
export function needs(permission: Permission): CanActivateFn {
  return () =>
    inject(Session).can(permission) ||
    new RedirectCommand(inject(Router).parseUrl('/forbidden'), { skipLocationChange: true });
}
