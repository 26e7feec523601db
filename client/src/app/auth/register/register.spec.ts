import { type HarnessLoader } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { provideRouter, Router } from '@angular/router';
import { errorInterceptor } from '../../api/error-interceptor';
import { provideI18n, provideStrings } from '../../i18n/strings';
import { FieldHarness } from '../../ui/testing/field-harness';
import { Arrival } from '../arrival';
import { authEnglish } from '../auth.en';
import { Register } from './register';

const GOOD = {
  'First name': 'Jonas',
  'Last name': 'Weber',
  'Work e-mail': 'jonas@desk.example',
  Password: 'four-words-by-chance',
};

describe('registering', () => {
  let fixture: ComponentFixture<Register>;
  let loader: HarnessLoader;
  let server: HttpTestingController;

  const field = (label: string): Promise<FieldHarness> => loader.getHarness(FieldHarness.with({ label }));
  const alert = (): string => {
    const page: HTMLElement = fixture.nativeElement;
    return page.querySelector('[role=alert]')?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  };

  async function fill(values: Record<string, string>): Promise<void> {
    for (const [label, text] of Object.entries(values)) {
      await (await field(label)).type(text);
    }
  }

  async function send(): Promise<void> {
    await (await loader.getHarness(MatButtonHarness.with({ text: 'Register' }))).click();
    await fixture.whenStable();
  }

  beforeEach(() => {
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([errorInterceptor])),
        provideHttpClientTesting(),
        provideRouter([{ path: 'login', children: [] }]),
        provideI18n(),
        provideStrings('auth', authEnglish, { de: () => Promise.resolve({}) }),
      ],
    });
    server = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(Register);
    loader = TestbedHarnessEnvironment.loader(fixture);
    fixture.detectChanges();
    server.expectOne('/api/departments').flush({ items: [] });
  });

  it('says at each field what is missing, goes to the first and sends nothing', async () => {
    await send();
    expect(await (await field('First name')).error()).toContain('Please enter your first name.');
    expect(await (await field('Last name')).error()).toContain('Please enter your last name.');
    expect(await (await field('Work e-mail')).error()).toContain('Please enter your work e-mail.');
    expect(await (await field('Password')).error()).toContain('Please choose a password.');
    expect(await (await field('First name')).isFocused()).toBe(true);
    expect(alert()).toContain('4 fields need a change.');
    server.expectNone('/api/auth/register');
  });

  it.each([
    ['Work e-mail', 'jonas@desk', 'The part after @ is incomplete.'],
    ['Work e-mail', 'jonas', 'This is no e-mail address. It looks like name@company.com.'],
    ['Password', 'winter2026', 'Too short. Use 12 characters or more, such as four words.'],
    ['Password', 'jonas-likes-tea', 'Leave your name and e-mail address out of it.'],
  ])('%s %s: tells how to mend it once it was left', async (label, text, message) => {
    await fill({ ...GOOD, [label]: text });
    expect(await (await field(label)).error()).toContain(message);
  });

  it("puts the server's messages at their fields", async () => {
    await fill(GOOD);
    await send();
    server.expectOne('/api/auth/register').flush(
      {
        error: 'Field validation failed',
        code: 'VALIDATION_FAILED',
        details: { password: ['Is one of the most common passwords'] },
        requestId: 'r-1',
      },
      { status: 400, statusText: 'Bad Request' },
    );
    await fixture.whenStable();
    expect(await (await field('Password')).error()).toContain('Is one of the most common passwords');
    expect(alert()).toContain('One field needs a change.');
  });

  it('keeps everything and gives the request id when the server breaks', async () => {
    await fill(GOOD);
    await send();
    server
      .expectOne('/api/auth/register')
      .flush(
        { error: 'Internal server error', code: 'INTERNAL_ERROR', requestId: '7f3a91c2' },
        { status: 500, statusText: 'Error' },
      );
    await vi.waitFor(() => {
      expect(alert()).toContain('The registration was not sent.');
    });
    expect(alert()).toContain('7f3a91c2');
    expect(await (await field('First name')).error()).toBeNull();
  });

  it('goes to the sign-in page with the news', async () => {
    await fill(GOOD);
    await send();
    const call = server.expectOne('/api/auth/register');
    expect(call.request.body).toEqual({
      firstName: 'Jonas',
      language: 'en',
      lastName: 'Weber',
      email: 'jonas@desk.example',
      password: 'four-words-by-chance',
    });
    call.flush({ employee: { companyId: 'EMP-000412' } });
    await vi.waitFor(() => {
      expect(TestBed.inject(Router).url).toBe('/login');
    });
    expect(TestBed.inject(Arrival).take()).toMatchObject({ kind: 'registered', companyId: 'EMP-000412' });
    expect(localStorage.getItem('ss.draft.nobody.register')).toBeNull();
  });

  it('keeps a draft, but never the password', async () => {
    await fill(GOOD);
    await vi.waitFor(() => {
      expect(JSON.parse(localStorage.getItem('ss.draft.nobody.register') ?? '{}')).toMatchObject({
        value: { firstName: 'Jonas' },
      });
    });
    expect(localStorage.getItem('ss.draft.nobody.register')).not.toContain('four-words');
  });
});
