import { TestBed } from '@angular/core/testing';
import { ApiError } from '../../api/api-error';
import { AccountApi } from '../account-api';
import { MailChoices } from './mail-choices';

const ITEMS = [
  { key: 'comment', name: 'Replies', description: '', mail: true, isFixed: false },
  { key: 'status', name: 'Status', description: '', mail: true, isFixed: false },
];

describe('which mails one gets', () => {
  const api = { notifications: vi.fn(), chooseNotification: vi.fn() };
  let choices: MailChoices;
  const isOn = (key: string): boolean | undefined => choices.items()?.find((item) => item.key === key)?.mail;

  beforeEach(async () => {
    api.notifications.mockReset().mockResolvedValue(ITEMS);
    api.chooseNotification.mockReset();
    TestBed.configureTestingModule({ providers: [MailChoices, { provide: AccountApi, useValue: api }] });
    choices = TestBed.inject(MailChoices);
    await vi.waitFor(() => {
      expect(choices.items()).not.toBeNull();
    });
  });

  it('a switch shows at once, before the desk has answered', async () => {
    let answer: () => void = () => undefined;
    api.chooseNotification.mockReturnValue(new Promise<void>((done) => (answer = done)));
    const saved = choices.choose('comment', false);
    expect(isOn('comment')).toBe(false);
    expect(choices.saving().has('comment')).toBe(true);
    answer();
    await saved;
    expect(api.chooseNotification).toHaveBeenCalledWith('comment', false);
    expect(isOn('comment')).toBe(false);
    expect(choices.failure()).toBeNull();
  });

  it('goes back alone when it could not be saved, and says why', async () => {
    api.chooseNotification.mockResolvedValueOnce(undefined);
    await choices.choose('status', false);
    api.chooseNotification.mockRejectedValueOnce(new ApiError(0, 'OFFLINE', 'away'));
    await choices.choose('comment', false);
    expect(isOn('comment')).toBe(true);
    expect(isOn('status')).toBe(false);
    expect(choices.failure()).toMatchObject({ key: 'comment', error: { code: 'OFFLINE' } });
  });

  it('a second press waits for the first', async () => {
    let answer: () => void = () => undefined;
    api.chooseNotification.mockReturnValue(new Promise<void>((done) => (answer = done)));
    const first = choices.choose('comment', false);
    await choices.choose('comment', true);
    answer();
    await first;
    expect(api.chooseNotification).toHaveBeenCalledTimes(1);
    expect(isOn('comment')).toBe(false);
  });
});
