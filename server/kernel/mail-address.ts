/** Deliberately narrower than RFC 5322: no quoting, no comments, no literals. One rule for forms and the mailer. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]{1,64}@[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]{1,189}$/;

export function isMailAddress(address: string): boolean {
  return ADDRESS.test(address) && !address.includes('..');
}
