/** `domain`, People: EMP-000123. */
export const COMPANY_ID_PATTERN = 'EMP-######';

/** Fixed characters around one run of `#`: what a number of a company can be made of, read aloud and typed again. */
const PATTERN = /^[A-Za-z0-9._/-]*#{1,12}[A-Za-z0-9._/-]*$/;

export function isCompanyIdPattern(text: string): boolean {
  return text.length <= 20 && PATTERN.test(text);
}

/** The number in the place of `#`, with zeros before it; a longer number takes more room rather than lose digits. */
export function formatCompanyId(pattern: string, number: number): string {
  return pattern.replace(/#+/, (places) => String(number).padStart(places.length, '0'));
}
