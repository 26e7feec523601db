import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { ChooseNotifications } from '../use-cases/choose-notifications.js';
import { ShowNotifications } from '../use-cases/show-notifications.js';
import { ChooseNotificationsDto, NotificationListDto } from './dto/notifications.dto.js';
import { presentKind } from './notifications.presenter.js';

@ApiTags('me')
@Controller('api/me/notifications')
@Access('account:own')
export class NotificationsController {
  constructor(
    private readonly showing: ShowNotifications,
    private readonly choosing: ChooseNotifications,
  ) {}

  /** Which mails the caller can get, and which of them he wants. */
  @Get()
  @ApiOkResponse({ type: NotificationListDto })
  async showNotifications(@CurrentCall() call: PersonCall): Promise<NotificationListDto> {
    return { items: (await this.showing.execute(call)).map(presentKind) };
  }

  /** Chooses which mails the caller wants; mails about the security of the account are always sent. */
  @Patch()
  @ApiOkResponse({ type: NotificationListDto })
  async chooseNotifications(
    @CurrentCall() call: PersonCall,
    @Body() body: ChooseNotificationsDto,
  ): Promise<NotificationListDto> {
    await this.choosing.execute(call, body.items);
    return { items: (await this.showing.execute(call)).map(presentKind) };
  }
}
