/** What stands on the keys of a binding: `$mod+Enter` is Ctrl and Enter, on a Mac the sign of its own key. */
export function keyCaps(key: string, isMac: boolean): readonly string[] {
  const names: Readonly<Record<string, string>> = { $mod: isMac ? '⌘' : 'Ctrl', Shift: '⇧' };
  const caps = key.split('+').map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
  // Which sign needs the shift key depends on the keyboard; the sign itself is what is looked for.
  return caps.at(-1) === '?' ? ['?'] : caps;
}

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
