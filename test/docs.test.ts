import { fileURLToPath } from 'node:url'
import * as library from 'customer-metrics'
import * as schemas from 'customer-metrics/schemas'
import * as sql from 'customer-metrics/sql'
import { describe, expect, it } from 'vitest'
import { findExamples, runExample, typeErrors } from './support/doctest.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const examples = findExamples(root)

describe('every example', () => {
  const modules: Record<string, Record<string, unknown>> = {
    'customer-metrics': library,
    'customer-metrics/schemas': schemas,
    'customer-metrics/sql': sql,
  }

  it.each(examples)('$where prints what it says', async (example) => {
    const assertions = await runExample(example, modules)
    expect(assertions).toBeGreaterThanOrEqual(example.where.startsWith('src') ? 1 : 0)
  })

  it('compiles', () => {
    expect(typeErrors(examples, root, Object.keys(library))).toEqual([])
  })

  it('is one of many', () => {
    expect(examples.length).toBeGreaterThan(25)
  })
})
