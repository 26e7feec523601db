import type { Outcome } from './world.js';

/** Nothing of the command happens. */
export class Refused extends Error {
  constructor(readonly outcome: Outcome) {
    super(outcome.code);
  }
}
