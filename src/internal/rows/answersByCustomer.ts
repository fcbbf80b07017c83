import {
  check,
  checkChoice,
  checkObject,
  checkSome,
  checkWhole,
  eachRow,
  type Path,
  refuse,
} from '../guard.js'
import { formatDay } from '../time/dayNumber.js'
import { checkDay, type ReadDay } from '../time/days.js'
import type { CustomerKey, ReadId } from './customers.js'

/** Ratings of a group of answers: the lowest and the highest, both included. */
export type RatingRange = readonly [from: number, to: number]

/** Customers grouped by their answers. */
export interface GroupedAnswers {
  /** The names of the groups, in order. */
  readonly names: readonly string[]
  /** The group and the day of each customer's answer. */
  readonly answers: ReadonlyMap<CustomerKey, { readonly group: string; readonly day: number }>
  /** Answers of a rating that is in no group. */
  readonly ungrouped: number
  /** Questions without an answer, left out. */
  readonly skipped: number
}

interface Row {
  readonly customer: unknown
  readonly rating: unknown
  readonly answeredOn: unknown
}

/** How answers are read and grouped. */
interface Rules {
  readonly answers: unknown
  readonly groups: unknown
  readonly unanswered: unknown
  readonly asOf: number
  readonly readDay: ReadDay
  readonly readId: ReadId
}

/** One answer of each customer by groups of ratings. Later answers are not known and are not read. */
export function groupAnswers(metric: string, rules: Rules): GroupedAnswers {
  const { unanswered = 'reject', asOf, readDay, readId } = rules
  checkChoice(metric, ['unanswered'], unanswered, ['reject', 'skip'])
  const groups = readGroups(metric, rules.groups)
  const answers = new Map<CustomerKey, { group: string; day: number }>()
  const seen = new Set<CustomerKey>()
  let ungrouped = 0
  let skipped = 0
  const list: Path = ['answers']
  eachRow<Row>(metric, list, rules.answers, (row, index) => {
    const path = (field: string): Path => [...list, index, field]
    const customer = readId(row.customer, list, index)
    const day = readDay(row.answeredOn)
    if (Number.isNaN(day)) checkDay(metric, path('answeredOn'), row.answeredOn, readDay)
    if (unanswered === 'skip' && row.rating == null) {
      skipped++
      return
    }
    const rating = checkWhole(metric, path('rating'), row.rating, -1000, 1000)
    if (day > asOf) return
    const isNew = seen.size < seen.add(customer).size
    const once = `a customer with one answer up to ${formatDay(asOf)}: choose it, as latestAnswers does`
    check(metric, path('customer'), row.customer, isNew, once, 'mismatch')
    const group = groups.find(([, [low, high]]) => rating >= low && rating <= high)
    if (group) answers.set(customer, { group: group[0], day })
    else ungrouped++
  })
  checkSome(metric, list, rules.answers, answers.size, 'answer in a group by asOf')
  return { names: groups.map(([name]) => name), answers, ungrouped, skipped }
}

/** Named ranges of ratings that do not overlap. */
function readGroups(metric: string, groups: unknown): [name: string, range: RatingRange][] {
  const entries = Object.entries(checkObject<Record<string, unknown>>(metric, ['groups'], groups))
  checkSome(metric, ['groups'], groups, entries.length, 'group')
  const read: [string, RatingRange][] = []
  for (const [name, range] of entries) {
    const path = ['groups', name]
    if (!Array.isArray(range) || range.length !== 2)
      return refuse(
        metric,
        path,
        range,
        'the lowest and the highest rating, such as [9, 10]',
        'invalid',
      )
    const low = checkWhole(metric, [...path, 0], range[0], -1000, 1000)
    const high = checkWhole(metric, [...path, 1], range[1], low, 1000)
    const other = read.find(([, [from, to]]) => low <= to && high >= from)
    check(metric, path, range, !other, `ratings that are not in ${other?.[0]}`, 'mismatch')
    read.push([name, [low, high]])
  }
  return read
}
