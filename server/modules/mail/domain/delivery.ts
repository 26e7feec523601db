export const MAIL_STATES = ['queued', 'sent', 'failed', 'bounced'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** What an SMTP server says about a failure. */
export interface DeliveryFailure {
  /** SMTP answer, like 550; null when none came. */
  readonly responseCode: number | null;
  /** What was being said, like `RCPT TO`. */
  readonly command: string | null;
}

/**
 * bounced: this recipient (or this content for him) is refused for good. server: nobody would get through now.
 * later: this one message may get through later. wait: the carrier is well and asks for a rest.
 */
export type DeliveryVerdict = 'bounced' | 'server' | 'later' | 'wait';

/** RFC 5321 4.2.1; 503 is about the session's order and never about the message. */
export function judgeFailure({ responseCode, command }: DeliveryFailure): DeliveryVerdict {
  const isAboutMessage = command !== null && /^(RCPT TO|DATA)/i.test(command);
  if (responseCode === null || !isAboutMessage) {
    return 'server';
  }
  if (responseCode >= 500 && responseCode <= 599 && responseCode !== 503) {
    return 'bounced';
  }
  return /^RCPT TO/i.test(command) ? 'later' : 'server';
}
