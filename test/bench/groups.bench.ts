import { byGroup, mapGroups, tallyByGroup, tallyRatings } from 'customer-metrics'
import { compare, random } from './harness.js'

// A million answers, as JSON gives them: 4 plans, 12 countries and 5 channels make 240 groups.
const next = random(1)
const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] as string
const plans = ['free', 'pro', 'team', 'enterprise']
const countries = ['DE', 'FR', 'US', 'GB', 'IR', 'JP', 'BR', 'IN', 'CN', 'AU', 'ES', 'IT']
const channels = ['email', 'web', 'app', 'phone', 'chat']

interface Answer {
  readonly customer: number
  readonly plan: string
  readonly country: string
  readonly channel: string
  readonly rating: number
}

const answers: readonly Answer[] = JSON.parse(
  JSON.stringify(
    Array.from({ length: 1e6 }, (_, customer) => ({
      customer,
      plan: pick(plans),
      country: pick(countries),
      channel: pick(channels),
      rating: Math.floor(next() * 11),
    })),
  ),
)
const scale = { min: 0, max: 10 }
const ungrouped = (): unknown =>
  tallyRatings(
    answers.map(({ rating }) => rating),
    { scale },
  )

/** The same without a list of ratings, as the groups have none. */
function* ratings(): Generator<number> {
  for (const { rating } of answers) yield rating
}

const grouped = (): unknown =>
  tallyByGroup(answers, {
    by: ['plan', 'country', 'channel'],
    tally: (rows) =>
      tallyRatings(
        rows.map(({ rating }) => rating),
        { scale },
      ),
  })

compare({
  name: 'tallyByGroup of a million answers by three columns',
  baseline: ['tallyRatings of a list of their ratings', ungrouped],
  subject: grouped,
  atMost: 3,
})

compare({
  name: 'tallyByGroup of a million answers by three columns',
  baseline: ['tallyRatings of their ratings one by one', () => tallyRatings(ratings(), { scale })],
  subject: grouped,
  atMost: 3,
})

compare({
  name: 'byGroup of a million answers by three columns, and a tally of each group',
  baseline: ['tallyRatings of them all', ungrouped],
  subject: () =>
    mapGroups(byGroup(answers, { by: ['plan', 'country', 'channel'] }), (rows) =>
      tallyRatings(
        rows.map(({ rating }) => rating),
        { scale },
      ),
    ),
  atMost: 8,
})
