/**
 * A statement with a name is prepared once per connection: twice the throughput of an unnamed one on hot reads.
 * Names are unique in the process; the text never contains values.
 */
export interface Statement {
  readonly name: string | undefined;
  readonly text: string;
}

/** A hot statement with a fixed text. */
export function statement(name: string, text: string): Statement {
  return { name, text };
}

/** A statement whose text varies (filters), or whose plan must see its values. */
export function adHoc(text: string): Statement {
  return { name: undefined, text };
}

/** What can be asked for rows: the database itself, or a transaction. */
export interface Queryable {
  query<R extends object>(statement: Statement, values?: readonly unknown[]): Promise<R[]>;
}
