import type { Configuration } from '../../config/configuration.js';

/** `trust.md`, Browser. Angular's component styles are style elements, hence 'unsafe-inline' for styles alone. */
export function securityHeaders(configuration: Configuration): Readonly<Record<string, string>> {
  // Older browsers do not count the desk's own sockets as 'self'.
  const sockets = new URL(configuration.publicUrl).origin.replace(/^http/, 'ws');
  const isTls = configuration.publicUrl.startsWith('https:');
  // The client's hashed files alone come from there: programs, styles, fonts and pictures.
  const cdn = configuration.cdnUrl === null ? '' : ` ${new URL(configuration.cdnUrl).origin}`;
  return {
    'Content-Security-Policy': [
      "default-src 'self'",
      `script-src 'self'${cdn}`,
      `style-src 'self' 'unsafe-inline'${cdn}`,
      `img-src 'self' data: blob:${cdn}`,
      `font-src 'self'${cdn}`,
      `connect-src 'self' ${sockets}`,
      "object-src 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
    ...(isTls ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}
