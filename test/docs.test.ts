import { fileURLToPath } from 'node:url'
import * as library from 'customer-metrics'
import * as schemas from 'customer-metrics/schemas'
import { describe, expect, it } from 'vitest'
import { findExamples, runExample, typeErrors } from './support/doctest.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const examples = findExamples(root)

describe('every example in a page or a doc comment', () => {
  const modules: Record<string, Record<string, unknown>> = {
    'customer-metrics': library,
    'customer-metrics/schemas': schemas,
  }

  it.each(examples)('$where prints what it says', async (example) => {
    const assertions = await runExample(example, modules)
    expect(assertions).toBeGreaterThanOrEqual(example.where.startsWith('src') ? 1 : 0)
  })

  it('compiles with the project’s own settings', () => {
    expect(typeErrors(examples, root, Object.keys(library))).toEqual([])
  })

  it('is found where pages and comments have one', () => {
    expect(examples.length).toBeGreaterThan(25)
  })
})
