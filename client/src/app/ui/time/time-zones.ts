import type { ComboboxOption } from '../choice/combobox';

/** `UTC+1`, `UTC−3:30`: how far a zone is from universal time now; empty for a name that is none. */
export function offsetOf(zone: string, at: Date): string {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return name.replace(/^GMT/, 'UTC');
  } catch {
    // Typed half, or unknown to this browser.
    return '';
  }
}

/** All zones the browser knows. Universal time is no region and missing there. */
export function zoneOptions(at: Date): readonly ComboboxOption[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((value) => ({
    value,
    detail: offsetOf(value, at),
  }));
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
