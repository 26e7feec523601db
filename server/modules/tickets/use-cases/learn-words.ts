import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HourlyWork, type HourlyChore } from '../../../platform/schedule/hourly-work.js';
import { KnownWordsQuery } from '../persistence/known-words.query.js';

/** So many batches at most in one hour: a desk that has just been filled is learned bit by bit. */
const MOST = 100;

/** Keeps the words that typing errors are held against, and how often they are met, up with what is written. */
@Injectable()
export class LearnWords implements HourlyChore, OnModuleInit {
  readonly name = 'words of searches';

  constructor(
    private readonly words: KnownWordsQuery,
    private readonly hourly: HourlyWork,
  ) {}

  onModuleInit(): void {
    this.hourly.register(this);
  }

  async execute(): Promise<void> {
    for (let done = 0; done < MOST; done += 1) {
      const { isBehind } = await this.words.learn();
      if (!isBehind) {
        return;
      }
    }
  }
}
