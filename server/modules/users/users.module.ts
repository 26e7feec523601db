import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { AccountBell } from './account-bell.js';
import { AccountsFacade } from './accounts.facade.js';
import { AccountDecisionsController } from './http/account-decisions.controller.js';
import { DepartmentsController } from './http/departments.controller.js';
import { MeController } from './http/me.controller.js';
import { PeopleController } from './http/people.controller.js';
import { TeamsController } from './http/teams.controller.js';
import { UsersController } from './http/users.controller.js';
import { AccountsQueries } from './persistence/accounts.queries.js';
import { AccountsRepository } from './persistence/accounts.repository.js';
import { CredentialsQueries } from './persistence/credentials.queries.js';
import { GroupsRepository } from './persistence/groups.repository.js';
import { PeopleQueries } from './persistence/people.queries.js';
import { CreateAccount } from './use-cases/create-account.js';
import { DecideAccount } from './use-cases/decide-account.js';
import { DeleteGroup } from './use-cases/delete-group.js';
import { FindPeople } from './use-cases/find-people.js';
import { GetAccount } from './use-cases/get-account.js';
import { ListAccounts } from './use-cases/list-accounts.js';
import { ListGroups } from './use-cases/list-groups.js';
import { MakeFirstAdmin } from './use-cases/make-first-admin.js';
import { RegisterAccount } from './use-cases/register-account.js';
import { SaveGroup } from './use-cases/save-group.js';
import { SetPassword } from './use-cases/set-password.js';
import { UpdateAccount } from './use-cases/update-account.js';
import { UsersFacade } from './users.facade.js';

/**
 * Owns people: their accounts, departments and teams, and who may do what to an account.
 * Refuses to own passwords' rules, sessions and tokens (auth) and mails about people (notifications).
 */
@Module({
  imports: [DatabaseModule, EventsModule],
  controllers: [
    AccountDecisionsController,
    DepartmentsController,
    MeController,
    PeopleController,
    TeamsController,
    UsersController,
  ],
  providers: [
    AccountBell,
    AccountsFacade,
    AccountsQueries,
    AccountsRepository,
    CreateAccount,
    CredentialsQueries,
    DecideAccount,
    DeleteGroup,
    FindPeople,
    GetAccount,
    GroupsRepository,
    ListAccounts,
    ListGroups,
    MakeFirstAdmin,
    PeopleQueries,
    RegisterAccount,
    SaveGroup,
    SetPassword,
    UpdateAccount,
    UsersFacade,
  ],
  exports: [AccountsFacade, UsersFacade],
})
export class UsersModule {}
