import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { Language } from '../i18n/language';
import { provideI18n } from '../i18n/strings';
import { ApiClient } from './api-client';
import { StatusNames } from './status-names';
import type { LifecycleDto } from './types';

const lifecycleOf = (name: string): LifecycleDto =>
  ({
    statuses: [
      { key: 'New', name },
      { key: 'Open', name: 'Open' },
    ],
  }) as unknown as LifecycleDto;

describe('the desk’s own names of statuses', () => {
  const get = vi.fn<ApiClient['get']>();
  let names: StatusNames;
  const say = (key: string): string => TestBed.inject(TranslocoService).translate<string>(`status.${key}`);

  beforeEach(() => {
    get.mockReset();
    TestBed.configureTestingModule({ providers: [provideI18n(), { provide: ApiClient, useValue: { get } }] });
    names = TestBed.inject(StatusNames);
  });
  afterEach(async () => {
    await TestBed.inject(Language).use('en');
  });

  it('stand wherever a status is spoken of, in every language', async () => {
    get.mockResolvedValue(lifecycleOf('Inbox'));
    await names.ready();
    await names.ready();
    expect(get).toHaveBeenCalledTimes(1);
    expect([say('New'), say('Open')]).toEqual(['Inbox', 'Open']);
    await TestBed.inject(Language).use('de');
    expect([say('New'), say('Open'), say('Closed')]).toEqual(['Inbox', 'Offen', 'Geschlossen']);
  });

  it('are the usual ones again when an administrator takes them back', async () => {
    await TestBed.inject(Language).use('de');
    await names.put(lifecycleOf('Eingang'));
    expect(say('New')).toBe('Eingang');
    await names.put(lifecycleOf('New'));
    expect(say('New')).toBe('Neu');
  });

  it('are the usual ones while the desk cannot be asked, and are asked for again', async () => {
    get.mockRejectedValueOnce(new Error('away')).mockResolvedValueOnce(lifecycleOf('Inbox'));
    await names.ready();
    expect(say('New')).toBe('New');
    await names.ready();
    expect(say('New')).toBe('Inbox');
  });
});
