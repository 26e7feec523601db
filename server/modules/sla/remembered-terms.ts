import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Remembered } from '../../platform/database/remembered.js';
import type { Queryable } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import { counting, type CountingTerms } from './domain/sla-terms.js';
import { TermsRepository } from './persistence/terms.repository.js';
import { SlaBell } from './sla-bell.js';

/** A desk that changes its policies daily has as many in a year; each knows some days of its calendar. */
const TERMS_KNOWN = 300;

/** Terms from memory: what holds now until it is changed anywhere, and what held once for good, since it never changes. */
@Injectable()
export class RememberedTerms implements OnApplicationBootstrap {
  private readonly known = new Map<string, CountingTerms>();
  /** By category; null stands for all others. */
  private readonly current: Remembered<ReadonlyMap<string | null, CountingTerms>>;

  constructor(
    private readonly repository: TermsRepository,
    private readonly bell: SlaBell,
    private readonly database: Database,
  ) {
    this.current = new Remembered(bell, async (from) => this.holdingNow(from ?? database));
  }

  /** Of policies that came with the desk itself, and not through a person's hands. */
  async onApplicationBootstrap(): Promise<void> {
    await this.repository.keep(this.database);
  }

  /** What is promised now for a category. */
  async holding(from: Queryable, categoryId: string): Promise<CountingTerms> {
    const current = await this.current.read(from);
    const terms = current.get(categoryId) ?? current.get(null);
    if (terms === undefined) {
      throw new Error('No policy holds where no other does');
    }
    return terms;
  }

  /** Those of these ids that are; at most one statement, usually none. */
  async byIds(from: Queryable, ids: Iterable<string>): Promise<ReadonlyMap<string, CountingTerms>> {
    const wanted = [...new Set(ids)];
    const unknown = wanted.filter((id) => !this.known.has(id));
    const found = new Map(wanted.flatMap((id) => [...this.entry(id)]));
    if (unknown.length > 0) {
      (await this.repository.byIds(from, unknown)).forEach((terms) => {
        found.set(terms.id, this.remember(counting(terms)));
      });
    }
    return found;
  }

  /** After a policy or a calendar was saved, in the same transaction. */
  async renew(tx: Transaction): Promise<void> {
    await this.repository.keepAlone(tx);
    await this.bell.ring(tx, 'terms');
  }

  private async holdingNow(from: Queryable): Promise<ReadonlyMap<string | null, CountingTerms>> {
    const rows = await this.repository.current(from);
    return new Map(
      rows.map(({ categoryId, ...terms }) => [categoryId, this.known.get(terms.id) ?? this.remember(counting(terms))]),
    );
  }

  private *entry(id: string): Generator<[string, CountingTerms]> {
    const terms = this.known.get(id);
    if (terms !== undefined) {
      yield [id, terms];
    }
  }

  private remember(terms: CountingTerms): CountingTerms {
    if (this.known.size >= TERMS_KNOWN) {
      this.known.clear();
    }
    this.known.set(terms.id, terms);
    return terms;
  }
}
