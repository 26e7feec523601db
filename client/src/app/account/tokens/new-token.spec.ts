import { type HarnessLoader } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { ApiError } from '../../api/api-error';
import { scopesEnglish } from '../../i18n/scopes.en';
import { provideI18n, provideStrings } from '../../i18n/strings';
import { Session } from '../../session/session';
import { FieldHarness } from '../../ui/testing/field-harness';
import { AccountApi } from '../account-api';
import { accountEnglish } from '../account.en';
import { NewToken } from './new-token';

const OWN = ['account:own', 'ticket:create', 'ticket:read', 'category:read'];

describe('making a token', () => {
  const api = { makeToken: vi.fn() };
  let fixture: ComponentFixture<NewToken>;
  let loader: HarnessLoader;
  let page: HTMLElement;

  const press = async (text: string): Promise<void> => {
    await (await loader.getHarness(MatButtonHarness.with({ text }))).click();
  };
  const name = (): Promise<FieldHarness> => loader.getHarness(FieldHarness.with({ label: 'Name' }));
  const chosen = (): string[] =>
    [...page.querySelectorAll('label')]
      .filter((label) => label.querySelector('input')?.checked === true)
      .map((label) => label.textContent.trim());

  beforeEach(async () => {
    api.makeToken.mockReset().mockResolvedValue({ id: 't', token: 'sst_x' });
    TestBed.configureTestingModule({
      providers: [
        provideI18n(),
        provideStrings('account', accountEnglish, { de: () => Promise.resolve({}) }),
        provideStrings('scopes', scopesEnglish, { de: () => Promise.resolve({}) }),
        { provide: AccountApi, useValue: api },
        { provide: Session, useValue: { user: signal({ permissions: OWN }) } },
      ],
    });
    fixture = TestBed.createComponent(NewToken);
    loader = TestbedHarnessEnvironment.loader(fixture);
    page = fixture.nativeElement;
    await fixture.whenStable();
  });

  it('without a name or anything it may do, says so and makes none', async () => {
    await press('Make token');
    expect(await (await name()).error()).toContain('Please name it');
    expect(page.textContent).toContain('Choose at least one thing it may do.');
    expect(api.makeToken).not.toHaveBeenCalled();
  });

  it('offers one’s own permissions alone; a preset is a start that can be changed', async () => {
    expect(page.querySelectorAll('ss-checkbox')).toHaveLength(OWN.length);
    await press('Read only');
    expect(chosen()).toEqual(['Read tickets', 'Read the categories']);
    [...page.querySelectorAll('label')].find((label) => label.textContent.includes('Submit requests'))?.click();
    await (await name()).type(' Report ');
    await press('Make token');
    expect(api.makeToken).toHaveBeenCalledWith({
      name: 'Report',
      scopes: ['ticket:create', 'ticket:read', 'category:read'],
      expiresInDays: 90,
    });
  });

  it("puts the server's refusal at its field and keeps the choice", async () => {
    api.makeToken.mockRejectedValue(
      new ApiError(400, 'VALIDATION_FAILED', 'Field validation failed', { name: ['You have 50 tokens'] }),
    );
    await press('Everything I may do');
    await (await name()).type('One more');
    await press('Make token');
    expect(await (await name()).error()).toContain('You have 50 tokens');
    expect(chosen()).toHaveLength(OWN.length);
  });
});
