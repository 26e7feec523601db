import { Injectable } from '@nestjs/common';
import type { StoredLifecycle } from '../domain/stored-lifecycle.js';
import { LifecycleRepository } from '../persistence/lifecycle.repository.js';

/** The lifecycle as it stands, asked of the database: whoever edits it wants no memory. */
@Injectable()
export class GetLifecycle {
  constructor(private readonly repository: LifecycleRepository) {}

  async execute(): Promise<StoredLifecycle> {
    return this.repository.newest();
  }
}
