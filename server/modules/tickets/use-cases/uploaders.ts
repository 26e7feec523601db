import type { Attachment } from '../../files/files.facade.js';
import type { PersonSummary, UsersFacade } from '../../users/users.facade.js';

/**
 * People who are known already, and those who uploaded the files. Nearly always they have written something there, so that
 * nothing is asked; else it costs one statement.
 */
export async function withUploaders(
  users: UsersFacade,
  known: ReadonlyMap<string, PersonSummary>,
  attachments: readonly Attachment[],
): Promise<ReadonlyMap<string, PersonSummary>> {
  const missing = attachments.flatMap(({ uploadedBy }) =>
    uploadedBy === null || known.has(uploadedBy) ? [] : [uploadedBy],
  );
  return missing.length === 0 ? known : new Map([...known, ...(await users.people(missing))]);
}
