import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Permission } from '../../kernel/permission.js';

export const ACCESS = 'smartsupport:access';
/** Marks a route that needs no sign-in. */
export const PUBLIC = 'public';

/** Who may come in: a signed-in, approved person whose role (and token scopes) hold this permission. */
export function Access(permission: Permission): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(ACCESS, permission), ApiBearerAuth(), ApiExtension('x-access', permission));
}

/** Open to everybody; every use is a line in the policy tests. */
export function Public(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(ACCESS, PUBLIC), ApiExtension('x-access', PUBLIC));
}
