import { spawnSync } from 'node:child_process'

/**
 * Compares every statement of `customer-metrics/sql` with its function on 300 random cases a set of
 * options, on each engine that runs in this process: DuckDB, PostgreSQL (PGlite) and SQLite.
 */
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    ...['run', '--project', 'unit', '--reporter', 'dot', '--testTimeout', '300000', 'test/sql'],
  ],
  { stdio: 'inherit', env: { ...process.env, SQL_CASES: '300', NO_TYPECHECK: '1' } },
)
process.exit(status ?? 1)
