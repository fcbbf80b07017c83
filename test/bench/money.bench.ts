import { Decimal } from 'decimal.js'
import { addField, emptySum, sumText } from '../../src/internal/money/decimal.js'
import { compare, random } from './harness.js'

const next = random(1)
const amounts = Array.from({ length: 1e6 }, () => (next() * 1000).toFixed(2))

compare({
  name: 'exact sum of 1e6 amounts as strings',
  baseline: [
    'a loop of Decimal.plus',
    () => amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0)),
  ],
  subject: () => {
    const sum = emptySum()
    for (let index = 0; index < amounts.length; index++)
      addField(sum, 'bench', ['amounts', index], amounts[index])
    return sumText(sum)
  },
  atMost: 0.2,
  rounds: 5,
})
