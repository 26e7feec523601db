/** No template may reach a recipient half filled or unparsed. */
export class MailTemplateError extends Error {
  override readonly name = 'MailTemplateError';
}
