import {
  committedRevenue,
  mergeRevenue,
  monthlyAmount,
  type RevenueRow,
  revenueChurn,
  revenueRetention,
  tallyRevenue,
  tallyRevenueByPeriod,
} from 'customer-metrics'

// A shop with monthly, yearly and weekly plans. How did its recurring revenue move in the first
// quarter, and how much of it is committed?

const perMonth = (amount: string, unit: 'week' | 'month' | 'year') =>
  Number(
    monthlyAmount({ amount, unit, ...(unit === 'week' ? { rule: '52/12' } : {}) }).amount,
  ).toFixed(2)

const north: RevenueRow[] = [
  { customer: 'N1', startedOn: '2024-02-01', amount: perMonth('1200', 'year') },
  { customer: 'N2', startedOn: '2024-05-14', endedOn: '2025-01-31', amount: '49.90' },
  // A discount ends on 10 February.
  {
    customer: 'N3',
    startedOn: '2024-07-01',
    amount: '15.00',
    changes: [{ on: '2025-02-10', amount: '20.00' }],
  },
  { customer: 'N4', startedOn: '2025-01-15', amount: perMonth('10', 'week') },
]
const south: RevenueRow[] = [
  // Two subscriptions of one customer: what one loses, the other gains.
  { customer: 'S1', startedOn: '2024-03-20', endedOn: '2025-02-05', amount: '30' },
  { customer: 'S1', startedOn: '2025-02-05', amount: '45' },
  { customer: 'S2', startedOn: '2024-08-08', endedOn: '2024-12-20', amount: '25' },
  { customer: 'S2', startedOn: '2025-03-03', amount: '25' },
  { customer: 'S3', startedOn: '2024-08-08', endedOn: '2025-05-01', amount: '12.50' },
  { customer: 'S4', startedOn: '2025-04-15', amount: '60' },
]

const quarter = { from: '2025-01-01', to: '2025-04-01', level: 'customer' } as const
const months = tallyRevenueByPeriod([...north, ...south], { ...quarter, every: 'month' })
console.log(months.map(({ opening, churned, closing }) => [opening, churned, closing]))
// => [['207.4', '49.9', '200.83'], ['200.83', '0', '220.83'], ['220.83', '0', '245.83']]

// Regions keep their own rows; their tallies add up to that of the whole.
const tally = mergeRevenue([tallyRevenue(north, quarter), tallyRevenue(south, quarter)])
console.log(tally)
// => { opening: '207.4', new: '43.33', expansion: '20', contraction: '0', churned: '49.9',
//      reactivation: '25', reactivationWithinMonth: '0', reactivationWithin90Days: '25',
//      closing: '245.83', … }

const kept = revenueRetention(tally)
console.log(kept.grossRetention) // => 0.7594…
console.log(kept.netRetention) // => 0.8558…
console.log([kept.quickRatio, kept.quickRatioWithReactivation]) // => [1.2691…, 1.7701…]

// The same by the rule of a vendor who takes returns off churn.
console.log(revenueChurn(tally, { policy: 'chartmogul-net' }).rate) // => 0.0236…

// S3 has cancelled for May, S4 has signed for April.
const { recurring, signed, cancelled, committed } = committedRevenue([...north, ...south], {
  asOf: '2025-03-31',
  by: '2025-06-30',
  level: 'customer',
})
console.log([recurring, signed, cancelled, committed].map(String))
// => ['245.83', '60', '12.5', '293.33']
