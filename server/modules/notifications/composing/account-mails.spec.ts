import { accountMails, ACCOUNT_NEWS } from './account-mails.js';

describe('what is mailed about an account', () => {
  it.each(ACCOUNT_NEWS)('%s is told to its owner', (name) => {
    expect(accountMails(name, 'person').owner).not.toBeNull();
  });

  it('administrators are told of accounts that wait, and of nothing else', () => {
    expect(ACCOUNT_NEWS.filter((name) => accountMails(name, 'person').noticeToAdmins)).toEqual(['account.registered']);
  });

  it('who is approved while registering neither waits nor makes anybody decide', () => {
    const mails = accountMails('account.registered', 'anonymous', { isApproved: true });
    expect(mails).toEqual({ owner: null, noticeToAdmins: false });
  });

  it('the first administrator is not invited to his own desk', () => {
    expect(accountMails('account.created', 'system').owner).toBeNull();
  });
});
