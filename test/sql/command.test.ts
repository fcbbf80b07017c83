import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, makeFolder } from '../support/command.js'
import { PLACES, type Place } from '../support/databases.js'
import { type Columns, load, type Row } from '../support/engines.js'

// Tables with everything that is read otherwise in a file: blanks around ids, words for nothing, letters
// of all kinds, days of moments near midnight, rows that are wrong.

const IDS = [
  'a',
  'A',
  ' a',
  'é',
  'O’Neil',
  '"q"',
  '7',
  '07',
  'علی',
  '日本',
  'n/a',
  '',
  'x;y',
  '\\N',
]

/** A sequence that looks random and is the same each time. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

const random = sequence(7)
const below = (n: number): number => Math.floor(random() * n)
const day = (at: number): string => new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10)
const moment = (at: number): string =>
  new Date(Date.UTC(2024, 0, 1 + at, 21, 30) + below(18_000_000)).toISOString()
const maybe = <Value>(value: Value, share = 0.1): Value | null => (random() < share ? null : value)

const TABLES: Readonly<
  Record<string, { readonly columns: Columns; readonly rows: readonly Row[] }>
> = {
  subs: {
    columns: {
      account_id: 'text',
      started_at: 'instant',
      ended_on: 'day',
      reason: 'text',
      mrr: 'amount',
    },
    rows: Array.from({ length: 400 }, () => {
      const start = below(350)
      return {
        account_id: maybe(`${IDS[below(IDS.length)]}${maybe(below(30), 0.05) ?? ''}`, 0.03),
        started_at: maybe(moment(start), 0.03),
        ended_on: maybe(day(start + below(200) - 5), 0.5),
        reason: maybe(['price', ' price ', 'N/A', 'Preis ä', ''][below(5)] as string, 0.3),
        mrr: maybe(`${below(200) - 5}.${below(10)}${below(9) + 1}`, 0.02),
      }
    }),
  },
  spans: {
    columns: { customer: 'integer', start_date: 'utc', end_date: 'utc' },
    rows: Array.from({ length: 300 }, () => {
      const start = below(350)
      return {
        customer: below(120),
        start_date: moment(start).replace('T', ' ').replace('Z', ''),
        end_date: maybe(
          moment(start + below(90))
            .replace('T', ' ')
            .replace('Z', ''),
          0.4,
        ),
      }
    }),
  },
  answers: {
    columns: { score: 'integer', created_at: 'instant', type: 'text', plan: 'text' },
    rows: Array.from({ length: 500 }, () => ({
      score: maybe(below(11) + (random() < 0.02 ? 90 : 0)),
      created_at: maybe(moment(below(365)), 0.02),
      type: random() < 0.02 ? 'other' : (['nps', 'NPS', ' nps'][below(3)] as string),
      plan: maybe(['pro', 'Pro', ' pro', 'null', 'ویژه'][below(5)] as string),
    })),
  },
  orders: {
    columns: { client: 'text', order_date: 'day', total: 'amount' },
    rows: Array.from({ length: 600 }, () => ({
      client: `${IDS[below(IDS.length)]}${below(40)}`,
      order_date: maybe(day(below(365)), 0.02),
      total: `${below(3000)}.${below(10)}${below(9) + 1}`,
    })),
  },
  tickets: {
    columns: { opened_at: 'instant', first_reply_at: 'instant', closed_at: 'instant' },
    rows: Array.from({ length: 300 }, () => {
      const opened = Date.parse(moment(below(365)))
      const after = (most: number): string => new Date(opened + below(most) - 10_000).toISOString()
      return {
        opened_at: new Date(opened).toISOString(),
        first_reply_at: maybe(after(7_200_000), 0.2),
        closed_at: maybe(after(400_000_000), 0.2),
      }
    }),
  },
  spending: {
    columns: { source: 'text', cost: 'amount', won: 'integer' },
    rows: [
      { source: 'ads', cost: '1234.5', won: 10 },
      { source: 'ads', cost: '0.25', won: 2 },
      { source: 'friends', cost: '0', won: 5 },
      { source: 'fair', cost: '-1', won: 5 },
    ],
  },
}

const folder = makeFolder()
afterAll(() => folder.remove())

function csv(name: string): string {
  const { columns, rows } = TABLES[name] as (typeof TABLES)[string]
  const names = Object.keys(columns)
  const cell = (value: unknown): string => `"${String(value ?? '').replaceAll('"', '""')}"`
  const lines = rows.map((row) => names.map((each) => cell(row[each])).join(','))
  return folder.write(`${name}.csv`, `${names.join(',')}\n${lines.join('\n')}\n`)
}

const SETTINGS = [
  ['subs', '--subscriptions', []],
  ['subs', '--subscriptions', ['--time-zone', 'Europe/Berlin', '--calendar', 'persian']],
  ['subs', '--subscriptions', ['--as-of', '2024-09-30', '--involuntary', 'price']],
  ['spans', '--subscriptions', ['--time-zone', 'Asia/Tehran']],
  ['answers', '--survey', []],
  ['answers', '--survey', ['--time-zone', 'America/New_York', '--as-of', '2024-08-20']],
  ['answers', '--survey', ['--question', 'nps', '--calendar', 'persian']],
  ['orders', '--transactions', []],
  ['tickets', '--tickets', []],
  ['tickets', '--tickets', ['--as-of', '2024-10-31', '--time-zone', 'Asia/Kathmandu']],
  ['spending', '--costs', []],
] as const

/** What a report says in figures, and how many rows were bad. */
async function figures(args: readonly string[], place?: Place) {
  const { out, err, status } = await command(
    ['report', '--json', '--smallest-group', '1', '--name-customers', ...args],
    { now: new Date('2024-12-20T12:00:00Z'), ...(place && { load: place.load }) },
  )
  const bad = /(\d+) bad rows? were left out/.exec(err)?.[1]
  if (status === 2) throw new Error(err)
  return { sections: JSON.parse(out).sections as unknown, status, bad }
}

describe.each(Object.entries(PLACES))('the command on %s', (_, open) => {
  let place: Place
  beforeAll(async () => {
    place = await open()
    for (const [name, { columns, rows }] of Object.entries(TABLES))
      await load(place.engine, name, columns, rows)
    await place.settle()
  }, 600_000)
  afterAll(() => place.close())

  it.each(SETTINGS)(
    'reports of %s by %s %j what it reports of the file',
    async (name, kind, flags) => {
      const found = await figures(['--from', place.from, kind, name, ...flags], place)
      const expected = await figures([kind, csv(name), ...flags])
      expect(found).toEqual(expected)
      expect(JSON.stringify(found.sections).length).toBeGreaterThan(500)
    },
  )

  it('counts where the rows are, unless a customer may be in two tables', async () => {
    const ask = (...args: readonly string[]) =>
      command(['report', '--from', place.from, ...args], { load: place.load })
    const one = await ask('--subscriptions', 'subs')
    expect(one.out).toMatch(/subs: \d+ rows, \d+ bad ones left out; counted where they are; /)
    expect(one.err).toMatch(/subs: \d+ rows: column "account_id" is not a customer\n/)
    const two = await figures(
      ['--from', place.from, '--subscriptions', 'spans', '--subscriptions', 'spans'],
      place,
    )
    const file = csv('spans')
    expect(two).toEqual(await figures(['--subscriptions', file, '--subscriptions', file]))
  })

  it('writes tallies that a later report merges', async () => {
    const tally = async (...args: readonly string[]) =>
      JSON.parse(
        (await command(['tally', ...args], { load: place.load, now: new Date('2024-12-20') })).out,
      )
    const flags = ['--from', place.from, '--subscriptions', 'subs', '--tickets', 'tickets']
    expect(await tally(...flags, '--survey', 'answers')).toEqual(
      await tally(
        ...[
          '--subscriptions',
          csv('subs'),
          '--tickets',
          csv('tickets'),
          '--survey',
          csv('answers'),
        ],
      ),
    )
  })

  it('says which table or column is not there', async () => {
    const none = await command(['report', '--from', place.from, '--survey', 'no"such'], {
      load: place.load,
    })
    expect(none.err).toMatch(/no.?"such/)
    expect(none.status).toBe(2)
    const column = await command(
      ['report', '--from', place.from, '--survey', 'answers', '--columns', 'rating=stars'],
      { load: place.load },
    )
    expect(column.err).toContain('answers: there is no column "stars" among "score", "created_at"')
    expect(column.status).toBe(2)
  })
})

it('has a place to ask, or an engine that the command does not read from', () => {
  const { SQL_ENGINE: asked } = process.env
  const isRead = asked === undefined || asked === 'postgresql' || asked === 'mariadb'
  expect(Object.keys(PLACES).length > 0).toBe(isRead)
})
