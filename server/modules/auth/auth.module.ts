import { Module, type OnModuleInit } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { Configuration } from '../../config/configuration.js';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { HttpModule } from '../../platform/http/http.module.js';
import { ScheduleModule } from '../../platform/schedule/schedule.module.js';
import { MailModule } from '../mail/mail.module.js';
import { SettingsAreas } from '../settings/settings.facade.js';
import { SettingsModule } from '../settings/settings.module.js';
import { UsersModule } from '../users/users.module.js';
import { AuthFacade } from './auth.facade.js';
import { SECURITY } from './auth.settings.js';
import { EmailLinks } from './credentials/email-links.js';
import { KnownAddresses } from './credentials/known-addresses.js';
import { LinkTokens } from './credentials/link-tokens.js';
import { PasswordChanger } from './credentials/password-changer.js';
import { PasswordHasher } from './credentials/password-hasher.js';
import { PasswordLinks } from './credentials/password-links.js';
import { PasswordPages } from './credentials/password-pages.js';
import { PasswordProof } from './credentials/password-proof.js';
import { ResetRequests } from './credentials/reset-requests.js';
import { SecondFactorCodes } from './credentials/second-factor-codes.js';
import { SecondFactorDuty } from './credentials/second-factor-duty.js';
import { SecondFactorGate } from './credentials/second-factor-gate.js';
import { SecondFactorNews } from './credentials/second-factor-news.js';
import { jwtSecretOf, SecretKeys } from './credentials/secret-keys.js';
import { SetupLink } from './credentials/setup-link.js';
import { SignInFailures } from './credentials/sign-in-failures.js';
import { SignInThrottle } from './credentials/sign-in-throttle.js';
import { StrangerLimits } from './credentials/stranger-limits.js';
import { AccountAccessController } from './http/account-access.controller.js';
import { ApiTokensController } from './http/api-tokens.controller.js';
import { IdentitiesController } from './http/identities.controller.js';
import { OwnEmailController } from './http/own-email.controller.js';
import { OwnSecurityController } from './http/own-security.controller.js';
import { ProviderCookies } from './http/provider-cookies.js';
import { ProviderSignInController } from './http/provider-sign-in.controller.js';
import { RecoveryController } from './http/recovery.controller.js';
import { RefreshCookie } from './http/refresh-cookie.js';
import { RegistrationController } from './http/registration.controller.js';
import { RemovalRefusals } from './http/removal-refusals.js';
import { SecondFactorController } from './http/second-factor.controller.js';
import { SessionAnswers } from './http/session-answers.js';
import { SignInOptionsController } from './http/sign-in-options.controller.js';
import { ThrottlesController } from './http/throttles.controller.js';
import { TokenController } from './http/token.controller.js';
import { ApiTokensRepository } from './persistence/api-tokens.repository.js';
import { AttemptCounters } from './persistence/attempt-counters.js';
import { IdentitiesRepository } from './persistence/identities.repository.js';
import { InstanceQueries } from './persistence/instance.queries.js';
import { KnownAddressesRepository } from './persistence/known-addresses.repository.js';
import { OidcFlowsRepository } from './persistence/oidc-flows.repository.js';
import { PasswordResetsRepository } from './persistence/password-resets.repository.js';
import { SecondFactorsRepository } from './persistence/second-factors.repository.js';
import { SessionsRepository } from './persistence/sessions.repository.js';
import { SignInLeftovers } from './persistence/sign-in-leftovers.js';
import { SignInThrottlesRepository } from './persistence/sign-in-throttles.repository.js';
import { SignInTicketsRepository } from './persistence/sign-in-tickets.repository.js';
import { StandingsQueries } from './persistence/standings.queries.js';
import { IdentityLinks } from './providers/identity-links.js';
import { IdentityMatcher } from './providers/identity-matcher.js';
import { IdentityProviders } from './providers/identity-providers.js';
import { ProviderFlows } from './providers/provider-flows.js';
import { ProviderSecondFactor } from './providers/provider-second-factor.js';
import { ProviderVisits } from './providers/provider-visits.js';
import { SignInTickets } from './providers/sign-in-tickets.js';
import { VouchedEntry } from './providers/vouched-entry.js';
import { AccessTokenStrategy } from './tokens/access-token.strategy.js';
import { Admissions } from './tokens/admissions.js';
import { BearerResolver } from './tokens/bearer-resolver.js';
import { SessionEnder } from './tokens/session-ender.js';
import { SessionOpener } from './tokens/session-opener.js';
import { SessionTokens } from './tokens/session-tokens.js';
import { StandingAtCommit } from './tokens/standing-at-commit.js';
import { Standings } from './tokens/standings.js';
import { TokenIssuer } from './tokens/token-issuer.js';
import { WaysInReader } from './tokens/ways-in.js';
import { ChangePassword } from './use-cases/change-password.js';
import { ClearThrottle } from './use-cases/clear-throttle.js';
import { CompleteProviderSignIn } from './use-cases/complete-provider-sign-in.js';
import { ConfirmOwnEmail } from './use-cases/confirm-own-email.js';
import { ConfirmSecondFactor } from './use-cases/confirm-second-factor.js';
import { DeleteApiToken } from './use-cases/delete-api-token.js';
import { EndAllSessions } from './use-cases/end-all-sessions.js';
import { EndSession } from './use-cases/end-session.js';
import { EnsureFirstAdmin } from './use-cases/ensure-first-admin.js';
import { FinishProviderSignIn } from './use-cases/finish-provider-sign-in.js';
import { ForgotPassword } from './use-cases/forgot-password.js';
import { GetAccountAccess } from './use-cases/get-account-access.js';
import { GetSecondFactor } from './use-cases/get-second-factor.js';
import { GetSignInOptions } from './use-cases/get-sign-in-options.js';
import { ListApiTokens } from './use-cases/list-api-tokens.js';
import { ListIdentities } from './use-cases/list-identities.js';
import { ListSessions } from './use-cases/list-sessions.js';
import { ListThrottles } from './use-cases/list-throttles.js';
import { MakeApiToken } from './use-cases/make-api-token.js';
import { RefreshSession } from './use-cases/refresh-session.js';
import { Register } from './use-cases/register.js';
import { RemoveIdentity } from './use-cases/remove-identity.js';
import { RemoveSecondFactor } from './use-cases/remove-second-factor.js';
import { RenewRecoveryCodes } from './use-cases/renew-recovery-codes.js';
import { RequestOwnEmail } from './use-cases/request-own-email.js';
import { ResetPassword } from './use-cases/reset-password.js';
import { ResetSecondFactor } from './use-cases/reset-second-factor.js';
import { SetUpFirstAdmin } from './use-cases/set-up-first-admin.js';
import { SignIn } from './use-cases/sign-in.js';
import { SignOut } from './use-cases/sign-out.js';
import { StartProviderSignIn } from './use-cases/start-provider-sign-in.js';
import { StartSecondFactor } from './use-cases/start-second-factor.js';
import { TakeBackOwnEmail } from './use-cases/take-back-own-email.js';
import { TidySignIn } from './use-cases/tidy-sign-in.js';
import { OutsideModule } from '../../platform/outside/outside.module.js';

/**
 * Owns who gets in: registration, passwords, sessions, tokens, second factors, the first administrator.
 * Refuses to own what a person is and may do (users, kernel) and the mails about it (notifications).
 */
@Module({
  imports: [
    ConfigurationModule,
    OutsideModule,
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
    MailModule,
    ScheduleModule,
    SettingsModule,
    UsersModule,
  ],
  controllers: [
    AccountAccessController,
    ApiTokensController,
    IdentitiesController,
    OwnEmailController,
    OwnSecurityController,
    ProviderSignInController,
    RecoveryController,
    RegistrationController,
    SecondFactorController,
    SignInOptionsController,
    ThrottlesController,
    TokenController,
  ],
  providers: [
    AccessTokenStrategy,
    Admissions,
    ApiTokensRepository,
    AttemptCounters,
    AuthFacade,
    BearerResolver,
    ChangePassword,
    ClearThrottle,
    CompleteProviderSignIn,
    ConfirmOwnEmail,
    ConfirmSecondFactor,
    DeleteApiToken,
    EmailLinks,
    EndAllSessions,
    EndSession,
    EnsureFirstAdmin,
    FinishProviderSignIn,
    ForgotPassword,
    GetAccountAccess,
    GetSecondFactor,
    GetSignInOptions,
    IdentitiesRepository,
    IdentityLinks,
    IdentityMatcher,
    IdentityProviders,
    InstanceQueries,
    KnownAddresses,
    KnownAddressesRepository,
    LinkTokens,
    ListApiTokens,
    ListIdentities,
    ListSessions,
    ListThrottles,
    MakeApiToken,
    OidcFlowsRepository,
    PasswordChanger,
    PasswordHasher,
    PasswordLinks,
    PasswordPages,
    PasswordProof,
    PasswordResetsRepository,
    ProviderCookies,
    ProviderFlows,
    ProviderSecondFactor,
    ProviderVisits,
    RefreshCookie,
    RefreshSession,
    Register,
    RemovalRefusals,
    RemoveIdentity,
    RemoveSecondFactor,
    RenewRecoveryCodes,
    RequestOwnEmail,
    ResetPassword,
    ResetRequests,
    ResetSecondFactor,
    SecondFactorCodes,
    SecondFactorDuty,
    SecondFactorGate,
    SecondFactorNews,
    SecondFactorsRepository,
    SecretKeys,
    SessionAnswers,
    SessionEnder,
    SessionOpener,
    SessionsRepository,
    SessionTokens,
    SetUpFirstAdmin,
    SetupLink,
    SignIn,
    SignInFailures,
    SignInLeftovers,
    SignInThrottle,
    SignInThrottlesRepository,
    SignInTickets,
    SignInTicketsRepository,
    SignOut,
    StandingAtCommit,
    Standings,
    StandingsQueries,
    StartProviderSignIn,
    StartSecondFactor,
    StrangerLimits,
    TakeBackOwnEmail,
    TidySignIn,
    TokenIssuer,
    WaysInReader,
    VouchedEntry,
  ],
  exports: [AuthFacade],
})
export class AuthModule implements OnModuleInit {
  constructor(private readonly settings: SettingsAreas) {}

  onModuleInit(): void {
    this.settings.register(SECURITY);
  }
}
