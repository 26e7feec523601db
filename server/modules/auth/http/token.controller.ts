import { Body, Controller, Header, Headers, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Call } from '../../../kernel/call.js';
import { authenticationRequired } from '../../../kernel/common.errors.js';
import { Public } from '../../../platform/http/access.decorator.js';
import { OpenCall } from '../../../platform/http/current-call.decorator.js';
import { UsersFacade } from '../../users/users.facade.js';
import type { OpenedSession } from '../tokens/session-opener.js';
import { RefreshSession } from '../use-cases/refresh-session.js';
import { SignIn } from '../use-cases/sign-in.js';
import { SignOut } from '../use-cases/sign-out.js';
import { RefreshDto, SessionTokensDto, SignInDto } from './dto/sign-in.dto.js';
import { RefreshCookie } from './refresh-cookie.js';
import { presentSession } from './session.presenter.js';

@ApiTags('sign-in')
@Controller('api/token')
@Public()
export class TokenController {
  constructor(
    private readonly signingIn: SignIn,
    private readonly refreshing: RefreshSession,
    private readonly signingOut: SignOut,
    private readonly cookie: RefreshCookie,
    private readonly users: UsersFacade,
  ) {}

  /** Email and password for a pair of tokens. */
  @Post('employee')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: SessionTokensDto })
  async signIn(
    @OpenCall() call: Call,
    @Body() body: SignInDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('user-agent') userAgent?: string,
  ): Promise<SessionTokensDto> {
    const session = await this.signingIn.execute(call, {
      email: body.email,
      password: body.password,
      otp: body.otp ?? null,
      userAgent: userAgent?.slice(0, 300) ?? null,
    });
    const isInCookie = body.session === 'cookie';
    if (isInCookie) {
      this.cookie.write(reply, session);
    }
    return this.present(session, isInCookie);
  }

  /** A refresh token, from body or cookie, for a new pair. 409 `REFRESH_RACED`: another tab was faster. */
  @Post('refresh')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: SessionTokensDto })
  async refreshTokens(
    @OpenCall() call: Call,
    @Body() body: RefreshDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionTokensDto> {
    const isInCookie = body.refresh === undefined;
    const token = body.refresh ?? this.cookie.read(request);
    if (token === null) {
      throw authenticationRequired();
    }
    const session = await this.refreshing.execute(call, token);
    if (isInCookie) {
      this.cookie.write(reply, session);
    }
    return this.present(session, isInCookie);
  }

  /** Signs out: the session's tokens stop working with the next request. */
  @Post('revoke')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  @ApiNoContentResponse()
  async revokeTokens(
    @OpenCall() call: Call,
    @Body() body: RefreshDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = body.refresh ?? this.cookie.read(request);
    if (token !== null) {
      await this.signingOut.execute(call, token);
    }
    this.cookie.clear(reply);
  }

  private async present(session: OpenedSession, isInCookie: boolean): Promise<SessionTokensDto> {
    const { id } = session.person;
    const people = await this.users.people([id]);
    return presentSession(session, isInCookie, people.get(id)?.avatarUrl ?? null);
  }
}
