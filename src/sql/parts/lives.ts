import { list } from '../compose.js'
import type { Draft } from '../draft.js'

/**
 * Uninterrupted times as a customer: first day, first day without and, where `asOf` cuts, which of them
 * were known by then. Each row of the result begins one.
 */
export function beginnings(draft: Draft): string {
  const owner = list(draft, 's.customer')
  return `SELECT s.*,
    MAX(${draft.dialect.maybe('s.e')}) OVER (PARTITION BY ${owner} ORDER BY s.s
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS away
  FROM spans AS s`
}
