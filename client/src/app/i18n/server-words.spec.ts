import { TestBed } from '@angular/core/testing';
import { ApiError } from '../api/api-error';
import { ErrorText } from '../ui/feedback/error-text';
import { Language } from './language';
import { ServerWords } from './server-words';
import { provideI18n } from './strings';

describe('what the server says', () => {
  const refusal = new ApiError(409, 'LAST_ADMIN', 'The last active System Admin must stay one');

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideI18n()] });
  });
  afterEach(() => {
    document.documentElement.lang = 'en';
    localStorage.clear();
  });

  it('is shown as it is in English, and by its code in German', async () => {
    const text = TestBed.inject(ErrorText);
    expect(text.of(refusal)).toContain('The last active System Admin must stay one');
    await TestBed.inject(Language).use('de');
    expect(text.of(refusal)).toBe('Das hat nicht funktioniert: Der letzte aktive Administrator muss es bleiben.');
  });

  it('is shown as it is where this client has no words', async () => {
    await TestBed.inject(Language).use('de');
    const words = TestBed.inject(ServerWords);
    expect(words.of('settings.newer.label', 'Newer area')).toBe('Newer area');
    expect(words.of('settings.security.label', 'Security')).toBe('Sicherheit');
  });
});
