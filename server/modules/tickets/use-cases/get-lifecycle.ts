import { Injectable } from '@nestjs/common';
import { SettingsFacade } from '../../settings/settings.facade.js';
import type { StoredLifecycle } from '../domain/stored-lifecycle.js';
import { LifecycleRepository } from '../persistence/lifecycle.repository.js';
import { TICKETS } from '../tickets.settings.js';

/** With what people are told of it. */
export interface ShownLifecycle extends StoredLifecycle {
  readonly autoCloseDays: number;
}

/** The lifecycle as it stands, asked of the database: whoever edits it wants no memory. */
@Injectable()
export class GetLifecycle {
  constructor(
    private readonly repository: LifecycleRepository,
    private readonly settings: SettingsFacade,
  ) {}

  async execute(): Promise<ShownLifecycle> {
    const [stored, { autoCloseDays }] = await Promise.all([this.repository.newest(), this.settings.read(TICKETS)]);
    return { ...stored, autoCloseDays };
  }
}
