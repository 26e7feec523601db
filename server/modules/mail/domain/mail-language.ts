/** What the desk writes mails in; each template exists in each of them. */
export const MAIL_LANGUAGES = ['en', 'de'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

/** The language for a reader whose account says `wanted`, like `de-AT`; `otherwise` when mails do not speak it. */
export function mailLanguageOf(wanted: string | null | undefined, otherwise: MailLanguage): MailLanguage {
  const first = wanted?.toLowerCase().split(/[-_]/)[0];
  return MAIL_LANGUAGES.find((language) => language === first) ?? otherwise;
}
