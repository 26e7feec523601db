import { Injectable } from '@nestjs/common';
import { lifecycleProblems } from '../domain/lifecycle-problems.js';
import { withWords, type LifecycleWish } from '../domain/stored-lifecycle.js';
import { LifecycleRepository } from '../persistence/lifecycle.repository.js';

/** What would be wrong with a lifecycle that is only thought of. Changes nothing. */
@Injectable()
export class CheckLifecycle {
  constructor(private readonly repository: LifecycleRepository) {}

  async execute(wish: LifecycleWish): Promise<readonly string[]> {
    return lifecycleProblems(withWords((await this.repository.newest()).lifecycle, wish));
  }
}
