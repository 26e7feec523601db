import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ApiClient } from '../api/api-client';
import { authInterceptor } from '../api/auth-interceptor';
import { errorInterceptor } from '../api/error-interceptor';
import { SessionKeeper } from '../api/session-keeper';
import type { SessionTokensDto } from '../api/types';
import { safeReturnUrl, secured, signedIn } from './guards';
import { Session } from './session';

@Component({ template: '' })
class Page {}

function tokens(mustSetUpSecondFactor: boolean): SessionTokensDto {
  return {
    access: 'a',
    expiresIn: 900,
    user: {
      id: 'u',
      companyId: 'EMP-000001',
      email: 'ada@desk.example',
      firstName: 'Ada',
      lastName: 'King',
      role: 'System Admin',
      status: 'Approved',
      language: 'en',
      permissions: ['account:own'],
      mustSetUpSecondFactor,
      avatarUrl: null,
    },
  };
}

describe('who may open what', () => {
  let harness: RouterTestingHarness;
  const url = (): string => TestBed.inject(Router).url;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([errorInterceptor, authInterceptor])),
        provideHttpClientTesting(),
        provideRouter([
          { path: 'login', component: Page },
          { path: 'second-factor', canActivate: [signedIn], component: Page },
          {
            path: '',
            canActivate: [signedIn, secured],
            children: [
              { path: '', pathMatch: 'full', component: Page },
              { path: 'tickets', component: Page },
            ],
          },
        ]),
      ],
    });
    harness = await RouterTestingHarness.create();
  });

  it('strangers sign in first, and come back', async () => {
    await harness.navigateByUrl('/tickets?view=new');
    expect(url()).toBe('/login?returnUrl=%2Ftickets%3Fview%3Dnew');
    await harness.navigateByUrl('/second-factor');
    expect(url()).toBe('/login?returnUrl=%2Fsecond-factor');
  });

  it('who owes the second factor is led to it from everywhere, and knows the way back', async () => {
    TestBed.inject(SessionKeeper).adopt(tokens(true));
    await harness.navigateByUrl('/tickets?view=new');
    expect(url()).toBe('/second-factor?returnUrl=%2Ftickets%3Fview%3Dnew');
    await harness.navigateByUrl('/');
    expect(url()).toBe('/second-factor');
  });

  it('who owes nothing is let in', async () => {
    TestBed.inject(SessionKeeper).adopt(tokens(false));
    await harness.navigateByUrl('/tickets');
    expect(url()).toBe('/tickets');
  });

  it('a role that needs it from now on is learned with the next refused call, once', async () => {
    const server = TestBed.inject(HttpTestingController);
    const session = TestBed.inject(Session);
    TestBed.inject(SessionKeeper).adopt(tokens(false));
    const refuse = async (): Promise<void> => {
      const call = TestBed.inject(ApiClient).get('/api/tickets');
      const request = await vi.waitFor(() => server.expectOne('/api/tickets'));
      request.flush(
        { error: 'Insufficient permissions', code: 'SECOND_FACTOR_REQUIRED', requestId: 'r' },
        { status: 403, statusText: 'Forbidden' },
      );
      await expect(call).rejects.toMatchObject({ status: 403 });
    };
    await refuse();
    server.expectOne('/api/token/refresh/').flush(tokens(true));
    await vi.waitFor(() => {
      expect(session.owesSecondFactor()).toBe(true);
    });
    await refuse();
    server.expectNone('/api/token/refresh/');
  });

  it.each([
    ['/tickets?view=new', '/tickets?view=new'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
    ['https://elsewhere.example', '/'],
    ['/login', '/'],
    [null, '/'],
  ])('%s leads to %s', (wanted, way) => {
    expect(safeReturnUrl(wanted)).toBe(way);
  });
});
