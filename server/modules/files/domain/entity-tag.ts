/** Strong: the same tag is the same bytes. */
export function entityTag(sha256: string, variant?: string): string {
  return variant === undefined ? `"${sha256}"` : `"${sha256}-${variant}"`;
}

/** Whether `If-None-Match` names the bytes that would be sent: compared weakly, as RFC 9110, 13.1.2 says. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  return (
    ifNoneMatch !== undefined &&
    ifNoneMatch.split(',').some((given) => {
      const tag = given.trim();
      return tag === '*' || tag.replace(/^W\//, '') === etag;
    })
  );
}
