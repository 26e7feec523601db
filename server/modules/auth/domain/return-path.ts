/** Anything longer is no page of ours. */
const LONGEST = 500;

/**
 * Where to go after signing in: a path of this site, or `/` for everything that a browser could take for another one
 * (`//host`, `/\host`, a scheme, tabs and line ends which browsers leave out) and for the sign-in page itself.
 */
export function safeReturnPath(given: unknown): string {
  if (typeof given !== 'string' || given.length > LONGEST || !/^\/(?![/\\])[\x21-\x7e]*$/.test(given)) {
    return '/';
  }
  if (given.includes('\\') || /^\/(login|api|attach|avatars|socket\.io)(?![\w-])/i.test(given)) {
    return '/';
  }
  // As a browser reads it: dots may climb, and what comes out must still begin with one slash.
  const url = new URL(given, 'https://desk.invalid');
  const path = `${url.pathname}${url.search}${url.hash}`;
  return url.origin === 'https://desk.invalid' && !path.startsWith('//') ? path : '/';
}
