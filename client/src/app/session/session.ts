import { Injectable, computed, inject, signal } from '@angular/core';
import { ApiClient } from '../api/api-client';
import { ApiError } from '../api/api-error';
import { SessionKeeper } from '../api/session-keeper';
import type { Permission, SessionTokensDto, SignInDto, UserDto } from '../api/types';

/** Set while this browser may hold a refresh cookie, which scripts cannot see: it saves visitors a refused call. */
const HINT = 'ss.signed-in';

function hint(value?: boolean): boolean {
  try {
    if (value === true) {
      localStorage.setItem(HINT, '1');
    } else if (value === false) {
      localStorage.removeItem(HINT);
    }
    return localStorage.getItem(HINT) !== null;
  } catch {
    // Storage is closed: ask the server.
    return true;
  }
}

/** Set by the server for a moment when somebody comes back from an identity provider: only then is there a new cookie. */
const ARRIVED = 'smartsupport_arrived';

function hasArrived(): boolean {
  if (!document.cookie.split('; ').includes(`${ARRIVED}=1`)) {
    return false;
  }
  document.cookie = `${ARRIVED}=; Path=/; Max-Age=0`;
  return true;
}

/** Who is signed in and what that person may do. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly keeper = inject(SessionKeeper);
  private readonly api = inject(ApiClient);

  readonly user = computed<UserDto | null>(() => this.keeper.session()?.user ?? null);
  readonly isSignedIn = computed(() => this.user() !== null);
  readonly permissions = computed<ReadonlySet<Permission>>(() => new Set(this.user()?.permissions ?? []));
  readonly owesSecondFactor = computed(() => this.user()?.mustSetUpSecondFactor === true);
  /** Grows when a running session has ended by itself. */
  readonly lost = this.keeper.lost;
  /** The first restoring could not reach the server: nobody knows yet whether there is a session. */
  readonly isUnknown = signal(false);

  can(permission: Permission): boolean {
    return this.permissions().has(permission);
  }

  /** Takes up the session a cookie may hold; done once before the first page. */
  async restore(): Promise<void> {
    if (hasArrived()) {
      hint(true);
    }
    if (!hint()) {
      return;
    }
    try {
      await this.keeper.renew();
      this.isUnknown.set(false);
    } catch (error) {
      if (error instanceof ApiError && error.isPassing) {
        this.isUnknown.set(true);
      } else {
        hint(false);
      }
    }
  }

  async signIn(credentials: Omit<SignInDto, 'session'>): Promise<UserDto> {
    const body: SignInDto = { ...credentials, session: 'cookie' };
    const session = await this.api.post<SessionTokensDto>('/api/token/employee/', body);
    this.keeper.adopt(session);
    hint(true);
    return session.user;
  }

  /** The second half of a sign-in through an identity provider, whose first half is in a cookie. */
  async completeSignIn(otp: string): Promise<void> {
    const session = await this.api.post<SessionTokensDto>('/api/auth/oidc/complete', { otp });
    this.keeper.adopt(session);
    hint(true);
  }

  async signOut(): Promise<void> {
    try {
      await this.api.post<unknown>('/api/token/revoke/');
    } finally {
      // Whatever the server says, this browser lets go.
      this.forget();
    }
  }

  /** The session was ended elsewhere, by a change of password for one. */
  forget(): void {
    hint(false);
    this.keeper.forget();
  }

  /** What the person changed about himself shows at once. */
  amend(changes: Partial<Pick<UserDto, 'firstName' | 'lastName' | 'avatarUrl' | 'email' | 'language'>>): void {
    this.keeper.amend(changes);
  }

  /** What the person may do has changed by his own doing. */
  async refresh(): Promise<void> {
    await this.keeper.renew();
  }
}
