import { ApiError } from '../../api/api-error';
import type { SettingsAreaDto } from '../../api/types';
import { AreaForm, type Values } from './area-form';
import type { SettingsApi } from './settings-api';

const areaOf = (values: Values, version = 1): SettingsAreaDto =>
  ({
    area: 'registration',
    values,
    version,
    fields: [{ key: 'isOpen' }, { key: 'trustedDomains' }],
  }) as SettingsAreaDto;

describe('an area of the settings', () => {
  const change = vi.fn<SettingsApi['change']>();
  const read = vi.fn<SettingsApi['read']>();
  let form: AreaForm;

  beforeEach(() => {
    vi.resetAllMocks();
    form = new AreaForm(
      { change, read } as unknown as SettingsApi,
      areaOf({ isOpen: true, trustedDomains: ['a.example'] }),
    );
  });

  it('sends what was changed alone, with the version it began with', async () => {
    change.mockResolvedValue(areaOf({ isOpen: false, trustedDomains: ['a.example'] }, 2));
    form.set('isOpen', false);
    form.set('trustedDomains', ['a.example']);
    await expect(form.save()).resolves.toBe(true);
    expect(change).toHaveBeenCalledExactlyOnceWith('registration', { isOpen: false }, 1);
    expect(form.changes()).toEqual([]);
    expect(form.area().version).toBe(2);
  });

  it('puts the server’s sentence at its field, and takes it away with the next change of it', async () => {
    const details = { 'values.trustedDomains': ['x y must be a domain'] };
    change.mockRejectedValue(new ApiError(400, 'VALIDATION_FAILED', 'Wrong', details));
    form.set('trustedDomains', ['x y']);
    await form.save();
    expect(form.problemOf('trustedDomains')).toBe('x y must be a domain');
    expect(form.failure()).toBeNull();
    form.set('trustedDomains', []);
    expect(form.problemOf('trustedDomains')).toBe('');
  });

  it('shows both values when somebody else was first, and saves the chosen ones', async () => {
    change.mockRejectedValueOnce(new ApiError(409, 'FIELD_CONFLICT', 'Both'));
    read.mockResolvedValue(areaOf({ isOpen: false, trustedDomains: ['b.example'] }, 2));
    form.set('trustedDomains', ['c.example']);
    await expect(form.save()).resolves.toBe(false);
    expect(form.conflict()?.keys).toEqual(['trustedDomains']);

    change.mockResolvedValueOnce(areaOf({ isOpen: false, trustedDomains: ['c.example'] }, 3));
    await expect(form.settle([])).resolves.toBe(true);
    expect(change).toHaveBeenLastCalledWith('registration', { trustedDomains: ['c.example'] }, 2);
  });

  it('needs no saving when the other’s value is taken', async () => {
    change.mockRejectedValueOnce(new ApiError(409, 'FIELD_CONFLICT', 'Both'));
    read.mockResolvedValue(areaOf({ isOpen: true, trustedDomains: ['b.example'] }, 2));
    form.set('trustedDomains', ['c.example']);
    await form.save();
    await expect(form.settle(['trustedDomains'])).resolves.toBe(true);
    expect(form.values()['trustedDomains']).toEqual(['b.example']);
    expect(change).toHaveBeenCalledTimes(1);
  });

  it('keeps everything typed when the desk is away', async () => {
    const away = new ApiError(0, 'OFFLINE', 'Away');
    change.mockRejectedValue(away);
    form.set('isOpen', false);
    await form.save();
    expect(form.failure()).toBe(away);
    expect(form.changes()).toEqual(['isOpen']);
  });
});
