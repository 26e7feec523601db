import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, ValidateNested } from 'class-validator';
import { NOTIFICATION_KEYS, type NotificationKey } from '../../domain/notification-kinds.js';

/** One kind of mail. */
export class NotificationKindDto {
  /** What it is called in requests. */
  @ApiProperty({ enum: NOTIFICATION_KEYS })
  key: NotificationKey;
  /** Its name, for people. */
  name: string;
  /** When such a mail comes. */
  description: string;
  /** Whether the caller gets such mails. */
  mail: boolean;
  /** Whether it is always sent: mails about the security of the account. */
  isFixed: boolean;
}

/** The kinds of mail that fit the caller's role. */
export class NotificationListDto {
  /** All of them. */
  items: NotificationKindDto[];
}

/** A choice about one kind of mail. */
export class NotificationChoiceDto {
  /** Which kind. */
  @ApiProperty({ enum: NOTIFICATION_KEYS })
  @IsIn(NOTIFICATION_KEYS, { message: `Must be one of: ${NOTIFICATION_KEYS.join(', ')}` })
  key: NotificationKey;
  /** Whether such mails are wanted. */
  @IsBoolean({ message: 'Must be true or false' })
  mail: boolean;
}

/** Which mails the caller wants. */
export class ChooseNotificationsDto {
  /** Kinds that are not named stay as they are. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(NOTIFICATION_KEYS.length)
  @ValidateNested({ each: true })
  @Type(() => NotificationChoiceDto)
  items: NotificationChoiceDto[];
}
