import { Injectable } from '@nestjs/common';
import { statement } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';

const ADDRESS = statement('mail.own_address', 'SELECT email FROM users WHERE id = $1');

/** The address alone is read from people, who stand above: whoever tries a mail out sends it to himself. */
@Injectable()
export class OwnAddressQuery {
  async of(tx: Transaction, personId: string): Promise<string | null> {
    const [row] = await tx.query<{ email: string }>(ADDRESS, [personId]);
    return row?.email ?? null;
  }
}
