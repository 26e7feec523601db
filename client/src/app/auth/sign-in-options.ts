import { inject } from '@angular/core';
import type { ResolveFn } from '@angular/router';
import type { SignInOptionsDto } from '../api/types';
import { AuthApi } from './auth-api';

/** What is shown when the server does not say in time: the password always works. */
export const NO_OPTIONS: SignInOptionsDto = { registrationOpen: true, providers: [] };

const PATIENCE_MS = 1_500;

/** Known before the page is drawn, so that nothing under the pointer moves when it comes; never holds the page up for long. */
export const signInOptions: ResolveFn<SignInOptionsDto> = () => {
  const tooLate = new Promise<SignInOptionsDto>((done) => setTimeout(done, PATIENCE_MS, NO_OPTIONS));
  // The form itself will say what is wrong with the server.
  const answer = inject(AuthApi)
    .options()
    .catch(() => NO_OPTIONS);
  return Promise.race([answer, tooLate]);
};
