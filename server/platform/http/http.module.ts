import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { AccessGuard } from './access.guard.js';
import { ActorResolverPort } from './actor-resolver.js';
import { ApiDocsController } from './api-docs.controller.js';
import { ClientBuild } from './client-build.js';
import { ErrorFilter } from './error.filter.js';
import { HealthChecks } from './health-checks.js';
import { HealthController } from './health.controller.js';
import { RefusalOrderInterceptor } from './refusal-order.interceptor.js';
import { RequestRate } from './request-rate.js';
import { StrictValidationPipe } from './validation.pipe.js';
import { VersionTagInterceptor } from './version-tag.interceptor.js';

/** The path of every request: guard, pipe, filter, headers. Knows no module; auth fills the resolver port. */
@Module({
  imports: [ConfigurationModule, DatabaseModule],
  controllers: [ApiDocsController, HealthController],
  providers: [
    ActorResolverPort,
    ClientBuild,
    HealthChecks,
    RequestRate,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_PIPE, useClass: StrictValidationPipe },
    { provide: APP_FILTER, useClass: ErrorFilter },
    { provide: APP_INTERCEPTOR, useClass: RefusalOrderInterceptor },
    { provide: APP_INTERCEPTOR, useClass: VersionTagInterceptor },
  ],
  exports: [ActorResolverPort, ClientBuild, HealthChecks],
})
export class HttpModule {}
