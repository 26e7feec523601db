import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { authInterceptor } from './auth-interceptor';
import { errorInterceptor } from './error-interceptor';
import { SessionKeeper } from './session-keeper';
import type { SessionTokensDto } from './types';

const REFRESH = '/api/token/refresh/';
const REFUSED = { error: 'Authentication required', code: 'AUTHENTICATION_REQUIRED', requestId: 'r' };

function session(access: string): SessionTokensDto {
  return {
    access,
    expiresIn: 900,
    user: {
      id: 'u',
      companyId: 'EMP-000001',
      email: 'ada@desk.example',
      firstName: 'Ada',
      lastName: 'King',
      role: 'Employee',
      status: 'Approved',
      language: 'en',
      permissions: ['ticket:read'],
      avatarUrl: null,
      mustSetUpSecondFactor: false,
    },
  };
}

/** Lets promises between two calls come to their end. */
const settle = (): Promise<void> => new Promise((done) => setTimeout(done));

describe('the session', () => {
  let http: HttpClient;
  let server: HttpTestingController;
  let keeper: SessionKeeper;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([errorInterceptor, authInterceptor])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpClient);
    server = TestBed.inject(HttpTestingController);
    keeper = TestBed.inject(SessionKeeper);
  });

  afterEach(() => {
    server.verify();
  });

  it('is renewed once, however many calls were refused, and each is sent again', async () => {
    keeper.adopt(session('old'));
    const answers = Promise.all(['/api/a', '/api/b'].map((url) => firstValueFrom(http.get(url))));
    await settle();
    for (const url of ['/api/a', '/api/b']) {
      const call = server.expectOne(url);
      expect(call.request.headers.get('Authorization')).toBe('Bearer old');
      call.flush(REFUSED, { status: 401, statusText: 'Unauthorized' });
    }
    await settle();
    server.expectOne(REFRESH).flush(session('new'));
    await settle();
    for (const url of ['/api/a', '/api/b']) {
      const call = server.expectOne(url);
      expect(call.request.headers.get('Authorization')).toBe('Bearer new');
      call.flush({ url });
    }
    await expect(answers).resolves.toEqual([{ url: '/api/a' }, { url: '/api/b' }]);
  });

  it('is renewed before a token is sent that has ended', async () => {
    keeper.adopt({ ...session('old'), expiresIn: 1 });
    const answer = firstValueFrom(http.get('/api/a'));
    await settle();
    server.expectOne(REFRESH).flush(session('new'));
    await settle();
    const call = server.expectOne('/api/a');
    expect(call.request.headers.get('Authorization')).toBe('Bearer new');
    call.flush({});
    await answer;
  });

  it('tries once more when another tab was faster', async () => {
    const renewal = keeper.renew();
    await settle();
    server
      .expectOne(REFRESH)
      .flush({ error: 'Raced', code: 'REFRESH_RACED', requestId: 'r' }, { status: 409, statusText: 'Conflict' });
    await vi.waitFor(() => {
      server.expectOne(REFRESH).flush(session('theirs'));
    });
    await expect(renewal).resolves.toMatchObject({ access: 'theirs' });
  });

  it('is lost when the renewal is refused, and the call fails with 401', async () => {
    keeper.adopt(session('old'));
    const answer = firstValueFrom(http.get('/api/a'));
    const failed = expect(answer).rejects.toMatchObject({ status: 401, code: 'AUTHENTICATION_REQUIRED' });
    await settle();
    server.expectOne('/api/a').flush(REFUSED, { status: 401, statusText: 'Unauthorized' });
    await settle();
    server.expectOne(REFRESH).flush(REFUSED, { status: 401, statusText: 'Unauthorized' });
    await failed;
    expect(keeper.session()).toBeNull();
    expect(keeper.lost()).toBe(1);
  });

  it('is kept when the server is away for the renewal', async () => {
    keeper.adopt({ ...session('old'), expiresIn: 1 });
    const answer = firstValueFrom(http.get('/api/a'));
    const failed = expect(answer).rejects.toMatchObject({ code: 'OFFLINE' });
    await settle();
    server.expectOne(REFRESH).error(new ProgressEvent('error'));
    await failed;
    expect(keeper.session()).not.toBeNull();
    expect(keeper.lost()).toBe(0);
  });

  it('never sends the bearer to sign-in calls', async () => {
    keeper.adopt(session('old'));
    const answer = firstValueFrom(http.post('/api/auth/register', {}));
    const call = server.expectOne('/api/auth/register');
    expect(call.request.headers.has('Authorization')).toBe(false);
    call.flush({});
    await answer;
  });
});
