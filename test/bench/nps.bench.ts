import { nps } from 'customer-metrics'
import { compare, random } from './harness.js'

const next = random(1)
const ratings = Int8Array.from({ length: 1e7 }, () => Math.floor(next() * 11))

compare({
  name: 'nps of an Int8Array of 1e7 ratings, validated',
  baseline: [
    'a bare counting loop',
    () => {
      let promoters = 0
      let detractors = 0
      for (let index = 0; index < ratings.length; index++) {
        const rating = ratings[index] as number
        if (rating >= 9) promoters++
        else if (rating <= 6) detractors++
      }
      return promoters - detractors
    },
  ],
  subject: () => nps(ratings),
  atMost: 3,
})
