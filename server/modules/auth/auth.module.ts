import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { Configuration } from '../../config/configuration.js';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { HttpModule } from '../../platform/http/http.module.js';
import { UsersModule } from '../users/users.module.js';
import { LinkTokens } from './credentials/link-tokens.js';
import { PasswordHasher } from './credentials/password-hasher.js';
import { SecondFactorCodes } from './credentials/second-factor-codes.js';
import { SecondFactorGate } from './credentials/second-factor-gate.js';
import { jwtSecretOf, SecretKeys } from './credentials/secret-keys.js';
import { SignInThrottle } from './credentials/sign-in-throttle.js';
import { RefreshCookie } from './http/refresh-cookie.js';
import { RegistrationController } from './http/registration.controller.js';
import { TokenController } from './http/token.controller.js';
import { ApiTokensRepository } from './persistence/api-tokens.repository.js';
import { AttemptCounters } from './persistence/attempt-counters.js';
import { PasswordResetsRepository } from './persistence/password-resets.repository.js';
import { SecondFactorsRepository } from './persistence/second-factors.repository.js';
import { SessionsRepository } from './persistence/sessions.repository.js';
import { StandingsQueries } from './persistence/standings.queries.js';
import { AccessTokenStrategy } from './tokens/access-token.strategy.js';
import { BearerResolver } from './tokens/bearer-resolver.js';
import { SessionEnder } from './tokens/session-ender.js';
import { SessionOpener } from './tokens/session-opener.js';
import { Standings } from './tokens/standings.js';
import { TokenIssuer } from './tokens/token-issuer.js';
import { EnsureFirstAdmin } from './use-cases/ensure-first-admin.js';
import { RefreshSession } from './use-cases/refresh-session.js';
import { Register } from './use-cases/register.js';
import { SignIn } from './use-cases/sign-in.js';
import { SignOut } from './use-cases/sign-out.js';

/**
 * Owns who gets in: registration, passwords, sessions, tokens, second factors, the first administrator.
 * Refuses to own what a person is and may do (users, kernel) and the mails about it (notifications).
 */
@Module({
  imports: [
    ConfigurationModule,
    DatabaseModule,
    EventsModule,
    HttpModule,
    JwtModule.registerAsync({
      imports: [ConfigurationModule],
      inject: [Configuration],
      useFactory: (configuration: Configuration) => ({
        secret: jwtSecretOf(configuration),
        signOptions: { algorithm: 'HS256' },
      }),
    }),
    UsersModule,
  ],
  controllers: [RegistrationController, TokenController],
  providers: [
    AccessTokenStrategy,
    ApiTokensRepository,
    AttemptCounters,
    BearerResolver,
    EnsureFirstAdmin,
    LinkTokens,
    PasswordHasher,
    PasswordResetsRepository,
    RefreshCookie,
    RefreshSession,
    Register,
    SecondFactorCodes,
    SecondFactorGate,
    SecondFactorsRepository,
    SecretKeys,
    SessionEnder,
    SessionOpener,
    SessionsRepository,
    SignIn,
    SignInThrottle,
    SignOut,
    Standings,
    StandingsQueries,
    TokenIssuer,
  ],
})
export class AuthModule {}
