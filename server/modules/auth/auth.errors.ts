import { DomainError } from '../../kernel/domain-error.js';
import type { AccountStatus } from '../../kernel/role.js';

/** The same for an unknown address and a wrong password. */
export function invalidCredentials(): DomainError {
  return new DomainError('unauthenticated', 'INVALID_CREDENTIALS', 'Invalid credentials');
}

const CLOSED = {
  Pending: ['ACCOUNT_PENDING', 'Your account waits for approval by an administrator'],
  Rejected: ['ACCOUNT_REJECTED', 'Your registration was rejected'],
  Suspended: ['ACCOUNT_SUSPENDED', 'Your account is suspended'],
} as const;

/** Told only to somebody who has proven the right password. */
export function accountClosed(status: Exclude<AccountStatus, 'Approved'>): DomainError {
  const [code, text] = CLOSED[status];
  return new DomainError('forbidden', code, text);
}

/** The administrators have closed the door for strangers; whoever has an account is not concerned. */
export function registrationClosed(): DomainError {
  return new DomainError(
    'forbidden',
    'REGISTRATION_CLOSED',
    'Registration is closed; ask an administrator of your desk to invite you',
  );
}

export function otpRequired(): DomainError {
  return new DomainError('unauthenticated', 'OTP_REQUIRED', 'Enter the code of your authenticator');
}

export function otpRefused(): DomainError {
  return new DomainError('unauthenticated', 'OTP_INVALID', 'This code is not right, or was used before');
}

/** While setting up: the caller is signed in, only the code is wrong. */
export function otpMismatch(): DomainError {
  return new DomainError('invalid', 'OTP_INVALID', 'Field validation failed', {
    code: ['This code is not right; check the time of your device'],
  });
}

export function secondFactorState(text: string): DomainError {
  return new DomainError('conflict', 'TOTP_STATE', text);
}

/** To whoever wants to turn off what his role needs. */
export function secondFactorDemanded(): DomainError {
  return new DomainError(
    'conflict',
    'SECOND_FACTOR_REQUIRED',
    'Your role needs two-factor sign-in; it cannot be turned off. Set up another authenticator with the help of an administrator',
  );
}

/** An administrator's way past the password is for other people's accounts. */
export function ownSecondFactor(): DomainError {
  return new DomainError(
    'conflict',
    'ACTION_NOT_POSSIBLE',
    'Your own second factor is turned off on your account page, with your password',
  );
}

export function refreshRaced(): DomainError {
  return new DomainError('conflict', 'REFRESH_RACED', 'This refresh token was just exchanged; use the newer one');
}

export function linkInvalid(): DomainError {
  return new DomainError('invalid', 'LINK_INVALID', 'This link is not valid, was used before or is too old');
}

/** Who came by an invitation or another provider proves himself by his mailbox first. */
export function passwordNotSet(): DomainError {
  return new DomainError(
    'conflict',
    'PASSWORD_NOT_SET',
    'Your account has no password yet: ask for one with "Forgotten password" on the sign-in page, then try again',
  );
}

export function setupDone(): DomainError {
  return new DomainError('conflict', 'SETUP_DONE', 'There is an administrator already; sign in');
}

/** `cause` says for the log what is wrong with it. */
export function providerUnavailable(cause: unknown): DomainError {
  return new DomainError('unavailable', 'PROVIDER_UNAVAILABLE', 'The identity provider does not answer', undefined, {
    retryAfter: 10,
    cause,
  });
}

export function providerRefused(cause: unknown): DomainError {
  return new DomainError(
    'unauthenticated',
    'PROVIDER_REFUSED',
    'The identity provider refused the sign-in',
    undefined,
    {
      cause,
    },
  );
}

export function providerAnswerInvalid(cause: unknown): DomainError {
  return new DomainError(
    'unauthenticated',
    'PROVIDER_ANSWER_INVALID',
    'The answer of the identity provider is not valid',
    undefined,
    { cause },
  );
}

export function signInCancelled(): DomainError {
  return new DomainError('unauthenticated', 'SIGN_IN_CANCELLED', 'The sign-in was cancelled at the identity provider');
}

/** Used before, too old, or begun in another browser. */
export function signInExpired(): DomainError {
  return new DomainError(
    'unauthenticated',
    'SIGN_IN_EXPIRED',
    'This sign-in took too long or was used before; start again',
  );
}

export function emailNotVerified(): DomainError {
  return new DomainError(
    'forbidden',
    'EMAIL_NOT_VERIFIED',
    'The identity provider does not confirm that the email address is yours',
  );
}

/** The account with this address belongs to another identity of the same provider. */
export function identityTaken(): DomainError {
  return new DomainError(
    'conflict',
    'IDENTITY_TAKEN',
    'The account with this email address has another identity there',
  );
}

export function lastWayIn(): DomainError {
  return new DomainError('conflict', 'LAST_WAY_IN', 'This is the only way into the account; choose a password first');
}
