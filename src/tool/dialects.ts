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

/** The dialects by the names of `--dialect`. */
export const DIALECTS: Readonly<Record<string, SqlDialect>> = {
  duckdb,
  postgresql,
  sqlite,
  mariadb,
  mysql,
  clickhouse,
  spark,
  bigquery,
  snowflake,
  redshift,
  trino,
}
