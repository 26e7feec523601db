import { IsString, MaxLength } from 'class-validator';
import { EmailAddress, Line } from '../../../../platform/http/fields.decorator.js';

/** Another address for the caller. */
export class RequestEmailDto {
  /** The wanted address; the caller's only once it is confirmed. */
  @EmailAddress()
  email: string;
  /** The present password. */
  @IsString()
  @MaxLength(1024)
  currentPassword: string;
}

/** The link to the new address. */
export class ConfirmEmailDto {
  /** `token` of the link. */
  @Line(1, 200)
  token: string;
}
