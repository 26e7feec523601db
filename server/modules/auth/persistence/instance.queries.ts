import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement } from '../../../platform/database/statement.js';

const INSTANCE = statement('auth.instance', 'SELECT id FROM instance');

@Injectable()
export class InstanceQueries {
  constructor(private readonly database: Database) {}

  /** The same for as long as the database lives. */
  async id(): Promise<string> {
    const [row] = await this.database.query<{ id: string }>(INSTANCE);
    if (row === undefined) {
      throw new Error('The database has lost the row that names it');
    }
    return row.id;
  }
}
