import { toApiError } from '../../api/api-error';

/** Key of the sentence that says why a file cannot be shown, and whether trying again may help. */
export interface ViewProblem {
  readonly words: 'failedImage' | 'failedText' | 'failedPdf' | 'password' | 'gone' | null;
  /** The failed call, told in its own words when there is no sentence for it. */
  readonly error: unknown;
  readonly mayPass: boolean;
}

/** @param broken what is said of bytes that came and make no sense */
export function problemOf(error: unknown, broken: NonNullable<ViewProblem['words']>): ViewProblem {
  const reason = toApiError(error);
  if (reason.status === 404 || reason.status === 409 || reason.status === 410) {
    return { words: 'gone', error, mayPass: false };
  }
  if (reason.isPassing && reason.code !== 'UNREADABLE') {
    return { words: null, error, mayPass: true };
  }
  return { words: broken, error, mayPass: false };
}
