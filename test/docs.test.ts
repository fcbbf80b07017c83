import { fileURLToPath } from 'node:url'
import * as library from 'customer-metrics'
import * as charts from 'customer-metrics/charts'
import * as schemas from 'customer-metrics/schemas'
import * as sql from 'customer-metrics/sql'
import { describe, expect, it } from 'vitest'
import { findExamples, runExample, typeErrors } from './support/doctest.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const examples = findExamples(root)

describe('every example in a page or a doc comment', () => {
  const modules: Record<string, Record<string, unknown>> = {
    'customer-metrics': library,
    'customer-metrics/charts': charts,
    'customer-metrics/schemas': schemas,
    'customer-metrics/sql': sql,
  }

  it.each(examples)('$where prints what it says', async (example) => {
    // Doc comments do without imports; those of charts know the charts, too.
    const isChart = example.where.startsWith('src/charts')
    const ambient = isChart ? { 'customer-metrics': { ...library, ...charts } } : {}
    const assertions = await runExample(example, { ...modules, ...ambient })
    expect(assertions).toBeGreaterThanOrEqual(example.where.startsWith('src') ? 1 : 0)
  })

  it('compiles with the project’s own settings', () => {
    expect(
      typeErrors(examples, root, {
        'customer-metrics': Object.keys(library),
        'customer-metrics/charts': Object.keys(charts),
      }),
    ).toEqual([])
  })

  it('is found where pages and comments have one', () => {
    expect(examples.length).toBeGreaterThan(25)
  })
})
