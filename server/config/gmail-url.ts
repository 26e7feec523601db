/** How the Gmail API is reached: the mailbox, and the client that its owner has let in. */
export interface GmailPlace {
  /** The mailbox: an address, or `me`. */
  readonly user: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly tokenUrl: string;
  readonly apiUrl: string;
}

const NEEDED = ['clientId', 'clientSecret', 'refreshToken'] as const;

/** What is wrong with a gmail:// URL; null when it can be used. */
export function gmailProblem(mailUrl: string): string | null {
  const url = new URL(mailUrl);
  const missing = NEEDED.filter((name) => (url.searchParams.get(name) ?? '') === '');
  if (userOf(url) === '') {
    return 'names no mailbox; write gmail://desk@example.com?clientId=...&clientSecret=...&refreshToken=...';
  }
  const wrong = ['tokenUrl', 'apiUrl'].find((name) => {
    const text = url.searchParams.get(name);
    return text !== null && !(URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));
  });
  return missing.length > 0
    ? `lacks ${missing.join(', ')}`
    : wrong === undefined
      ? null
      : `${wrong} must be a URL starting with http:// or https://`;
}

/** Of a URL without problems. */
export function gmailPlaceOf(mailUrl: string): GmailPlace {
  const url = new URL(mailUrl);
  const value = (name: string, fallback = ''): string => url.searchParams.get(name) ?? fallback;
  return {
    user: userOf(url),
    clientId: value('clientId'),
    clientSecret: value('clientSecret'),
    refreshToken: value('refreshToken'),
    tokenUrl: value('tokenUrl', 'https://oauth2.googleapis.com/token'),
    apiUrl: value('apiUrl', 'https://gmail.googleapis.com').replace(/\/+$/, ''),
  };
}

function userOf({ username, hostname }: URL): string {
  return decodeURIComponent(username === '' ? hostname : `${username}@${hostname}`);
}
