/** A moment as a person's own clock shows it, like `Monday, 7 September 2026 at 10:00 CEST`. `locale` like `en-GB`. */
export function localTime(moment: Date, timeZone: string, locale: string): string {
  return format(moment, timeZone, locale) ?? format(moment, 'UTC', locale) ?? moment.toISOString();
}

function format(moment: Date, timeZone: string, locale: string): string | null {
  try {
    const parts = new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
      timeZone,
    });
    return parts.format(moment);
  } catch {
    // A zone that was known where it was chosen, and is not to this process.
    return null;
  }
}
