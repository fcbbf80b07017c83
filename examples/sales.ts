import { explainSalesChange, refundRate, type SaleRow, salesByPeriod } from 'customer-metrics'

// A shop sold more in February than in January. Was it more orders, other products, or higher prices,
// and how much of it came back?

const rows: (SaleRow & { readonly product: string })[] = [
  { order: 1, customer: 'Ada', on: '2025-01-04', amount: '12.00', product: 'tea' },
  { order: 1, customer: 'Ada', on: '2025-01-04', amount: '30.00', product: 'pot' },
  { order: 2, customer: 'Ben', on: '2025-01-15', amount: '12.00', product: 'tea' },
  { order: 3, customer: 'Cem', on: '2025-01-28', amount: '12.00', product: 'tea' },
  { order: 4, customer: 'Ada', on: '2025-02-02', amount: '13.50', product: 'tea' },
  { order: 5, customer: 'Dua', on: '2025-02-11', amount: '30.00', product: 'pot' },
  { order: 6, customer: 'Ben', on: '2025-02-20', amount: '30.00', product: 'pot' },
  { order: 5, customer: 'Dua', on: '2025-02-25', amount: '-30.00', product: 'pot' },
]

const window = { every: 'month', from: '2025-01-01', to: '2025-03-01' } as const
const gross = salesByPeriod(rows, { ...window, refunds: 'ignore' })
console.log(
  gross.map(({ amount, orders, averageOrderValue }) => [amount, orders, averageOrderValue]),
)
// => [['66', 3, '22'], ['73.5', 3, '24.5']]
console.log(salesByPeriod(rows, { ...window, refunds: 'net' })[1]?.amount) // => '43.5'

/** Amount and number of lines of each product. */
const byProduct = (month: string) =>
  Object.fromEntries(
    ['tea', 'pot'].map((product) => {
      const lines = rows.filter(
        ({ on, amount, ...row }) =>
          row.product === product && `${on}`.startsWith(month) && Number(amount) > 0,
      )
      const amount = lines.reduce((sum, line) => sum + Number(line.amount), 0)
      return [product, { amount, quantity: lines.length }]
    }),
  )
const change = explainSalesChange(
  { before: byProduct('2025-01'), after: byProduct('2025-02') },
  { base: 'before' },
)
console.log([change.change, change.volumeEffect, change.mixEffect, change.priceEffect])
// => ['7.5', '-16.5', '22.5', '1.5']

console.log(refundRate(rows, { from: '2025-02-01', to: '2025-03-01', dated: 'refund' }).rate)
// => 0.3333…
