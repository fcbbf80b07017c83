import { afterAll, describe, expect, it } from 'vitest'
import { command, makeFolder } from '../support/command.js'

const folder = makeFolder()
afterAll(() => folder.remove())

let files = 0
/** Writes a file under a name of its own. */
function file(content: string, end = 'csv'): string {
  return folder.write(`file-${++files}.${end}`, content)
}

/** Writes what a tally of these flags is. */
async function tally(...flags: readonly string[]): Promise<string> {
  const { out, err, status } = await command(['tally', ...flags])
  expect(err).toBe('')
  expect(status).toBe(0)
  return file(out, 'json')
}

interface SectionJson {
  readonly id: string
  readonly notes: readonly string[]
}

/** The parts of a report, by their names. */
async function sections(
  ...args: readonly string[]
): Promise<Readonly<Record<string, SectionJson>>> {
  const { out, err } = await command(['report', '--json', ...args])
  expect(err).toBe('')
  const read = JSON.parse(out) as { readonly sections: readonly SectionJson[] }
  return Object.fromEntries(read.sections.map((each) => [each.id, each]))
}

const HEADER = 'customer,startedOn,endedOn,reason,amount'
const SUBSCRIPTIONS = [
  'a,2024-06-01,,,10.10',
  'b,2024-06-01,2025-01-10,price,20.20',
  'c,2024-06-01,2025-01-12,card,30',
  'd,2024-07-01,2025-01-15,price,5.50',
  'e,2024-07-01,2024-12-01,,7',
  'f,2025-01-05,,,8',
]

function subscriptions(rows: readonly string[]): string {
  return file(`${HEADER}\n${rows.join('\n')}\n`)
}

const BY = ['--as-of', '2025-01-31']

describe('tallies of subscriptions', () => {
  it.each([1, 2, 3, 4, 5])('of disjoint customers are those of all: cut after %i', async (cut) => {
    const shards = [SUBSCRIPTIONS.slice(0, cut), SUBSCRIPTIONS.slice(cut)]
    const tallies = await Promise.all(
      shards.map((rows) => tally('--subscriptions', subscriptions(rows), ...BY)),
    )
    const whole = await sections('--subscriptions', subscriptions(SUBSCRIPTIONS), ...BY)
    expect(await sections(...tallies, ...BY)).toEqual(whole)
    expect(Object.keys(whole)).toEqual(['churn', 'revenue', 'retention', 'winning'])
    // One of them may also be counted by the report itself.
    const [first = ''] = tallies
    const rest = subscriptions(SUBSCRIPTIONS.slice(cut))
    expect(await sections(first, '--subscriptions', rest, ...BY)).toEqual(whole)
  })

  it('of two last days have the months that both know, and no lives', async () => {
    const early = await tally(
      ...['--subscriptions', subscriptions(SUBSCRIPTIONS.slice(0, 3))],
      ...['--as-of', '2024-12-31'],
    )
    const late = await tally('--subscriptions', subscriptions(SUBSCRIPTIONS.slice(3)), ...BY)
    for (const both of [
      [early, late],
      [late, early],
    ]) {
      const { out } = await command(['report', ...both, '--csv'])
      const months = [...out.matchAll(/^churn,churn-months,([^,]+),opening,(\d+),,$/gm)]
      expect(months.map(([, month, opening]) => [month, opening])).toEqual([
        ['2024-08-01', '5'],
        ['2024-09-01', '5'],
        ['2024-10-01', '5'],
        ['2024-11-01', '5'],
        ['2024-12-01', '5'],
      ])
      expect(out).not.toContain('retention-ages')
    }
  })

  it('without a month in common are refused', async () => {
    const [first, second] = [
      await tally('--subscriptions', subscriptions(SUBSCRIPTIONS), '--as-of', '2024-06-30'),
      await tally('--subscriptions', subscriptions(SUBSCRIPTIONS), '--as-of', '2024-12-31'),
    ]
    const { err, status } = await command(['report', first, second])
    expect(err).toBe(
      'subscriptions that are known up to 2024-06-30 and 2024-12-31 have no month in common; --as-of says one day for all\n',
    )
    expect(status).toBe(2)
  })

  it('have no revenue where one of them has no amounts', async () => {
    const bare = file('customer,startedOn,endedOn\nx,2024-01-01,\n')
    const tallies = [
      await tally('--subscriptions', bare, ...BY),
      await tally('--subscriptions', subscriptions(SUBSCRIPTIONS), ...BY),
    ]
    expect((await sections(...tallies)).revenue?.notes[0]).toMatch(
      /^Not known: the file has no amount/,
    )
  })

  it('have no lives where nothing has started yet', async () => {
    const planned = ['x,2025-03-01,,,1', 'y,2025-04-01,,,1']
    const tallies = await Promise.all(
      planned.map((row) => tally('--subscriptions', subscriptions([row]), ...BY)),
    )
    expect((await sections(...tallies)).churn?.notes).toEqual([
      'Not known: nothing started by 2025-01-31',
    ])
  })
})

describe('tallies of tickets', () => {
  const header = 'openedAt,firstReplyAt,resolvedAt'
  const rows = [
    '2025-01-06 09:00,2025-01-06 10:00,2025-01-06 12:00',
    '2025-01-06 09:00,2025-01-06 11:00,2025-01-07 09:00',
    '2025-01-07 09:00,,',
    '2025-01-08 09:00,2025-01-08 09:20,',
  ]

  it('add up', async () => {
    const write = (part: readonly string[]) => file(`${header}\n${part.join('\n')}\n`)
    const tallies = [
      await tally('--tickets', write(rows.slice(0, 2)), ...BY),
      await tally('--tickets', write(rows.slice(2)), ...BY),
    ]
    expect(await sections(...tallies)).toEqual(await sections('--tickets', write(rows), ...BY))
  })

  it('have the replies of those files that know them', async () => {
    const without = file('openedAt,resolvedAt\n2025-01-06,2025-01-07\n')
    const tallies = [
      await tally('--tickets', without, ...BY),
      await tally('--tickets', file(`${header}\n${rows.join('\n')}\n`), ...BY),
    ]
    const { out } = await command(['report', ...tallies, '--csv'])
    expect(out).toContain('tickets,tickets-first-reply,median,tickets,4,,\n')
    expect(out).toContain('tickets,tickets-resolution,median,tickets,5,,\n')
    const alone = await sections(await tally('--tickets', without, ...BY))
    expect(alone.tickets?.notes[0]).toMatch(/^No first replies/)
  })

  it('may have none in time', async () => {
    const later = file('openedAt,resolvedAt\n2027-01-06,\n')
    const tallies = [await tally('--tickets', later), await tally('--tickets', later)]
    expect((await sections(...tallies)).tickets?.notes).toEqual([
      'Not known: no ticket was opened in time',
    ])
  })
})

describe('tallies of answers', () => {
  it('add up by segment and month, in any order, with the last day of both', async () => {
    const header = 'question,rating,date,segment'
    const months = [
      `${'nps,10,2025-01-05,a\n'.repeat(6)}nps,,2025-01-06,b\nnps,0,2025-01-06,b\n`,
      `${'nps,9,2025-02-05,a\n'.repeat(7)}nps,3,2025-02-06,\ncsat,5,2025-02-06,a\n`,
    ]
    const paths = months.map((rows) => file(`${header}\n${rows}`))
    const [first, second] = [
      await tally('--survey', paths[0] as string),
      await tally('--survey', paths[1] as string),
    ]
    const whole = await sections(...paths.flatMap((path) => ['--survey', path]))
    expect(await sections(first, second)).toEqual(whole)
    expect(await sections(second, first)).toEqual(whole)
    expect(whole.nps?.notes).toEqual(['1 of 16 left it unanswered'])
  })

  it('may be beside tallies without any, and answers without dates', async () => {
    const bare = await tally('--survey', file('rating\n10\n9\n'), '--question', 'nps')
    const tickets = await tally('--tickets', file('openedAt,resolvedAt\n2025-01-06,\n'), ...BY)
    const found = await sections(bare, tickets)
    expect(Object.keys(found)).toEqual(['nps', 'tickets'])
    expect(found.nps?.notes.at(-1)).toMatch(/^No trend/)
  })
})

describe('a tally', () => {
  it('is not made of orders or costs', async () => {
    const orders = file('customer,date,amount\na,2024-01-05,1\n')
    const { err, status } = await command(['tally', '--transactions', orders])
    expect(err).toBe('orders and costs are not tallied: report on all their rows together\n')
    expect(status).toBe(2)
  })

  it('is not made where no row can be read', async () => {
    const { out, err, status } = await command([
      'tally',
      ...['--survey', file('rating\nx\n'), '--question', 'nps'],
    ])
    expect(err).toContain('nothing to report on: no row could be read')
    expect(out).toBe('')
    expect(status).toBe(2)
  })

  it.each([
    [
      'rating\n10\n',
      'the file is not a tally; name tables with --survey, --transactions and so on',
    ],
    ['{}', 'the file is not a tally, tally: '],
    [
      '{"tally":"customer-metrics 1","survey":null,"tickets":null,"subscriptions":{"asOf":"2025-01-31","churn":[],"lives":null,"revenue":null}}',
      'the file is not a tally, subscriptions.churn: ',
    ],
    [
      '{"tally":"customer-metrics 1","survey":{"questions":{"nps":{"all":{"ratings":{"10":-1},"unanswered":0},"segments":{},"months":{}}},"lastDay":null},"subscriptions":null,"tickets":null}',
      'the file is not a tally, survey.questions.nps.all.ratings',
    ],
  ])('is not %j', async (content, message) => {
    const path = file(content, 'json')
    const { err, status } = await command(['report', path])
    expect(err).toContain(`${path}: ${message}`)
    expect(status).toBe(2)
  })

  it('is not a file that is not there', async () => {
    const { err } = await command(['report', 'nowhere.json'])
    expect(err).toBe('nowhere.json: there is no such file\n')
  })
})

describe('statements', () => {
  it.each([
    'duckdb',
    'postgresql',
    'sqlite',
    'mariadb',
    'mysql',
    'clickhouse',
    'spark',
    'bigquery',
    'snowflake',
    'redshift',
    'trino',
  ])('are written for %s', async (dialect) => {
    const { out, err, status } = await command([
      ...['sql', 'churn', '--table', 'billing.subscriptions', '--dialect', dialect],
      ...['--from', '2025-01-01', '--to', '2025-02-01'],
    ])
    expect([err, status]).toEqual(['', 0])
    expect(out).toMatch(/FROM .billing.\..subscriptions. AS t/)
    expect((await command(['sql', '--help'])).out).toContain(dialect)
  })

  it('take days of the Persian calendar where it is asked for', async () => {
    const churn = ['sql', 'churn', '--table', 't', '--calendar', 'persian']
    const lives = ['sql', 'lives', '--table', 't', '--calendar', 'persian']
    // 1 Farvardin and 1 Ordibehesht 1404, whichever way they are written.
    for (const [from, to, asOf] of [
      ['1404/01/01', '۱۴۰۴/۰۲/۰۱', '1404-01-01'],
      ['2025-03-21', '2025-04-21', '2025-03-21'],
    ] as const) {
      const { out, err } = await command([...churn, '--from', from, '--to', to])
      expect(err).toBe('')
      expect(out).toContain(`${Date.UTC(2025, 2, 21) / 86_400_000}`)
      expect(out).toContain(`${Date.UTC(2025, 3, 21) / 86_400_000}`)
      const lived = await command([...lives, '--as-of', asOf])
      expect([lived.err, lived.status]).toEqual(['', 0])
      expect(lived.out).toContain(`${Date.UTC(2025, 2, 21) / 86_400_000}`)
    }
  })

  it('are grouped by the columns that are said', async () => {
    const { out, status } = await command([
      ...['sql', 'ratings', '--table', 'answers', '--by', 'plan', '--by', 'country'],
      ...['--columns', 'rating=score', '--dialect', 'sqlite'],
    ])
    for (const column of ['"plan"', '"country"', '"score"']) expect(out).toContain(column)
    expect(status).toBe(0)
  })

  it.each([
    [['sql', '--table', 't'], 'sql takes one tally: ratings, churn, lives or purchases'],
    [['sql', 'churn', 'lives', '--table', 't'], 'sql takes one tally'],
    [['sql', 'ratings'], '--table is not given: say where the rows are'],
    [
      ['sql', 'sums', '--table', 't'],
      'sql: "sums" is no tally, one of ratings, churn, lives, purchases is',
    ],
    [['sql', 'lives', '--table', 't'], '--as-of is not given, not a day such as 2025-01-31'],
    [['sql', 'churn', '--table', 't', '--from', '2025-01-01'], '--to is not given'],
  ])('are refused for %j', async (args, message) => {
    const { err, out, status } = await command(args)
    expect(err).toContain(message)
    expect(out).toBe('')
    expect(status).toBe(2)
  })
})
