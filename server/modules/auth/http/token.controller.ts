import { Body, Controller, Header, Headers, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Call } from '../../../kernel/call.js';
import { authenticationRequired } from '../../../kernel/common.errors.js';
import { Public } from '../../../platform/http/access.decorator.js';
import { OpenCall } from '../../../platform/http/current-call.decorator.js';
import { RefreshSession } from '../use-cases/refresh-session.js';
import { SignIn } from '../use-cases/sign-in.js';
import { SignOut } from '../use-cases/sign-out.js';
import { RefreshDto, SessionTokensDto, SignInDto } from './dto/sign-in.dto.js';
import { RefreshCookie } from './refresh-cookie.js';
import { SessionAnswers } from './session-answers.js';

@ApiTags('sign-in')
@Controller('api/token')
@Public()
export class TokenController {
  constructor(
    private readonly signingIn: SignIn,
    private readonly refreshing: RefreshSession,
    private readonly signingOut: SignOut,
    private readonly cookie: RefreshCookie,
    private readonly answers: SessionAnswers,
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
    return this.answers.answer(reply, session, body.session === 'cookie');
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
    const token = body.refresh ?? this.cookie.read(request);
    if (token === null) {
      throw authenticationRequired();
    }
    const session = await this.refreshing.execute(call, token);
    return this.answers.answer(reply, session, body.refresh === undefined);
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
}
