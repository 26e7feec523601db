import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Line, Omittable } from '../../../../platform/http/fields.decorator.js';

/** A way to sign in beside the password. */
export class SignInProviderDto {
  /** Its key. */
  key: string;
  /** What people call it. */
  name: string;
  /** Where the browser goes to begin; takes `returnTo`, a path of the site. */
  startUrl: string;
}

/** What the sign-in page offers. */
export class SignInOptionsDto {
  /** Whether strangers may ask for an account. */
  registrationOpen: boolean;
  /** Identity providers, in the order to show them. */
  providers: SignInProviderDto[];
}

/** The code that is still missing after the identity provider has vouched. */
export class CompleteSignInDto {
  /** Code of the authenticator, or a recovery code. */
  @Line(6, 20)
  otp: string;
}

/** An identity at a provider that opens the account. */
export class IdentityDto {
  /** Its id. */
  id: string;
  /** Key of the provider. */
  provider: string;
  /** What people call the provider; its key when it is not configured any more. */
  providerName: string;
  /** Address at the provider when it was linked. */
  email: string;
  /** When it was linked. */
  @ApiProperty({ format: 'date-time' })
  linkedAt: string;
  /** When it last opened the account. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastUsedAt: string | null;
}

/** The caller's identities at providers. */
export class IdentityListDto {
  /** First linked first. */
  items: IdentityDto[];
  /** Whether a password opens the account as well; then it is asked for when an identity is removed. */
  hasPassword: boolean;
}

/** Proof that it is the owner who removes an identity. */
export class RemoveIdentityDto {
  /** The present password; left out by people who have none. */
  @Omittable()
  @IsString()
  @MaxLength(1024)
  currentPassword?: string;
}
