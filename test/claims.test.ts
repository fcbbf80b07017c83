import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

it('every figure in the table of claims is printed by the example, which is run', () => {
  const printed = [...textOf('../examples/claims.ts').matchAll(/\/\/ => (.*)/g)]
    .map(([, values]) => values)
    .join(' ')
  const rows = textOf('../docs/claims.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Claim'))
  const figures = rows.flatMap((row) =>
    [...(row.split('|')[3] ?? '').matchAll(/`([^`]+)`/g)].map(([, figure]) => figure as string),
  )
  expect(figures.length).toBeGreaterThan(20)
  expect(figures.filter((figure) => !printed.includes(figure))).toEqual([])
})
