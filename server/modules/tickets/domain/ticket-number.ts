const PREFIX = 'SS-';
const DIGITS = 6;

/** `SS-000123` from `SS-000123`, `ss-123`, `000123`, `123` or `#123`; null when the text is no ticket number. */
export function normaliseTicketNumber(text: string): string | null {
  const match = /^(?:ss-?|#)?0*(\d{1,12})$/i.exec(text.trim());
  return match?.[1] === undefined ? null : `${PREFIX}${match[1].padStart(DIGITS, '0')}`;
}
