import { LIFETIMES } from '../domain/token-claims.js';
import type { Registration } from '../use-cases/register.js';
import type { OpenedSession } from '../tokens/session-tokens.js';
import type { RegisteredEmployeeDto } from './dto/register.dto.js';
import type { SessionTokensDto } from './dto/sign-in.dto.js';

/** `isInCookie`: the refresh token must not be readable by scripts, so it stays out of the body. */
export function presentSession(
  { access, refresh, person }: OpenedSession,
  isInCookie: boolean,
  avatarUrl: string | null,
): SessionTokensDto {
  return {
    access,
    ...(isInCookie ? {} : { refresh }),
    expiresIn: LIFETIMES.access,
    user: {
      id: person.id,
      companyId: person.companyId,
      email: person.email,
      firstName: person.firstName,
      lastName: person.lastName,
      role: person.role,
      status: person.status,
      language: person.language,
      permissions: [...person.permissions],
      mustSetUpSecondFactor: person.mustSetUpSecondFactor,
      avatarUrl,
    },
  };
}

export function presentRegistration(made: Registration): RegisteredEmployeeDto {
  return {
    id: made.id,
    companyId: made.companyId,
    name: `${made.firstName} ${made.lastName}`,
    firstName: made.firstName,
    lastName: made.lastName,
    email: made.email,
    role: 'Employee',
    status: 'Pending',
    department: made.department,
    phone: made.phone,
    createdAt: made.createdAt,
  };
}
