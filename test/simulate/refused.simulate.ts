import { bgNbd, bootstrapModel, mbgNbd, paretoNbd } from 'customer-metrics'

/** How often a fit to few customers is refused, as the data show less than the model has. */
const week = { unit: 'week' } as const
const SAMPLES = 200

const models = [
  bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, week),
  mbgNbd({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, week),
  paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, week),
]

console.log('| customers | BG/NBD | MBG/NBD | Pareto/NBD |')
console.log('| --- | --- | --- | --- |')
for (const customers of [100, 200, 400, 800, 1600]) {
  const ages = [{ frequency: 0, recency: 0, age: 39, customers }]
  const shares = models.map((model) => {
    const { failed } = bootstrapModel(model, ages, { seed: 3, samples: SAMPLES })
    return `${((100 * failed) / SAMPLES).toFixed(1)} %`
  })
  console.log(`| ${customers} | ${shares.join(' | ')} |`)
}
