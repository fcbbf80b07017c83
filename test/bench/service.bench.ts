import { type BusinessHours, resolutionTimes } from 'customer-metrics'
import { compare, random } from './harness.js'

const next = random(1)
const rows = Array.from({ length: 1e6 }, () => {
  const opened = Date.UTC(2023, 0, 1) + Math.floor(next() * 365 * 86_400_000)
  const resolved = opened + Math.floor(next() ** 3 * 14 * 86_400_000)
  return {
    openedAt: new Date(opened).toISOString(),
    // One in twenty is still open.
    resolvedAt: next() < 0.05 ? null : new Date(resolved).toISOString(),
  }
})
const dated = rows.map(({ openedAt, resolvedAt }) => ({
  openedAt: new Date(openedAt),
  resolvedAt: resolvedAt === null ? null : new Date(resolvedAt),
}))

const weekday = [
  { from: '09:00', to: '12:30' },
  { from: '13:30', to: '17:00' },
]
const clock: BusinessHours = {
  timeZone: 'Europe/Berlin',
  week: {
    monday: weekday,
    tuesday: weekday,
    wednesday: weekday,
    thursday: weekday,
    friday: weekday,
  },
  holidays: ['2023-01-01', '2023-04-07', '2023-04-10', '2023-05-01', '2023-12-25', '2023-12-26'],
}
const options = {
  asOf: '2024-02-01T00:00:00Z',
  clock,
  unit: 'hour',
  reopened: 'last',
  definition: 7,
} as const

compare({
  name: 'median, percentiles and intervals of 1e6 tickets in business hours, open ones counted',
  baseline: [
    'a loop that parses both times and takes the plain difference',
    () => {
      const differences = new Float64Array(rows.length)
      for (let index = 0; index < rows.length; index++) {
        const { openedAt, resolvedAt } = rows[index] as (typeof rows)[0]
        if (resolvedAt !== null) differences[index] = Date.parse(resolvedAt) - Date.parse(openedAt)
      }
      return differences
    },
  ],
  subject: () => resolutionTimes(rows, options),
  atMost: 5,
  rounds: 5,
})

compare({
  name: 'the same of 1e6 tickets with Date objects, where nothing is parsed',
  baseline: [
    'a loop that takes the plain difference, and sorts for the median',
    () => {
      const differences = new Float64Array(dated.length)
      for (let index = 0; index < dated.length; index++) {
        const { openedAt, resolvedAt } = dated[index] as (typeof dated)[0]
        if (resolvedAt !== null) differences[index] = resolvedAt.getTime() - openedAt.getTime()
      }
      return differences.sort()[dated.length / 2]
    },
  ],
  subject: () => resolutionTimes(dated, options),
  atMost: 5,
  rounds: 5,
})

compare({
  name: 'the same, beside a loop that neither parses nor sorts: a median takes more than a difference',
  baseline: [
    'a loop that takes the plain difference of Date objects',
    () => {
      const differences = new Float64Array(dated.length)
      for (let index = 0; index < dated.length; index++) {
        const { openedAt, resolvedAt } = dated[index] as (typeof dated)[0]
        if (resolvedAt !== null) differences[index] = resolvedAt.getTime() - openedAt.getTime()
      }
      return differences
    },
  ],
  subject: () => resolutionTimes(dated, options),
  atMost: 15,
  rounds: 5,
})
