import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { HourlyWork, type HourlyChore } from '../../../platform/schedule/hourly-work.js';
import { SignInLeftovers } from '../persistence/sign-in-leftovers.js';

/** Takes away what has expired; it does not matter how many processes do. */
@Injectable()
export class TidySignIn implements HourlyChore, OnModuleInit {
  readonly name = 'auth.tidy';

  constructor(
    private readonly hourly: HourlyWork,
    private readonly leftovers: SignInLeftovers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.hourly.register(this);
  }

  async execute(): Promise<void> {
    await this.leftovers.remove(this.clock.now());
  }
}
