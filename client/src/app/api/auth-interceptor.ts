import { type HttpErrorResponse, type HttpInterceptorFn, type HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { toApiError } from './api-error';
import { SessionKeeper } from './session-keeper';

/** Calls that make or end a session carry no bearer, and their 401 means something else. */
const WITHOUT_BEARER = /^\/api\/(token|auth)\//;

function withBearer(request: HttpRequest<unknown>, token: string | null): HttpRequest<unknown> {
  return token === null ? request : request.clone({ setHeaders: { Authorization: `Bearer ${token}` } });
}

/** Sends the bearer; on a 401 renews the session once and sends the call again. */
export const authInterceptor: HttpInterceptorFn = (request, next) => {
  const isOwn = request.url.startsWith('/api/') || request.url.startsWith('/attach/');
  if (!isOwn || WITHOUT_BEARER.test(request.url)) {
    return next(request);
  }
  const keeper = inject(SessionKeeper);
  return from(keeper.token()).pipe(
    switchMap((token) =>
      next(withBearer(request, token)).pipe(
        catchError((failure: HttpErrorResponse) => {
          const { code, status } = toApiError(failure);
          if (code === 'SECOND_FACTOR_REQUIRED' && keeper.session()?.user.mustSetUpSecondFactor === false) {
            // Since a moment ago: the renewed session says so, and the frame leads to the set-up.
            void keeper.renew().catch(() => null);
          }
          if (token === null || status !== 401) {
            return throwError(() => failure);
          }
          // Another call may have renewed it meanwhile; then its token is good enough.
          const isStale = keeper.session()?.access === token;
          return from(isStale ? keeper.renew().then((session) => session.access) : keeper.token()).pipe(
            switchMap((renewed) => next(withBearer(request, renewed))),
          );
        }),
      ),
    ),
  );
};
