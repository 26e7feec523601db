import { Secret, TOTP } from 'otpauth';
import type { Desk } from './desk.js';
import type { SignedIn } from './people.js';

/** Somebody's authenticator: it has its own idea of nothing but the secret. */
export interface Authenticator {
  readonly recoveryCodes: readonly string[];
  /** The code of the desk's present half minute. */
  code(): string;
}

/** Sets up two-factor sign-in the way people do: password, secret, first code. That code is used up. */
export async function setUpSecondFactor(desk: Desk, person: SignedIn): Promise<Authenticator> {
  const started = await desk.request<{ secret: string }>('POST', '/api/me/totp', {
    as: person,
    body: { password: person.password },
  });
  const totp = new TOTP({ secret: Secret.fromBase32(started.body.secret) });
  const code = (): string => totp.generate({ timestamp: desk.clock.now().getTime() });
  const confirmed = await desk.request<{ recoveryCodes: string[] }>('POST', '/api/me/totp/confirm', {
    as: person,
    body: { code: code() },
  });
  if (confirmed.status !== 200) {
    throw new Error(`set up a second factor: ${String(confirmed.status)} ${JSON.stringify(confirmed.body)}`);
  }
  return { recoveryCodes: confirmed.body.recoveryCodes, code };
}
