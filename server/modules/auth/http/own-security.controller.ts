import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { ChangePassword } from '../use-cases/change-password.js';
import { EndAllSessions } from '../use-cases/end-all-sessions.js';
import { EndSession } from '../use-cases/end-session.js';
import { ListSessions } from '../use-cases/list-sessions.js';
import { ChangePasswordDto, EndAllSessionsQueryDto, SessionListDto } from './dto/own-security.dto.js';
import { presentOwnSession } from './own-security.presenter.js';
import { RefreshCookie } from './refresh-cookie.js';

@ApiTags('me')
@Controller('api/me')
@Access('account:own')
export class OwnSecurityController {
  constructor(
    private readonly changingPassword: ChangePassword,
    private readonly listingSessions: ListSessions,
    private readonly endingSession: EndSession,
    private readonly endingAll: EndAllSessions,
    private readonly cookie: RefreshCookie,
  ) {}

  /** A new password; all other sessions and all API tokens of the caller end. */
  @Post('password')
  @HttpCode(204)
  @ApiNoContentResponse()
  async changePassword(@CurrentCall() call: PersonCall, @Body() body: ChangePasswordDto): Promise<void> {
    await this.changingPassword.execute(call, body);
  }

  /** The caller's open sessions. */
  @Get('sessions')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: SessionListDto })
  async listSessions(@CurrentCall() call: PersonCall): Promise<SessionListDto> {
    const rows = await this.listingSessions.execute(call);
    return { items: rows.map((row) => presentOwnSession(row, call.actor.sessionId)) };
  }

  /** Signs the caller out everywhere: the tokens of all sessions stop working with the next request. API tokens stay. */
  @Delete('sessions')
  @HttpCode(204)
  @ApiNoContentResponse()
  async endAllSessions(
    @CurrentCall() call: PersonCall,
    @Query() query: EndAllSessionsQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const keepsCurrent = query.except === 'current';
    await this.endingAll.execute(call, { userId: call.actor.id, keepsCurrent });
    if (!keepsCurrent) {
      this.cookie.clear(reply);
    }
  }

  /** Ends one of the caller's sessions: its tokens stop working with the next request. */
  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async endSession(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<void> {
    await this.endingSession.execute(call, { userId: call.actor.id, sessionId: id });
  }
}
