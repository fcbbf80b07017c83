import { type GroupRows, tallyRatings } from 'customer-metrics'
import type { Samples } from './types.js'

const rows = [
  { plan: 'pro', country: 'DE', seats: 3, on: '2025-01-05', rating: 9 },
  { plan: 'free', country: null, seats: 5, on: new Date('2025-02-01T23:30:00Z'), rating: 3 },
  { plan: 'pro', country: 'FR', seats: 3, on: '2025-01-31', rating: 10 },
]

/** The number of rows of a group: a metric that every group has. */
const sizeOf = (list: readonly unknown[]): number => list.length

/** Arguments that work, for each public function of `groups`. */
export const groups: Samples = {
  byGroup: [
    [
      rows,
      {
        by: ['plan', 'country', { column: 'on', every: 'week', weekStartsOn: 'monday' }],
        totals: 'rollup',
        minimum: 2,
        timeZone: 'Asia/Kathmandu',
      },
    ],
    [rows, { by: ['seats'], totals: 'all' }],
  ],
  tallyByGroup: [
    [
      rows,
      {
        by: ['plan', { column: 'on', every: 'month' }],
        totals: 'rollup',
        minimum: 2,
        timeZone: 'Asia/Kathmandu',
        tally: (list: GroupRows<{ readonly rating: number }>) =>
          tallyRatings(list.map(({ rating }) => rating)),
      },
    ],
  ],
  mapGroups: [
    [
      [
        { by: { plan: 'pro' }, total: false, size: 2, small: false, rows: [1, 2] },
        { by: { plan: 'free' }, total: false, size: 0, small: true, rows: [] },
      ],
      sizeOf,
    ],
  ],
}
