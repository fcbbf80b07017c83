import { check, checkList, type Path, readList, refuse } from '../../../internal/guard.js'
import {
  type Counted,
  eachSummary,
  hasMean,
  isColumns,
  type SummaryKind,
  summaryTable,
  type VisitedSummary,
} from '../../summaries/summaryColumns.js'
import type { CovariateGroup } from './likelihood.js'
import { type Covariates, growthOf } from './links.js'

/** So far from 0 a covariate may be: a power of e of more has no digits. */
export const MOST_COVARIATE = 1000

/** So far from 0 a coefficient may be, which is that of covariates of about a billionth. */
export const MOST_COEFFICIENT = 1e12

/** Histories by what their covariates are, and all of them together. */
export interface CovariateData {
  readonly groups: readonly CovariateGroup[]
  readonly data: Counted
}

/** Reads histories and their covariates. */
export function readCovariates(
  metric: string,
  path: Path,
  given: unknown,
  covariates: Covariates,
  parameters: number,
  kind: 'times' | 'spend' = 'times',
): CovariateData {
  const { names } = covariates
  const summaries = isColumns(given) ? given : readList(metric, path, given, (item) => item)
  const columns = isColumns(given)
    ? names.map((name) =>
        checkList<unknown>(
          metric,
          [...path, name],
          (given as unknown as Readonly<Record<string, unknown>>)[name],
        ),
      )
    : undefined
  const all = summaryTable(kind)
  let customers = 0
  let excluded = 0
  const known = new Map<
    string,
    { readonly values: number[]; readonly table: Table; count: number }
  >()
  const read = eachSummary(metric, path, summaries, kind, (summary) => {
    const { weight, index } = summary
    const values = names.map((name, i) => {
      const row = (summaries as readonly Readonly<Record<string, unknown>>[])[index]
      const value = columns ? (columns[i] as ArrayLike<unknown>)[index] : row?.[name]
      const isGood = typeof value === 'number' && Math.abs(value) <= MOST_COVARIATE
      if (!isGood) refuse(metric, [...path, index, name], value, EXPECTED, 'invalid')
      return value as number
    })
    if (kind === 'spend' && !hasMean(summary)) {
      excluded += weight
      return
    }
    const key = values.join()
    const group = known.get(key) ?? { values, table: [], count: 0 }
    known.set(key, group)
    group.table.push({ ...summary })
    group.count += weight
    customers += weight
    all.add(summary, weight)
  })
  const some = read > 0 ? 'at least one customer with a repeat purchase' : 'at least one customer'
  check(metric, path, given, known.size > 0, some, 'empty')
  for (const [i, name] of names.entries()) {
    const [first] = [...known.values()].map(({ values }) => values[i])
    const isVarying = [...known.values()].some(({ values }) => values[i] !== first)
    const expected =
      'different among customers: one that all have alike is in the parameters already'
    check(metric, [...path, 0, name], first, isVarying, expected, 'undefined')
  }
  const groups = [...known.values()].map(({ values, table, count }) => ({
    data: countedOf(kind, table, count),
    growth: growthOf(covariates, values, parameters),
  }))
  return { groups, data: { ...all.columns(), customers, excluded } }
}

const EXPECTED = `a number from -${MOST_COVARIATE} to ${MOST_COVARIATE}: centre and scale a larger one, and leave no customer without`

type Table = VisitedSummary[]

/** Few histories are not worth counting. */
const FEW = 500

function countedOf(kind: SummaryKind, table: Table, customers: number): Counted {
  if (table.length > FEW) {
    const counted = summaryTable(kind)
    for (const row of table) counted.add(row, row.weight)
    return { ...counted.columns(), customers, excluded: 0 }
  }
  const column = (name: keyof VisitedSummary): Float64Array =>
    Float64Array.from(table, (row) => row[name])
  return {
    size: table.length,
    frequency: column('frequency'),
    recency: column('recency'),
    age: column('age'),
    monetary: column('monetary'),
    weight: column('weight'),
    customers,
    excluded: 0,
  }
}
