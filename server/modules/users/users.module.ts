import { Module, type OnModuleInit } from '@nestjs/common';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { ImagesModule } from '../../platform/images/images.module.js';
import { StorageModule } from '../../platform/storage/storage.module.js';
import { FilePeople } from '../files/files.facade.js';
import { FilesModule } from '../files/files.module.js';
import { SettingsAreas } from '../settings/settings.facade.js';
import { SettingsModule } from '../settings/settings.module.js';
import { AccountBell } from './account-bell.js';
import { AccountsFacade } from './accounts.facade.js';
import { EmailChangesFacade } from './email-changes.facade.js';
import { AccountDecisionsController } from './http/account-decisions.controller.js';
import { AccountRecordsController } from './http/account-records.controller.js';
import { DecisionRefusals } from './http/decision-refusals.js';
import { DepartmentsController } from './http/departments.controller.js';
import { MeController } from './http/me.controller.js';
import { PeopleController } from './http/people.controller.js';
import { PhotosController } from './http/photos.controller.js';
import { TeamMembersController } from './http/team-members.controller.js';
import { TeamsController } from './http/teams.controller.js';
import { UsersController } from './http/users.controller.js';
import { AccountHistoryQuery } from './persistence/account-history.query.js';
import { AccountsQueries } from './persistence/accounts.queries.js';
import { AccountsRepository } from './persistence/accounts.repository.js';
import { CredentialsQueries } from './persistence/credentials.queries.js';
import { EmailChangesRepository } from './persistence/email-changes.repository.js';
import { GroupsRepository } from './persistence/groups.repository.js';
import { PeopleQueries } from './persistence/people.queries.js';
import { PhotosRepository } from './persistence/photos.repository.js';
import { TeamMembersQuery } from './persistence/team-members.query.js';
import { PhotoKeys } from './photos/photo-keys.js';
import { PhotoLinks } from './photos/photo-links.js';
import { PhotoMaker } from './photos/photo-maker.js';
import { PhotoStore } from './photos/photo-store.js';
import { ProviderAccountsFacade } from './provider-accounts.facade.js';
import { AccountEditing } from './use-cases/account-editing.js';
import { AccountViews } from './use-cases/account-views.js';
import { AccountWriter } from './use-cases/account-writer.js';
import { ApproveByDomain } from './use-cases/approve-by-domain.js';
import { ChangePhoto } from './use-cases/change-photo.js';
import { ChangeTeamMember } from './use-cases/change-team-member.js';
import { ConfirmEmailChange } from './use-cases/confirm-email-change.js';
import { CreateAccount } from './use-cases/create-account.js';
import { DecideAccount } from './use-cases/decide-account.js';
import { DecideAccounts } from './use-cases/decide-accounts.js';
import { DeleteGroup } from './use-cases/delete-group.js';
import { FindPeople } from './use-cases/find-people.js';
import { GetAccount } from './use-cases/get-account.js';
import { GetPerson } from './use-cases/get-person.js';
import { InviteAgain } from './use-cases/invite-again.js';
import { LeaveTeam } from './use-cases/leave-team.js';
import { ListAccounts } from './use-cases/list-accounts.js';
import { ListGroups } from './use-cases/list-groups.js';
import { ListTeamMembers } from './use-cases/list-team-members.js';
import { MakeFirstAdmin } from './use-cases/make-first-admin.js';
import { OpenPhoto } from './use-cases/open-photo.js';
import { ProveAddress } from './use-cases/prove-address.js';
import { ReadAccountHistory } from './use-cases/read-account-history.js';
import { RegisterAccount } from './use-cases/register-account.js';
import { RegisterByProvider } from './use-cases/register-by-provider.js';
import { SaveGroup } from './use-cases/save-group.js';
import { SetPassword } from './use-cases/set-password.js';
import { SetPhoto } from './use-cases/set-photo.js';
import { StartEmailChange } from './use-cases/start-email-change.js';
import { TakeBackEmailChange } from './use-cases/take-back-email-change.js';
import { UpdateAccount } from './use-cases/update-account.js';
import { UsersFacade } from './users.facade.js';
import { GENERAL, REGISTRATION } from './users.settings.js';

/**
 * Owns people: their accounts, departments and teams, and who may do what to an account.
 * Refuses to own passwords' rules, sessions and tokens (auth) and mails about people (notifications).
 */
@Module({
  imports: [
    ConfigurationModule,
    DatabaseModule,
    EventsModule,
    FilesModule,
    ImagesModule,
    SettingsModule,
    StorageModule,
  ],
  controllers: [
    AccountDecisionsController,
    AccountRecordsController,
    DepartmentsController,
    MeController,
    PeopleController,
    PhotosController,
    TeamMembersController,
    TeamsController,
    UsersController,
  ],
  providers: [
    AccountBell,
    AccountEditing,
    AccountHistoryQuery,
    AccountsFacade,
    AccountsQueries,
    AccountsRepository,
    AccountViews,
    AccountWriter,
    ApproveByDomain,
    ChangePhoto,
    ChangeTeamMember,
    ConfirmEmailChange,
    CreateAccount,
    CredentialsQueries,
    DecideAccount,
    DecideAccounts,
    DecisionRefusals,
    DeleteGroup,
    EmailChangesFacade,
    EmailChangesRepository,
    FindPeople,
    GetAccount,
    GetPerson,
    GroupsRepository,
    InviteAgain,
    LeaveTeam,
    ListAccounts,
    ListGroups,
    ListTeamMembers,
    MakeFirstAdmin,
    OpenPhoto,
    PeopleQueries,
    PhotoKeys,
    PhotoLinks,
    PhotoMaker,
    PhotosRepository,
    PhotoStore,
    ProveAddress,
    ProviderAccountsFacade,
    ReadAccountHistory,
    RegisterAccount,
    RegisterByProvider,
    SaveGroup,
    SetPassword,
    SetPhoto,
    StartEmailChange,
    TakeBackEmailChange,
    TeamMembersQuery,
    UpdateAccount,
    UsersFacade,
  ],
  exports: [AccountsFacade, EmailChangesFacade, ProviderAccountsFacade, UsersFacade],
})
export class UsersModule implements OnModuleInit {
  constructor(
    private readonly settings: SettingsAreas,
    private readonly filePeople: FilePeople,
    private readonly users: UsersFacade,
  ) {}

  onModuleInit(): void {
    this.settings.register(GENERAL);
    this.settings.register(REGISTRATION);
    this.filePeople.register((ids) => this.users.people(ids));
  }
}
