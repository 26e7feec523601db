/** Minutes that a zone is ahead of UTC at this instant; 0 for a zone that nobody knows. */
export function offsetOf(timeZone: string, at: Date): number {
  let text: string | undefined;
  try {
    text = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value;
  } catch (error) {
    // A zone that this runtime does not know, kept by an older one.
    if (error instanceof RangeError) {
      return 0;
    }
    throw error;
  }
  const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})/.exec(text ?? '') ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
