export interface OriginRule {
  readonly publicUrl: string;
  readonly corsOrigins: readonly string[];
}

function hostOf(url: string): string | null {
  try {
    return new URL(url).host;
  } catch {
    // `null`, or nonsense: no origin of ours.
    return null;
  }
}

/**
 * Whether a page may open a socket: one of this desk (by the host it asks, or by PUBLIC_URL) or of CORS_ORIGINS. Programs
 * send no Origin; like everybody they need a token.
 */
export function isOriginAllowed(origin: string | undefined, host: string | undefined, rule: OriginRule): boolean {
  if (origin === undefined) {
    return true;
  }
  if (rule.corsOrigins.includes(origin)) {
    return true;
  }
  const from = hostOf(origin);
  return from !== null && (from === host?.toLowerCase() || from === hostOf(rule.publicUrl));
}
