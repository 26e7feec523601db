import type { Page } from '../../../kernel/page.js';
import type { MailListItem } from '../domain/mail-message.js';
import type { ShownMessage } from '../use-cases/show-message.js';
import type { MailItemDto, MailListDto, MailMessageDto } from './dto/mail.dto.js';

export function presentMailItem(item: MailListItem): MailItemDto {
  return {
    id: item.id,
    to: { name: item.toName, address: item.toAddress },
    subject: item.subject,
    template: item.template,
    state: item.state,
    attempts: item.attempts,
    createdAt: item.createdAt.toISOString(),
    sentAt: item.sentAt?.toISOString() ?? null,
    lastError: item.lastError,
    personId: item.personId,
    language: item.language,
    collapsedInto: item.collapsedInto,
  };
}

export function presentMailList(page: Page<MailListItem>): MailListDto {
  return { items: page.items.map(presentMailItem), nextCursor: page.nextCursor };
}

export function presentMailMessage({ message, html, text, headers }: ShownMessage): MailMessageDto {
  return {
    ...presentMailItem(message),
    html,
    text,
    headers: { ...headers },
    providerAnswer: message.providerAnswer,
    replyToken: message.replyToken,
    inReplyTo: message.inReplyTo,
  };
}
