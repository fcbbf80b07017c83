import {
  churn,
  customerCost,
  medianLifetime,
  retentionAt,
  retentionCurve,
  type SubscriptionRow,
  tallyChurn,
  tallyLives,
} from 'customer-metrics'
import { dayAfter, dayOf, monthStart } from './days.js'
import type { Flags } from './flags.js'
import { type Context, heading, money, percent, range, say, table } from './print.js'

interface Window {
  readonly from: string
  readonly to: string
  readonly timeZone: string
}

/** Churn by month, the retention curve, and winning against keeping customers. */
export function reportSubscriptions(
  rows: readonly SubscriptionRow[],
  context: Context,
  flags: Flags,
): void {
  const { asOf, timeZone } = context
  if (!rows.some(({ startedOn }) => dayOf(startedOn, timeZone) <= asOf)) {
    say(heading('Churn and retention'), `  not known: nothing started by ${asOf}`)
    return
  }
  const end = monthStart(dayAfter(asOf), 0)
  const months = Array.from({ length: 6 }, (_, index) => ({
    from: monthStart(end, index - 6),
    to: monthStart(end, index - 5),
    timeZone,
  }))
  reportChurn(rows, months)
  reportRetention(rows, context)
  reportCost(rows, months.at(-1) as Window, flags)
}

function reportChurn(rows: readonly SubscriptionRow[], months: readonly Window[]): void {
  say(heading('Churn by month, of the customers when it opened'))
  say(
    table(
      ['', 'rate', '95 % interval', 'opening', 'lost', 'gained', 'back', 'closing'],
      months.map((window) => {
        const tally = tallyChurn(rows, window)
        const counts = [tally.opening, tally.lost, tally.gained, tally.reactivated, tally.closing]
        const { rate, interval } = tally.opening > 0 ? churn(tally) : { rate: null, interval: null }
        return [
          window.from.slice(0, 7),
          rate === null ? '–' : percent(rate),
          range(interval, percent),
          ...counts.map(String),
        ]
      }),
    ),
  )
}

function reportRetention(rows: readonly SubscriptionRow[], { asOf, timeZone }: Context): void {
  const curve = retentionCurve(
    tallyLives(rows, { asOf, unit: 'month', returns: 'ignore', later: 'ignore', timeZone }),
  )
  say(heading('Retention by months since the start (Kaplan–Meier, up to the first loss)'))
  const ages = [1, 3, 6, 12, 18, 24].map((age) => retentionAt(curve, { age }))
  say(
    table(
      ['month', 'retained', '95 % interval', 'observed'],
      ages.map(({ age, rate, interval, atRisk }) => [
        `${age}`,
        rate === null ? 'not yet known' : percent(rate),
        range(interval, percent),
        `${atRisk}`,
      ]),
    ),
  )
  const { median, interval } = medianLifetime(curve)
  const months = (age: number | null): string => (age === null ? 'not yet known' : `${age}`)
  const ends = `95 % interval ${months(interval.low)} to ${months(interval.high)}`
  say(
    '',
    `  median lifetime: ${months(median)}${median === null ? '' : ` months`}${interval.low === null ? '' : ` (${ends})`}`,
  )
}

function reportCost(rows: readonly SubscriptionRow[], window: Window, flags: Flags): void {
  const acquisitionSpend = flags['acquisition-spend']
  const retentionSpend = flags['retention-spend']
  say(heading(`Winning against keeping customers, ${window.from.slice(0, 7)}`))
  if (acquisitionSpend === undefined || retentionSpend === undefined) {
    say(
      '  not known: give what was spent in this month with --acquisition-spend and --retention-spend',
    )
    return
  }
  const { gained, reactivated, opening, lost } = tallyChurn(rows, window)
  const cost = customerCost({
    acquisitionSpend,
    acquired: gained + reactivated,
    retentionSpend,
    retained: opening - lost,
  })
  const won = cost.perAcquired ? money(cost.perAcquired, flags.currency) : 'nobody was won'
  const kept = cost.perRetained ? money(cost.perRetained, flags.currency) : 'nobody was kept'
  say(
    `  per customer won: ${won} (${cost.acquired} won or won back)`,
    `  per customer kept: ${kept} (${cost.retained} kept)`,
    `  winning one costs ${cost.ratio ? Number(cost.ratio).toFixed(1) : 'no known number of'} times keeping one`,
  )
}
