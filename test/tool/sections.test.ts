import {
  type CustomerSummary,
  ces,
  churn,
  churnByReason,
  costByChannel,
  csat,
  customerCost,
  customerValue,
  fitGammaGamma,
  fitMbgNbd,
  medianLifetime,
  nps,
  retentionCurve,
  revenueRetention,
  summarizeCustomers,
  type TransactionRow,
  tallyChurn,
  tallyLives,
  tallyRevenue,
  tallyTimes,
  ticketTimes,
} from 'customer-metrics'
import { afterAll, describe, expect, it } from 'vitest'
import { randomBeta, randomFrom, randomGamma } from '../../src/internal/math/random.js'
import { command, makeFolder, squeezed } from '../support/command.js'

const folder = makeFolder()
afterAll(() => folder.remove())

let files = 0
/** Writes a file under a name of its own. */
function file(content: string): string {
  return folder.write(`file-${++files}.csv`, content)
}

interface SectionJson {
  readonly id: string
  readonly notes: readonly string[]
  readonly tables: readonly { readonly id: string; readonly rows: readonly unknown[][] }[]
  readonly results: Readonly<Record<string, unknown>>
}

/** A part of the report, as JSON. */
async function section(id: string, ...args: readonly string[]): Promise<SectionJson> {
  const { out } = await command(['report', '--json', ...args])
  const { sections } = JSON.parse(out) as { readonly sections: readonly SectionJson[] }
  return sections.find((each) => each.id === id) as SectionJson
}

/** The lines of the report, with each run of spaces as one. */
async function text(...args: readonly string[]): Promise<string[]> {
  const { out, err } = await command(['report', ...args])
  expect(err).toBe('')
  return squeezed(out)
}

/** What JSON makes of a value. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

describe('tickets', () => {
  const rows = [
    ['2025-01-06T09:00:00Z', '2025-01-06T10:00:00Z', '2025-01-06T12:00:00Z'],
    ['2025-01-06T09:00:00Z', '2025-01-06T11:00:00Z', '2025-01-07T09:00:00Z'],
    ['2025-01-07T09:00:00Z', '2025-01-07T12:00:00Z', ''],
    ['2025-01-08T09:00:00Z', '', ''],
    ['2025-01-09T09:00:00Z', '2025-01-09T10:30:00Z', '2025-01-09T17:00:00Z'],
  ] as const
  const content = `openedAt,firstReplyAt,resolvedAt\n${rows.map((row) => row.join(',')).join('\n')}\n`

  it('are counted to the last moment of the file, open ones too', async () => {
    const lines = await text('--tickets', file(content))
    // Replies after 1, 1.5, 2 and 3 hours of five tickets: 0.8, 0.6, 0.4 and 0.2 still wait.
    expect(lines).toContain('median 2.0 1.0 to not yet known 5 1')
    expect(lines).toContain('75 % 3.0 1.0 to not yet known')
    // Resolved after 3, 8 and 24 hours; the open ones are older: 0.8, 0.6 and 0.4 still wait.
    expect(lines).toContain('median 24.0 3.0 to not yet known 5 2')
    expect(lines).toContain('95 % – no interval')
  })

  it('are reported as the library counts them, up to the end of a day', async () => {
    const tickets = rows.map(([openedAt, firstReplyAt, resolvedAt]) => ({
      openedAt,
      firstReplyAt: firstReplyAt || null,
      resolvedAt: resolvedAt || null,
    }))
    const { results, notes } = await section(
      'tickets',
      '--tickets',
      file(content),
      '--as-of',
      '2025-01-08',
    )
    const terms = { asOf: '2025-01-09T00:00:00Z', clock: 'calendar', unit: 'minute' } as const
    expect(results).toEqual(
      asJson({
        'first reply': ticketTimes(tallyTimes(tickets, { ...terms, measure: 'first-reply' }), {
          definition: 7,
        }),
        resolution: ticketTimes(
          tallyTimes(tickets, { ...terms, measure: 'resolution', reopened: 'last' }),
          { definition: 7 },
        ),
      }),
    )
    expect(notes).toEqual([])
  })

  it('without replies have only their resolutions', async () => {
    const { notes, tables } = await section(
      'tickets',
      '--tickets',
      file('opened,closed\n2025-01-06 09:00,2025-01-06 12:00\n2025-01-06 09:00,\n'),
    )
    expect(notes).toEqual([
      'No first replies: the file has none; --columns firstReplyAt=… names their column',
    ])
    expect(tables.map(({ id }) => id)).toEqual(['tickets-resolution'])
  })

  it('of days to come are not known', async () => {
    const path = file('openedAt,firstReplyAt,resolvedAt\n2027-01-06,2027-01-07,\n')
    const { notes, results } = await section('tickets', '--tickets', path)
    expect(notes).toEqual(['Not known: no ticket was opened in time'])
    expect(results).toEqual({})
  })
})

describe('costs', () => {
  it('are added up by channel, without a rounding', async () => {
    const path = file(
      'channel,spend,acquired\nads,0.1,10\nads,100.2,5\n=fair,200,0\n"-friends, all",0,15\n',
    )
    const { results } = await section('costs', '--costs', path)
    const channels = {
      ads: { acquisitionSpend: '100.3', acquired: 15, retentionSpend: 0, retained: 0 },
      '=fair': { acquisitionSpend: 200, acquired: 0, retentionSpend: 0, retained: 0 },
      '-friends, all': { acquisitionSpend: 0, acquired: 15, retentionSpend: 0, retained: 0 },
    }
    expect(results.costs).toEqual(asJson(costByChannel(channels, { paid: ['ads', '=fair'] })))
    const lines = await text('--costs', path, '--currency', 'EUR')
    // 100.3 by 15, 300.3 by 30 and by 15; 100.3 of 300.3.
    expect(lines).toContain('ads 6.69 EUR 15 33.4 % 50.0 %')
    expect(lines).toContain('=fair – 0 66.6 % 0.0 %')
    expect(lines).toContain('blended 10.01 EUR 30')
    expect(lines).toContain('paid 20.02 EUR 15')
    const { out } = await command(['report', '--costs', path, '--csv'])
    // A spreadsheet must take these names for texts.
    expect(out).toContain("costs,costs-channels,'=fair,customers,0,,\n")
    expect(out).toContain(`costs,costs-channels,"'-friends, all",customers,15,,\n`)
    expect(out).toMatch(/^costs,costs-channels,paid,per customer won,20\.02,,$/m)
  })

  it('have no paid channels where nothing was spent', async () => {
    const lines = await text('--costs', file('channel,spend,acquired\nfriends,0,15\n'))
    expect(lines).toContain('blended 0.00 15')
    expect(lines.some((line) => line.startsWith('paid'))).toBe(false)
  })

  it('are not known where no row could be read', async () => {
    const { out, status } = await command([
      'report',
      '--costs',
      file('channel,spend,acquired\nads,x,15\n'),
      '--tickets',
      file('openedAt,resolvedAt\n2025-01-06,\n'),
    ])
    expect(out).toContain('Not known: costByChannel: channels is empty, not at least one channel')
    expect(status).toBe(1)
  })
})

const SUBSCRIPTIONS = [
  ['a', '2024-06-01', '', '', '10'],
  ['b', '2024-06-01', '2025-01-10', 'price', '20'],
  ['c', '2024-06-01', '2025-01-12', 'card', '30'],
  ['d', '2024-07-01', '2025-01-15', 'price', '5.50'],
  ['e', '2024-07-01', '2024-12-01', '', '7'],
  ['f', '2025-01-05', '', '', '8'],
  ['a', '2025-01-05', '', '', '2'],
] as const

describe('subscriptions', () => {
  it.each([
    ['started', 'ended'],
    ['Start Date', 'End Date'],
    ['start', 'end'],
    ['started_at', 'cancelled_at'],
  ])('begin and end in columns called %s and %s', async (began, ended) => {
    const rows = 'a,2024-01-05,2025-01-10\nb,2024-02-01,\n'
    const path = file(`customer,${began},${ended}\n${rows}`)
    const plain = file(`customer,startedOn,endedOn\n${rows}`)
    const asOf = ['--as-of', '2025-01-31']
    const expected = await section('churn', '--subscriptions', plain, ...asOf)
    expect(expected.tables[0]?.rows.length).toBeGreaterThan(0)
    expect(await section('churn', '--subscriptions', path, ...asOf)).toEqual(expected)
  })

  const header = 'customer,startedOn,endedOn,reason,amount'
  const path = file(`${header}\n${SUBSCRIPTIONS.map((row) => row.join(',')).join('\n')}\n`)
  const rows = SUBSCRIPTIONS.map(([customer, startedOn, endedOn, reason, amount]) => ({
    customer,
    startedOn,
    endedOn: endedOn || null,
    amount,
    ...(reason && { reason }),
  }))
  const args = ['--subscriptions', path, '--as-of', '2025-01-31']
  const january = { from: '2025-01-01', to: '2025-02-01' } as const

  it('are reported as the library counts them', async () => {
    const tally = tallyChurn(rows, january)
    const all = [...args, '--involuntary', 'card', '--smallest-group', '1']
    const found = await section('churn', ...all)
    expect(found.results.reasons).toEqual(asJson(churnByReason(tally, { involuntary: ['card'] })))
    expect((found.results.churn as readonly unknown[]).at(-1)).toEqual(
      asJson({ ...january, complete: true, result: churn(tally) }),
    )
    const { results: revenue } = await section('revenue', ...all)
    const sums = tallyRevenue(rows, { ...january, level: 'customer' })
    expect((revenue.revenue as readonly unknown[]).at(-1)).toEqual(
      asJson({ ...sums, complete: true }),
    )
    expect((revenue.retention as readonly unknown[]).at(-1)).toEqual(asJson(revenueRetention(sums)))
    const { results: retention } = await section('retention', ...all)
    const curve = retentionCurve(
      tallyLives(rows, { asOf: '2025-01-31', unit: 'month', returns: 'ignore', later: 'ignore' }),
    )
    const { median, interval } = medianLifetime(curve)
    expect(retention.median).toEqual(asJson({ median, interval }))
  })

  it('have their reasons, and the cost of winning and keeping', async () => {
    const lines = await text(
      ...args,
      ...['--involuntary', 'card', '--smallest-group', '1'],
      ...['--acquisition-spend', '100', '--retention-spend', '8'],
    )
    // Of the four customers of the first of January, two left for the price and one for a card.
    expect(lines).toContain('by their own will 50.0 % 15.0 % to 85.0 % 2')
    expect(lines).toContain('not by their own will 25.0 % 4.6 % to 69.9 % 1')
    expect(lines).toContain('not known 0.0 % 0.0 % to 49.0 % 0')
    expect(lines).toContain('price 50.0 % 15.0 % to 85.0 % 2')
    // 65.50 before; f brings 8, a pays 2 more, 55.50 are gone: (65.5 − 55.5) ÷ 65.5.
    expect(lines).toContain('2025-01 65.50 8.00 2.00 0.00 55.50 0.00 20.00')
    expect(lines).toContain('2025-01 15.3 % 18.3 % 0.18')
    // One was won and one kept: 100 by 8.
    expect(lines).toContain('Spend in 2025-01 by customers won or won back, and by customers kept')
    expect(lines).toContain('per customer won 100.00 1')
    expect(lines).toContain('per customer kept 8.00 1')
    expect(lines).toContain('winning by keeping 12.5')
    const { results } = await section(
      'winning',
      ...[...args, '--acquisition-spend', '100', '--retention-spend', '8'],
    )
    const terms = { acquisitionSpend: 100, acquired: 1, retentionSpend: 8, retained: 1 }
    expect(results.cost).toEqual(asJson(customerCost(terms)))
  })

  it('have no ratio of winning and keeping where nobody was won', async () => {
    const lines = await text(
      ...['--subscriptions', file('customer,startedOn,endedOn\na,2024-01-01,\n')],
      ...['--as-of', '2025-01-31', '--acquisition-spend', '100', '--retention-spend', '8'],
    )
    expect(lines).toContain('per customer won – 0')
    expect(lines).toContain('winning by keeping –')
  })

  it('hold back reasons that few have given', async () => {
    const { results } = await section('churn', ...args)
    expect((results.reasons as { readonly reasons: unknown }).reasons).toEqual([])
    expect(await text(...args)).toContain('held back fewer than 5')
  })

  it('have no reason of a month where nobody gave one', async () => {
    const content = `${header}\na,2024-01-01,2024-12-05,price,1\nb,2024-01-01,2025-01-05,,1\n`
    const lines = await text('--subscriptions', file(content), '--as-of', '2025-01-31')
    expect(lines).toContain('by their own will – no interval –')
    expect(lines).toContain('not known 100.0 % 20.7 % to 100.0 % 1')
  })

  it('have no reasons in a month that opens with nobody, nor rates', async () => {
    const content = `${header}\na,2024-10-05,2024-12-05,price,1\n`
    const { results, tables } = await section(
      'churn',
      ...['--subscriptions', file(content), '--as-of', '2025-01-31'],
    )
    expect(tables.map(({ id }) => id)).toEqual(['churn-months'])
    expect(tables[0]?.rows.at(-1)).toEqual(['2025-01-01', null, null, 0, 0, 0, 0, 0])
    expect(results.reasons).toBeUndefined()
    const lines = await text('--subscriptions', file(content), '--as-of', '2025-01-31')
    expect(lines).toContain('2025-01 – – –')
  })

  it('that start after the last day are not known', async () => {
    const lines = await text('--subscriptions', path, '--as-of', '2024-01-31')
    expect(lines).toContain('Not known: nothing started by 2024-01-31')
  })

  it('that are all planned are known up to the last of their days', async () => {
    const content = 'customer,startedOn,endedOn\na,2026-02-01,\nb,2026-03-15,\n'
    const lines = await text('--subscriptions', file(content))
    expect(lines).toContain('subscriptions: known up to 2026-03-15, the last day of the files')
  })

  it('without amounts have no revenue, also where one of them has none', async () => {
    const { notes } = await section(
      'revenue',
      ...['--subscriptions', file('customer,startedOn,endedOn\na,2024-01-01,\n')],
    )
    expect(notes[0]).toMatch(/^Not known: the file has no amount of each month/)
  })
})

describe('orders', () => {
  async function orders(
    rows: readonly string[],
    ...flags: readonly string[]
  ): Promise<readonly string[]> {
    return text(...['--transactions', file(`customer,date,amount\n${rows.join('\n')}\n`), ...flags])
  }

  it('before the first of them are not known', async () => {
    expect(await orders(['a,2024-01-05,1'], '--as-of', '2023-12-31')).toContain(
      'Not known: nobody has bought anything by 2023-12-31',
    )
    expect(await orders(['a,2024-01-05,-1'])).toContain(
      'Not known: nobody has bought anything by 2024-01-05',
    )
  })

  it('of an amount that the library does not take are refused in its words', async () => {
    expect(
      (await orders([`a,2024-01-05,${'9'.repeat(40)}`, 'a,2024-01-06,1'])).join('\n'),
    ).toContain(
      'Not known: summarizePurchases: rows[0].amount is "9999999999999999999999999999999999999999", not a decimal number below 1e30',
    )
  })

  it('of nothing have no concentration, nor a forecast without a second one', async () => {
    const lines = (await orders(['a,2024-01-05,0', 'b,2024-02-05,0'])).join('\n')
    expect(lines).toContain(
      'concentration: amounts is an array, not amounts of which one is above 0',
    )
    expect(lines).toContain('without a repeat purchase there is no rate')
  })

  it('that were all given back make no segments', async () => {
    const lines = (await orders(['a,2024-01-05,5', 'a,2024-01-06,-6'])).join('\n')
    expect(lines).toContain('Not known: rfm: rows is empty, not at least one customer')
    expect(lines).toContain('Not known: concentration: amounts is empty')
  })

  it('show no segment of customers that is small', async () => {
    const often = [1, 2, 3, 4, 5].map((month) => `often,2024-0${month}-05,9`)
    const once = Array.from({ length: 12 }, (_, at) => `c${at},2024-0${1 + (at % 2)}-01,1`)
    const path = file(`customer,date,amount\n${[...often, ...once].join('\n')}\n`)
    const segments = async (...flags: readonly string[]) => {
      const { results, tables } = await section('rfm', '--transactions', path, ...flags)
      const found = results.segments as readonly { segment: string; customers: number }[]
      expect(tables[0]?.rows.map(([name]) => name)).toEqual(found.map(({ segment }) => segment))
      return found
    }
    const all = await segments('--smallest-group', '1')
    const large = all.filter(({ customers }) => customers >= 5)
    expect(await segments()).toEqual(large)
    expect(large.length).toBeGreaterThan(0)
    expect(large.length).toBeLessThan(all.length)
  })

  /** Customers who buy at random and leave for good: the world that the model supposes. */
  function simulated(
    customers: number,
    { weeks, arrivals, pace }: Readonly<Record<'weeks' | 'arrivals' | 'pace', number>>,
  ): readonly TransactionRow[] {
    const random = randomFrom(7)
    const start = Date.UTC(2024, 0, 1)
    return Array.from({ length: customers }, (_, customer): TransactionRow[] => {
      const rate = randomGamma(random, 1.2) / pace
      const leave = randomBeta(random, 1, 3)
      const spend = 20 + 10 * randomGamma(random, 3)
      const rows: TransactionRow[] = []
      const wait = (): number => -Math.log(1 - random()) / rate
      for (let week = arrivals * random(); week <= weeks; week += wait()) {
        const on = new Date(start + Math.floor(week * 7) * 86_400_000).toISOString().slice(0, 10)
        rows.push({ customer, on, amount: ((spend * randomGamma(random, 4)) / 4).toFixed(2) })
        if (random() < leave) break
      }
      return rows
    }).flat()
  }

  function linesOf(rows: readonly TransactionRow[]): readonly string[] {
    return rows.map(({ customer, on, amount }) => `${customer},${on},${amount}`)
  }

  function forecastOf(summaries: readonly CustomerSummary[]): number {
    const purchases = fitMbgNbd(summaries, { unit: 'week' })
    const values = customerValue({ purchases, spend: fitGammaGamma(summaries) }, summaries, {
      horizon: { weeks: 52 },
      discount: { rate: 0.1, per: 'year', compounding: 'periodic' },
      timing: 'at-purchase',
      weeksPerYear: 52,
    })
    return values.reduce((sum, value) => sum + Number(value), 0) / values.length
  }

  it('are forecast, and the forecast is tried on the last quarter of the time', async () => {
    const rows = simulated(80, { weeks: 100, arrivals: 30, pace: 6 })
    const asOf = '2025-12-01'
    const lines = await orders(linesOf(rows), '--as-of', asOf)
    const summaries = summarizeCustomers(rows, { asOf, unit: 'week' })
    expect(lines).toContain(`per customer ${forecastOf(summaries).toFixed(2)} 80`)
    const tried = lines.find((line) => line.startsWith('On the weeks since')) as string
    const [, split = '', expected, actual] =
      /^On the weeks since (\S+) the model expected (\d+) orders, and (\d+) came$/.exec(tried) ?? []
    // A customer's orders of one day are one, and the first is no repetition.
    const firsts = new Map<unknown, string>()
    for (const { customer, on } of rows)
      if (!firsts.has(customer)) firsts.set(customer, on as string)
    const later = new Set(
      rows
        .filter(({ customer, on }) => (firsts.get(customer) as string) <= split && on > split)
        .filter(({ on }) => on <= asOf)
        .map(({ customer, on }) => `${customer} ${on}`),
    )
    expect(Number(actual)).toBe(later.size)
    expect(Math.abs(Number(expected) - Number(actual))).toBeLessThan(0.3 * Number(actual))
  })

  it('are forecast without a trial where the time is too short for one', async () => {
    const rows = simulated(150, { weeks: 3.8, arrivals: 0.3, pace: 0.7 })
    const lines = await orders(linesOf(rows), '--as-of', '2024-01-28')
    const summaries = summarizeCustomers(rows, { asOf: '2024-01-28', unit: 'week' })
    expect(lines).toContain(`per customer ${forecastOf(summaries).toFixed(2)} 150`)
    expect(lines).toContain(
      'Not tried on a holdout: summarizeHoldout: until is "2024-01-28", not a day after asOf',
    )
  })
})

describe('answers', () => {
  it('are reported as the library counts them, each question by its own score', async () => {
    const ratings = { 1: 2, 4: 3, 5: 4 }
    const rows = Object.entries(ratings).map(([rating, times]) => `${rating},${times}`)
    const path = file(`rating,responses\n${rows.join('\n')}\n`)
    for (const [question, result] of [
      ['nps', nps(ratings)],
      ['csat', csat(ratings)],
      ['ces', ces(ratings)],
    ] as const) {
      const { results } = await section(question, '--survey', path, '--question', question)
      expect(results).toEqual({ [question]: asJson(result) })
    }
  })
})

describe('words', () => {
  const content = `rating,date\n${'10,2025-03-25\n'.repeat(6)}`

  it('may be Persian, with the days of either calendar', async () => {
    const args = ['--survey', file(content), '--question', 'nps', '--language', 'fa']
    const gregorian = (await text(...args)).join('\n')
    expect(gregorian).toContain('۲۰۲۵-۰۳ (ناتمام) ۱۰۰٫۰')
    expect(gregorian).toContain('۲۰۲۵-۰۳-۲۵')
    const persian = (await text(...args, '--calendar', 'persian')).join('\n')
    expect(persian).toContain('فروردین ۱۴۰۴ (ناتمام) ۱۰۰٫۰')
    expect(persian).toContain('۵ فروردین ۱۴۰۴')
  })

  it('may be English with days of the Persian calendar', async () => {
    const lines = await text(
      ...['--survey', file(content), '--question', 'nps', '--calendar', 'persian'],
    )
    expect(lines.some((line) => line.startsWith('1404-01 AP (unfinished) 100.0'))).toBe(true)
    expect(lines).toContain('survey: known up to 1404-01-05 AP, the last day of the files')
  })
})
