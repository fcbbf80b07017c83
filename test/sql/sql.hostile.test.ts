import { tallyChurn, tallyRatings } from 'customer-metrics'
import { readTallies, tallyChurnSql, tallyRatingsSql } from 'customer-metrics/sql'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, load, openEngines } from '../support/engines.js'

let engines: Engine[] = []

beforeAll(async () => {
  engines = await openEngines()
}, 120_000)

afterAll(async () => {
  for (const engine of engines) await engine.close()
})

/** What ends a name, a text, a comment or a statement somewhere, and what stands for a value. */
const SIGNS = [
  ...'"\'`\\;$?:@{}[]()/*-#%_,|&<>=!~^ \t\nnéß选٣ی',
  ...["''", '""', '``', '\\\\', "\\'", '--', '/*', '*/', '#', '; DROP TABLE t', ' OR 1=1'],
  ...['$1', ':p1', '@p1', '{p1:Int64}', '%s', 'SELECT', 'NULL', '\u200f', '\u2028'],
]

const text = fc
  .array(fc.constantFrom(...SIGNS), { minLength: 1, maxLength: 9 })
  .map((signs) => signs.join(''))

/** Names of at most 63 bytes, the least that an engine takes. A dot divides the name of a table. */
const name = text.filter((each) => new TextEncoder().encode(each).length <= 50)

const seed = Number(process.env.FC_SEED ?? 7)

describe('generated names and values change no statement', () => {
  it('names of tables, columns and groups', async () => {
    const names = fc.sample(fc.tuple(name, name, name), { numRuns: 12, seed })
    for (const engine of engines)
      for (const [one, two, three] of names) {
        // Some engines take no blank at the end of a name.
        const [table, rating, group] = [
          `t ${one}.`.replaceAll('.', '!'),
          `r ${two}!`,
          `g ${three}!`,
        ]
        await load(engine, table, { [rating]: 'integer', [group]: 'text' }, [
          { [rating]: 9, [group]: 'a' },
          { [rating]: 3, [group]: 'b' },
          { [rating]: 3, [group]: 'b' },
        ])
        const query = tallyRatingsSql(
          { table, columns: { rating } },
          { by: [group], dialect: engine.dialect },
        )
        const expected = [
          { by: { [group]: 'a' }, result: tallyRatings([9]) },
          { by: { [group]: 'b' }, result: tallyRatings([3, 3]) },
        ]
        for (const rows of [
          await engine.run(query.text, query.values),
          await engine.run(query.literal),
        ])
          expect(readTallies(query, rows as object[] as never), engine.dialect.name).toEqual(
            expected,
          )
        await engine.run(`DROP TABLE ${engine.dialect.id(table)}`)
      }
  })

  it('ids, reasons and groups, in rows', async () => {
    const texts = [...new Set(fc.sample(text, { numRuns: 60, seed }))]
    const rows = texts.map((each, at) => ({
      customer: each,
      plan: texts[at % 7] as string,
      reason: texts[(at * 11) % texts.length] as string,
      began: '2024-06-01',
      ended: at % 3 === 0 ? null : '2025-01-15',
    }))
    const window = { from: '2025-01-01', to: '2025-02-01' }
    for (const engine of engines) {
      const columns = {
        customer: 'text',
        plan: 'text',
        reason: 'text',
        began: 'day',
        ended: 'day',
      } as const
      await load(engine, 'hostile rows', columns, rows)
      const query = tallyChurnSql(
        {
          table: 'hostile rows',
          columns: { customer: 'customer', startedOn: 'began', endedOn: 'ended', reason: 'reason' },
        },
        { ...window, by: ['plan'], dialect: engine.dialect },
      )
      const groups = readTallies(query, (await engine.run(query.text, query.values)) as never)
      const found = new Map(groups.map(({ by, result }) => [by.plan, result]))
      const plans = [...new Set(rows.map(({ plan }) => plan))]
      expect([...found.keys()].sort(), engine.dialect.name).toEqual([...plans].sort())
      for (const plan of plans)
        expect(found.get(plan), `${engine.dialect.name}: ${plan}`).toEqual(
          tallyChurn(
            rows
              .filter((row) => row.plan === plan)
              .map(({ customer, began, ended, reason }) => ({
                customer,
                startedOn: began,
                endedOn: ended,
                ...(ended && { reason }),
              })),
            window,
          ),
        )
      await engine.run(`DROP TABLE ${engine.dialect.id('hostile rows')}`)
    }
  })

  it('literals', async () => {
    const texts = fc.sample(text, { numRuns: 40, seed })
    for (const { dialect, run } of engines) {
      const named = texts.map((each, at) => `${dialect.literal(each)} AS c${at}`)
      const [row] = (await run(`SELECT ${named.join(', ')}`)) as Readonly<Record<string, string>>[]
      expect(
        texts.map((_, at) => row?.[`c${at}`]),
        dialect.name,
      ).toEqual(texts)
    }
  })
})
