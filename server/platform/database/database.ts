import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Queryable, Statement } from './statement.js';

/** Reads outside a transaction, straight on the pool of the one DataSource. */
@Injectable()
export class Database implements Queryable {
  constructor(readonly dataSource: DataSource) {}

  async query<R extends object>(statement: Statement, values: readonly unknown[] = []): Promise<R[]> {
    const result = await this.pool().query<R>(toQuery(statement, values));
    return result.rows;
  }

  /** The pool itself, for what needs a connection of its own (LISTEN, advisory locks). */
  pool(): pg.Pool {
    return poolOf(this.dataSource);
  }
}

export function poolOf(dataSource: DataSource): pg.Pool {
  return (dataSource.driver as PostgresDriver).master as pg.Pool;
}

export function toQuery(statement: Statement, values: readonly unknown[]): pg.QueryConfig {
  return {
    ...(statement.name === undefined ? {} : { name: statement.name }),
    text: statement.text,
    values: [...values],
  };
}
