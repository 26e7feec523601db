import { ApiProperty } from '@nestjs/swagger';
import { IdentityDto } from './provider-sign-in.dto.js';
import { AccountSessionDto, ApiTokenDto, SecondFactorDto } from './own-security.dto.js';

/** By which doors a person comes in. */
export class AccountAccessDto {
  /** Whether there is a password; without one, an invitation or a provider leads in. */
  hasPassword: boolean;
  /** When the person signed in last; null: never. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastSignedInAt: string | null;
  /** The second factor. */
  secondFactor: SecondFactorDto;
  /** Open sessions, last used first. */
  sessions: AccountSessionDto[];
  /** API tokens without their secrets, newest first; expired ones too, until they are deleted. */
  apiTokens: ApiTokenDto[];
  /** Identities at identity providers, first linked first. */
  identities: IdentityDto[];
}
