import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { DepartmentEntity } from './persistence/department.entity.js';
import { PeopleQueries } from './persistence/people.queries.js';
import { TeamMemberEntity } from './persistence/team-member.entity.js';
import { TeamEntity } from './persistence/team.entity.js';
import { UserEntity } from './persistence/user.entity.js';
import { UsersFacade } from './users.facade.js';

/** Imported so that the one DataSource knows them. */
export const USERS_ENTITIES = [DepartmentEntity, TeamEntity, TeamMemberEntity, UserEntity];

/**
 * Owns people: their accounts, departments and teams, and who may do what to an account.
 * Refuses to own passwords' rules, sessions and tokens (auth) and mails about people (notifications).
 */
@Module({
  imports: [DatabaseModule, EventsModule],
  providers: [PeopleQueries, UsersFacade],
  exports: [UsersFacade],
})
export class UsersModule {}
