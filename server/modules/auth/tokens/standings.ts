import { Injectable } from '@nestjs/common';
import { AccountsFacade } from '../../users/accounts.facade.js';
import { SecondFactorDuty } from '../credentials/second-factor-duty.js';
import { StandingsQueries, type StandingRow } from '../persistence/standings.queries.js';

/** Remembered for this long at most, in milliseconds: the net under lost notifications. */
const REMEMBER = 15_000;
const MAX_REMEMBERED = 10_000;

/** Somebody who may come in, as he is now. */
export interface Standing extends StandingRow {
  readonly mustSetUpSecondFactor: boolean;
}

interface Remembered {
  readonly row: StandingRow;
  readonly until: number;
}

/**
 * Whether a session or an API token still lets its owner in, and as what: from memory, dropped at once when the account
 * changes here and a moment later when it changes elsewhere. While other processes cannot be heard, the database is
 * asked every time.
 */
@Injectable()
export class Standings {
  private readonly remembered = new Map<string, Remembered>();
  private readonly keysOf = new Map<string, Set<string>>();
  private readonly listeners = new Set<(userId: string | null) => void>();
  /** Grows with every drop: an answer that was on its way during a drop is used, but not remembered. */
  private drops = 0;

  constructor(
    private readonly queries: StandingsQueries,
    private readonly accounts: AccountsFacade,
    private readonly duty: SecondFactorDuty,
  ) {
    accounts.onChange((userId) => {
      this.drop(userId);
      this.tell(userId);
    });
    // What a row means may change without the row.
    duty.onChange(() => {
      this.tell(null);
    });
  }

  /** Called after what was remembered is dropped, so that whoever asks then is told the truth; null: of everybody. */
  onDrop(listener: (userId: string | null) => void): void {
    this.listeners.add(listener);
  }

  /** Whether changes made by other processes are heard of right now. */
  get hearsOthers(): boolean {
    return this.accounts.hearsOthers;
  }

  async ofSession(sessionId: string): Promise<Standing | null> {
    return this.judge(await this.recall(`session:${sessionId}`, () => this.queries.ofSession(sessionId)));
  }

  async ofApiToken(tokenHash: Buffer): Promise<Standing | null> {
    const key = `token:${tokenHash.toString('hex')}`;
    return this.judge(await this.recall(key, () => this.queries.ofApiToken(tokenHash)));
  }

  /** By the settings of this moment, which are remembered for themselves. */
  private async judge(row: StandingRow | null): Promise<Standing | null> {
    return row === null
      ? null
      : {
          ...row,
          mustSetUpSecondFactor: await this.duty.mustSetUp({ role: row.role, hasSecondFactor: row.has_second_factor }),
        };
  }

  private tell(userId: string | null): void {
    this.listeners.forEach((listener) => {
      listener(userId);
    });
  }

  private async recall(key: string, load: () => Promise<StandingRow | null>): Promise<StandingRow | null> {
    if (!this.accounts.hearsOthers) {
      return load();
    }
    const known = this.remembered.get(key);
    if (known !== undefined && known.until > performance.now()) {
      return known.row;
    }
    const before = this.drops;
    const row = await load();
    if (row !== null && before === this.drops) {
      this.remember(key, row);
    }
    return row;
  }

  private remember(key: string, row: StandingRow): void {
    if (this.remembered.size >= MAX_REMEMBERED) {
      this.drop(null);
    }
    this.remembered.set(key, { row, until: performance.now() + REMEMBER });
    const keys = this.keysOf.get(row.user_id) ?? new Set<string>();
    keys.add(key);
    this.keysOf.set(row.user_id, keys);
  }

  private drop(userId: string | null): void {
    this.drops += 1;
    if (userId === null) {
      this.remembered.clear();
      this.keysOf.clear();
      return;
    }
    this.keysOf.get(userId)?.forEach((key) => this.remembered.delete(key));
    this.keysOf.delete(userId);
  }
}
