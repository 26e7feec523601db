const MARKS: readonly { readonly bytes: readonly number[]; readonly label: string }[] = [
  { bytes: [0xff, 0xfe], label: 'utf-16le' },
  { bytes: [0xfe, 0xff], label: 'utf-16be' },
];

/**
 * The text of a file whose writer did not say how it was written: by its mark, else UTF-8, else as Windows wrote it for
 * decades.
 * @param bytes the beginning of the file is enough; a letter that is cut at its end is left out
 */
export function decodeText(bytes: Uint8Array): string {
  const mark = MARKS.find((one) => one.bytes.every((byte, index) => bytes[index] === byte));
  if (mark !== undefined) {
    return new TextDecoder(mark.label).decode(bytes, { stream: true });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    // Not UTF-8. Every byte is a letter there, so that this never fails.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
