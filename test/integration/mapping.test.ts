import '../../server/app.module.js';
import { DataSource, EntitySchema, type EntityMetadata } from 'typeorm';
import { createDataSource } from '../../server/platform/database/data-source.js';
import { testDatabase, type TestDatabase } from '../support/test-database.js';

/**
 * Migrations are plain SQL, because search columns, partial indexes and foreign keys across modules cannot be told by
 * entities (docs/decisions/0001). What entities do tell is held against the migrated database here.
 */
interface DatabaseColumn {
  table_name: string;
  column_name: string;
  data_type: string;
  udt_name: string;
  is_nullable: 'YES' | 'NO';
}

/** Types that read and write the same way on our side belong to one family. */
const FAMILIES: Readonly<Record<string, string>> = {
  'character varying': 'text',
  varchar: 'text',
  citext: 'text',
  int4: 'integer',
  int: 'integer',
  smallint: 'integer',
  int2: 'integer',
  int8: 'bigint',
  bool: 'boolean',
  timestamptz: 'timestamp with time zone',
};

function family(type: string): string {
  return FAMILIES[type] ?? type;
}

function databaseFamily(column: DatabaseColumn): string {
  switch (column.data_type) {
    case 'ARRAY':
      return `${family(column.udt_name.slice(1))}[]`;
    case 'USER-DEFINED':
      return family(column.udt_name);
    default:
      return family(column.data_type);
  }
}

function differences(
  dataSource: DataSource,
  entities: readonly EntityMetadata[],
  columns: readonly DatabaseColumn[],
): string[] {
  const known = new Map(columns.map((column) => [`${column.table_name}.${column.column_name}`, column]));
  return entities.flatMap((entity) =>
    entity.columns.flatMap((mapped) => {
      const name = `${entity.tableName}.${mapped.databaseName}`;
      const real = known.get(name);
      if (real === undefined) {
        return [`${name} is not in the database`];
      }
      const type = `${family(dataSource.driver.normalizeType(mapped))}${mapped.isArray ? '[]' : ''}`;
      return [
        ...(mapped.isNullable === (real.is_nullable === 'YES')
          ? []
          : [`${name} is ${mapped.isNullable ? 'not ' : ''}nullable in the database`]),
        ...(type === databaseFamily(real)
          ? []
          : [`${name} is ${databaseFamily(real)} in the database and ${type} in the entity`]),
      ];
    }),
  );
}

describe('entities and the migrated database', () => {
  let database: TestDatabase;
  let columns: DatabaseColumn[];

  beforeAll(async () => {
    database = await testDatabase();
    columns = await database.query<DatabaseColumn>(
      `SELECT table_name, column_name, data_type, udt_name, is_nullable FROM information_schema.columns
       WHERE table_schema = 'public'`,
    );
  });
  afterAll(async () => {
    await database.drop();
  });

  it('agree on every mapped column, its type and whether it may be null', async () => {
    const dataSource = await createDataSource({
      url: database.url,
      poolSize: 1,
      applicationName: 'mapping',
    }).initialize();
    try {
      expect(differences(dataSource, dataSource.entityMetadatas, columns)).toEqual([]);
    } finally {
      await dataSource.destroy();
    }
  });

  it('would be told apart in each of the three ways', async () => {
    const wrong = new EntitySchema({
      name: 'wrong',
      tableName: 'idempotency_keys',
      columns: {
        key: { type: 'integer', primary: true },
        result: { type: 'jsonb' },
        missing: { type: 'text' },
      },
    });
    const dataSource = await new DataSource({ type: 'postgres', url: database.url, entities: [wrong] }).initialize();
    try {
      expect(differences(dataSource, dataSource.entityMetadatas, columns)).toEqual([
        'idempotency_keys.key is text in the database and integer in the entity',
        'idempotency_keys.result is nullable in the database',
        'idempotency_keys.missing is not in the database',
      ]);
    } finally {
      await dataSource.destroy();
    }
  });

  it('has created_at on every table of people and work', () => {
    const tables = new Map<string, Set<string>>();
    columns.forEach(({ table_name, column_name }) => {
      tables.set(table_name, (tables.get(table_name) ?? new Set()).add(column_name));
    });
    const without = [...tables]
      .filter(([, names]) => !['created_at', 'occurred_at', 'submitted_at'].some((name) => names.has(name)))
      .map(([table]) => table)
      .filter((table) => !WITHOUT_TIME.includes(table));
    expect(without).toEqual([]);
  });
});

/** Parts of another row (its time is theirs), and the migrations' own table. */
const WITHOUT_TIME = ['migrations', 'instance', 'outbox', 'event_details'];
