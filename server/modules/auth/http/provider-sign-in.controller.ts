import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Logger,
  Param,
  Post,
  Redirect,
  Req,
  Res,
} from '@nestjs/common';
import { ApiFoundResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Call } from '../../../kernel/call.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { Public } from '../../../platform/http/access.decorator.js';
import { OpenCall } from '../../../platform/http/current-call.decorator.js';
import { CompleteProviderSignIn } from '../use-cases/complete-provider-sign-in.js';
import { FinishProviderSignIn, type ProviderArrival } from '../use-cases/finish-provider-sign-in.js';
import { StartProviderSignIn } from '../use-cases/start-provider-sign-in.js';
import { CompleteSignInDto } from './dto/provider-sign-in.dto.js';
import { SessionTokensDto } from './dto/sign-in.dto.js';
import { ProviderCookies } from './provider-cookies.js';
import { SessionAnswers } from './session-answers.js';

interface Target {
  readonly url: string;
}

/**
 * The way through an identity provider. A person stands before each of these answers, not a program: whatever goes wrong
 * leads to the sign-in page, which says it in a sentence.
 */
@ApiTags('sign-in')
@Controller('api/auth/oidc')
@Public()
export class ProviderSignInController {
  private readonly logger = new Logger(ProviderSignInController.name);

  constructor(
    private readonly starting: StartProviderSignIn,
    private readonly finishing: FinishProviderSignIn,
    private readonly completing: CompleteProviderSignIn,
    private readonly cookies: ProviderCookies,
    private readonly answers: SessionAnswers,
  ) {}

  /** Sends the browser to the provider. */
  @Get(':key/start')
  @Redirect()
  @Header('Cache-Control', 'no-store')
  @ApiQuery({ name: 'returnTo', required: false, description: 'A path of the site, where to go afterwards.' })
  @ApiFoundResponse({ description: 'To the provider, or to `/login?problem=CODE`.' })
  async startProviderSignIn(
    @OpenCall() call: Call,
    @Param('key') key: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Target> {
    return this.orProblem(call, key, async () => {
      const returnTo = onlyOne(queryOf(request), 'returnTo');
      const started = await this.starting.execute(call, { key, returnTo });
      this.cookies.writeFlow(reply, key, started);
      return { url: started.url };
    });
  }

  /** The provider sends the browser back to here. */
  @Get(':key/callback')
  @Redirect()
  @Header('Cache-Control', 'no-store')
  @ApiQuery({ name: 'state', required: false, description: 'Of the visit that ends here.' })
  @ApiQuery({ name: 'code', required: false, description: 'For the exchange with the provider.' })
  @ApiQuery({ name: 'error', required: false, description: 'Why the provider did not vouch.' })
  @ApiFoundResponse({
    description:
      'Signed in: where the visit was to lead. Otherwise `/login` with `problem=CODE`, `continue=otp` or `news=registered`.',
  })
  async finishProviderSignIn(
    @OpenCall() call: Call,
    @Param('key') key: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('user-agent') userAgent?: string,
  ): Promise<Target> {
    return this.orProblem(call, key, async () => {
      const query = queryOf(request);
      const state = onlyOne(query, 'state');
      const browserSecret = this.cookies.readFlow(request, state);
      if (state !== null && browserSecret !== null) {
        this.cookies.clearFlow(reply, key, state);
      }
      const arrival = await this.finishing.execute(call, {
        key,
        query: query.toString(),
        state,
        browserSecret,
        userAgent: userAgent?.slice(0, 300) ?? null,
      });
      return { url: this.welcome(reply, arrival) };
    });
  }

  /** The code of the authenticator, when the provider asked for no second factor. The refresh token comes as a cookie. */
  @Post('complete')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: SessionTokensDto })
  async completeProviderSignIn(
    @OpenCall() call: Call,
    @Body() body: CompleteSignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('user-agent') userAgent?: string,
  ): Promise<SessionTokensDto> {
    const session = await this.completing.execute(call, {
      ticket: this.cookies.readTicket(request),
      otp: body.otp,
      userAgent: userAgent?.slice(0, 300) ?? null,
    });
    this.cookies.clearTicket(reply);
    return this.answers.answer(reply, session, true);
  }

  private welcome(reply: FastifyReply, arrival: ProviderArrival): string {
    switch (arrival.kind) {
      case 'signed-in':
        this.answers.writeCookie(reply, arrival.session);
        this.cookies.writeArrived(reply);
        return arrival.returnTo;
      case 'code-wanted':
        this.cookies.writeTicket(reply, arrival.ticket);
        return `/login?${new URLSearchParams({ continue: 'otp', returnUrl: arrival.returnTo }).toString()}`;
      case 'registered':
        return '/login?news=registered';
    }
  }

  /** An unknown provider is an unknown address; every other refusal is told on the sign-in page. */
  private async orProblem(call: Call, key: string, work: () => Promise<Target>): Promise<Target> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not-found') {
        throw error;
      }
      const about = { reqId: call.requestId, provider: key };
      if (!(error instanceof DomainError)) {
        this.logger.error({ ...about, err: error, msg: 'A sign-in through a provider failed' });
        return { url: '/login?problem=SERVICE_UNAVAILABLE' };
      }
      const reason = error.cause instanceof Error ? error.cause.message : null;
      this.logger.warn({ ...about, code: error.code, reason, msg: 'A sign-in through a provider was refused' });
      return { url: `/login?problem=${error.code}` };
    }
  }
}

/** As it came, since the signature of some answers counts its characters, and the library reads it itself. */
function queryOf(request: FastifyRequest): URLSearchParams {
  const [, query = ''] = request.url.split(/\?(.*)/s);
  return new URLSearchParams(query);
}

/** Null when it is missing, or there more than once. */
function onlyOne(query: URLSearchParams, name: string): string | null {
  const [first, ...more] = query.getAll(name);
  return first !== undefined && more.length === 0 ? first : null;
}
