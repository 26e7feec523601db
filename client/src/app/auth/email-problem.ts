/** What is wrong with an address, as the key of the sentence that says how to mend it. */
export function emailProblem(value: string): 'emailIncomplete' | 'emailWrong' | null {
  const address = value.trim();
  if (address === '') {
    return null;
  }
  const [name, domain, ...more] = address.split('@');
  if (!name || domain === undefined || more.length > 0 || /\s/.test(address)) {
    return 'emailWrong';
  }
  return /^[^.]+(\.[^.]+)+$/.test(domain) ? null : 'emailIncomplete';
}
