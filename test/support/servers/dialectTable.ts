import {
  bigquery,
  clickhouse,
  duckdb,
  mariadb,
  mysql,
  postgresql,
  redshift,
  type SqlDialect,
  snowflake,
  spark,
  sqlite,
  trino,
} from 'customer-metrics/sql'

/** How far a dialect was tried. */
type DialectStatus = 'executed' | 'in translation' | 'syntax only'

/** An engine, its dialect, and how far that was tried. */
export interface DialectRow {
  readonly engine: string
  /** What it is exported as. */
  readonly exported: string
  readonly dialect: SqlDialect
  readonly status: DialectStatus
}

/** The table of dialects, in the order of the page. */
export const DIALECT_TABLE: readonly DialectRow[] = [
  { engine: 'DuckDB', exported: 'duckdb', dialect: duckdb, status: 'executed' },
  { engine: 'PostgreSQL', exported: 'postgresql', dialect: postgresql, status: 'executed' },
  { engine: 'SQLite', exported: 'sqlite', dialect: sqlite, status: 'executed' },
  { engine: 'MariaDB', exported: 'mariadb', dialect: mariadb, status: 'executed' },
  { engine: 'ClickHouse', exported: 'clickhouse', dialect: clickhouse, status: 'executed' },
  { engine: 'Spark SQL', exported: 'spark', dialect: spark, status: 'executed' },
  { engine: 'BigQuery', exported: 'bigquery', dialect: bigquery, status: 'in translation' },
  { engine: 'Snowflake', exported: 'snowflake', dialect: snowflake, status: 'in translation' },
  { engine: 'Redshift', exported: 'redshift', dialect: redshift, status: 'in translation' },
  { engine: 'Trino', exported: 'trino', dialect: trino, status: 'in translation' },
  { engine: 'MySQL', exported: 'mysql', dialect: mysql, status: 'syntax only' },
]
