import { gmailPlaceOf, gmailProblem } from './gmail-url.js';

const KEYS = 'clientId=id&clientSecret=secret&refreshToken=1%2F%2F0token';

describe('a gmail:// URL', () => {
  it('names the mailbox and the client', () => {
    expect(gmailProblem(`gmail://desk@example.com?${KEYS}`)).toBeNull();
    expect(gmailPlaceOf(`gmail://desk@example.com?${KEYS}`)).toEqual({
      user: 'desk@example.com',
      clientId: 'id',
      clientSecret: 'secret',
      refreshToken: '1//0token',
      tokenUrl: 'https://oauth2.googleapis.com/token',
      apiUrl: 'https://gmail.googleapis.com',
    });
    expect(gmailPlaceOf(`gmail://desk%40example.com?${KEYS}`).user).toBe('desk@example.com');
    expect(gmailPlaceOf(`gmail://me?${KEYS}`).user).toBe('me');
  });

  it.each([
    ['gmail://me', 'lacks clientId, clientSecret, refreshToken'],
    ['gmail://me?clientId=a&clientSecret=b&refreshToken=', 'lacks refreshToken'],
    [`gmail://?${KEYS}`, 'names no mailbox'],
    [`gmail://me?${KEYS}&apiUrl=ftp%3A%2F%2Fx`, 'apiUrl must be a URL'],
  ])('%s says what is wrong', (url, problem) => {
    expect(gmailProblem(url)).toContain(problem);
  });
});
