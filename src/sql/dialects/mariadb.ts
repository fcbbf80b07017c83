import type { SqlDialect } from '../dialect.js'
import { mysqlLanguage } from './mysqlLanguage.js'

/**
 * MariaDB. Ids and groups are compared byte for byte, whatever the collation of their columns, and come
 * back as text: say `is: 'number'` of those that are numbers. Moments are columns of the type
 * `TIMESTAMP`; time zones other than UTC need the server's time zone tables.
 *
 * @example
 * ```ts
 * import { mariadb, tallyRatingsSql } from 'customer-metrics/sql'
 *
 * const { text } = tallyRatingsSql(
 *   { table: 'survey.answers', columns: { rating: 'score' } },
 *   { dialect: mariadb },
 * )
 * text.includes('`survey`.`answers`') // => true
 * ```
 */
export const mariadb: SqlDialect = /* @__PURE__ */ mysqlLanguage('MariaDB', 'utf8mb4_nopad_bin')
