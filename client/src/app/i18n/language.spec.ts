import { Component, computed, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { type Fetched, Language, languageOf } from './language';
import { provideI18n } from './strings';

@Component({
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <label>
        {{ t('ui.close') }}
        <input />
      </label>
      <p>{{ word() }}</p>
    </ng-container>
  `,
})
class Page {
  private readonly i18n = inject(TranslocoService);
  protected readonly word = computed(() => this.i18n.translate<string>('status.On Hold'));
}

describe('the language of the page', () => {
  let language: Language;
  const say = (key: string): string => TestBed.inject(TranslocoService).translate<string>(key);

  beforeEach(() => {
    localStorage.clear();
    TestBed.configureTestingModule({ providers: [provideI18n()] });
    language = TestBed.inject(Language);
  });
  afterEach(() => {
    document.documentElement.lang = 'en';
    localStorage.clear();
  });

  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['DE', 'de'],
    ['en-GB', 'en'],
    ['fr', null],
    ['', null],
    [null, null],
  ])('%s is spoken as %s', (tag, spoken) => {
    expect(languageOf(tag)).toBe(spoken);
  });

  it('changes at once what is shown and computed, and loses nothing that was typed', async () => {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const root: HTMLElement = fixture.nativeElement as HTMLElement;
    const input = root.querySelector('input');
    expect(root.textContent).toContain('On hold');
    if (input !== null) {
      input.value = 'half a sentence';
    }
    await language.use('de');
    await fixture.whenStable();
    expect(root.textContent).toContain('Schließen');
    expect(root.textContent).toContain('Wartend');
    expect(root.querySelector('input')).toBe(input);
    expect(document.documentElement.lang).toBe('de');
  });

  it('is that of the last visit, else what the browser asks for', async () => {
    await language.use('de');
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [provideI18n()] });
    await TestBed.inject(Language).start();
    expect(TestBed.inject(Language).current()).toBe('de');
  });

  it('the last wish counts, however long the first one takes', async () => {
    let arrive: (texts: object) => void = () => undefined;
    const slow: Fetched = { de: () => new Promise((done) => (arrive = done)) };
    language.add('slow', slow);
    const german = language.use('de');
    await language.use('en');
    arrive({});
    await german;
    expect(language.current()).toBe('en');
  });

  it('texts that cannot be fetched are shown in English, and asked for again', async () => {
    let isOnline = false;
    TestBed.inject(TranslocoService).setTranslation({ part: { title: 'Title' } }, 'en');
    language.add('part', {
      de: () => (isOnline ? Promise.resolve({ title: 'Titel' }) : Promise.reject(new Error('offline'))),
    });
    await language.use('de');
    expect(say('part.title')).toBe('Title');
    isOnline = true;
    await language.ready();
    expect(say('part.title')).toBe('Titel');
  });
});
