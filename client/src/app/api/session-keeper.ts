import { HttpBackend, HttpClient } from '@angular/common/http';
import { Injectable, inject, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { ApiError, toApiError } from './api-error';
import type { SessionTokensDto, UserDto } from './types';

/** Another tab has just turned the cookie over; its new one is in place a moment later. */
const RACED_PAUSE_MS = 400;
/** A token this close to its end is renewed before it is used. */
const MARGIN_MS = 10_000;

/**
 * Keeps the access token in memory and renews it by the refresh cookie. At most one renewal is on its way, however many
 * calls wait for it.
 */
@Injectable({ providedIn: 'root' })
export class SessionKeeper {
  // Past the interceptors: a renewal must not wait for itself.
  private readonly http = new HttpClient(inject(HttpBackend));
  private readonly current = signal<SessionTokensDto | null>(null);
  private readonly ended = signal(0);
  private expiresAt = 0;
  private renewal: Promise<SessionTokensDto> | null = null;

  readonly session = this.current.asReadonly();
  /** Counts the times a running session came to its end without the person's doing. */
  readonly lost = this.ended.asReadonly();

  adopt(session: SessionTokensDto): void {
    this.expiresAt = Date.now() + session.expiresIn * 1000;
    this.current.set(session);
  }

  /** What the person changed about himself shows at once; the next renewal brings the server's view. */
  amend(changes: Partial<UserDto>): void {
    this.current.update((session) => session && { ...session, user: { ...session.user, ...changes } });
  }

  forget(): void {
    this.expiresAt = 0;
    this.current.set(null);
  }

  /** The token to send, renewed when it is about to end; null when nobody is signed in. */
  async token(): Promise<string | null> {
    const session = this.current();
    if (session === null) {
      return null;
    }
    if (Date.now() < this.expiresAt - MARGIN_MS) {
      return session.access;
    }
    return (await this.renew()).access;
  }

  /** Renews by the cookie. Fails with 401 when it has ended, which also ends the session here. */
  renew(): Promise<SessionTokensDto> {
    this.renewal ??= this.ask().finally(() => (this.renewal = null));
    return this.renewal;
  }

  private async ask(): Promise<SessionTokensDto> {
    try {
      const session = await this.call().catch(async (error: unknown) => {
        if (error instanceof ApiError && error.code === 'REFRESH_RACED') {
          await new Promise((done) => setTimeout(done, RACED_PAUSE_MS));
          return this.call();
        }
        throw error;
      });
      this.adopt(session);
      return session;
    } catch (error) {
      // Only a refusal ends the session; a server that is away may be back for the next call.
      if (error instanceof ApiError && (error.status === 401 || error.status === 403)) {
        const wasSignedIn = this.current() !== null;
        this.forget();
        if (wasSignedIn) {
          this.ended.update((times) => times + 1);
        }
      }
      throw error;
    }
  }

  private async call(): Promise<SessionTokensDto> {
    try {
      return await firstValueFrom(this.http.post<SessionTokensDto>('/api/token/refresh/', {}));
    } catch (failure) {
      throw toApiError(failure);
    }
  }
}
