import { Injectable, Logger } from '@nestjs/common';
import type pg from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { Call } from '../../kernel/call.js';
import { CallStanding } from './call-standing.js';
import { Database, toQuery } from './database.js';
import { IdempotencyStore } from './idempotency-store.js';
import type { Queryable, Statement } from './statement.js';

/** One open transaction, handed visibly to everything that takes part in it. */
export interface Transaction extends Queryable {
  readonly manager: EntityManager;
  /** Ids of the background tasks that the events appended so far will become; a call promises them to its caller (Q1). */
  readonly startedTasks: string[];
  /**
   * Asks now, instead of before the commit, whether the caller is still let in: for changes that end just that. Call it
   * once everything is locked; throws the 401.
   */
  assertStanding(): Promise<void>;
  /** Runs after a successful commit; must not throw, must not be needed for correctness. */
  afterCommit(action: () => void): void;
  /**
   * Runs when the change was given up before its commit was tried; never when the outcome of the commit is unknown. Must not
   * throw.
   */
  afterRollback(action: () => void): void;
}

@Injectable()
export class UnitOfWork {
  private readonly logger = new Logger(UnitOfWork.name);

  constructor(
    private readonly database: Database,
    private readonly idempotency: IdempotencyStore,
    private readonly standing: CallStanding,
  ) {}

  /**
   * Runs `work` in one transaction. When the call carries an Idempotency-Key, the key is taken inside the same
   * transaction: a repeated call waits for the first one and gets its result without running again.
   * A person who is no longer let in by the time everything is done gets 401, and nothing is changed.
   * The result must survive JSON (ids, not entities), since that is how it is kept for the repetition.
   */
  async run<T>(call: Call, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = this.database.dataSource.createQueryRunner();
    const actions: (() => void)[] = [];
    const undoings: (() => void)[] = [];
    let isCommitting = false;
    const { actor } = call;
    let isAsked = actor.kind !== 'person';
    try {
      const client = (await runner.connect()) as pg.PoolClient;
      await runner.startTransaction();
      const tx: Transaction = {
        manager: runner.manager,
        startedTasks: [],
        query: async <R extends object>(statement: Statement, values: readonly unknown[] = []) =>
          (await client.query<R>(toQuery(statement, values))).rows,
        assertStanding: async () => {
          if (!isAsked && actor.kind === 'person') {
            await this.standing.assert(tx, { ...call, actor });
            isAsked = true;
          }
        },
        afterCommit: (action) => actions.push(action),
        afterRollback: (action) => undoings.push(action),
      };
      const result = await this.idempotency.once(tx, call, () => work(tx));
      await tx.assertStanding();
      isCommitting = true;
      await runner.commitTransaction();
      this.runAll(actions);
      return result;
    } catch (error) {
      await this.rollBack(runner);
      if (!isCommitting) {
        this.runAll(undoings);
      }
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** The change is decided: whatever fails from here on is no failure of the call. */
  private runAll(actions: readonly (() => void)[]): void {
    actions.forEach((action) => {
      try {
        action();
      } catch (error) {
        this.logger.error({ err: error, msg: 'An action after a transaction failed' });
      }
    });
  }

  /** A connection that is gone has rolled back by itself; the caller shall hear the first error, not this one. */
  private async rollBack(runner: QueryRunner): Promise<void> {
    try {
      if (runner.isTransactionActive) {
        await runner.rollbackTransaction();
      }
    } catch (error) {
      this.logger.warn({ err: error, msg: 'A rollback failed' });
    }
  }
}
