import { existsSync, readFileSync } from 'node:fs'

// The last line of a run: what the tests came to.
const file = new URL('../../reports/tests.json', import.meta.url)
if (existsSync(file)) {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(file, 'utf8'))
  const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''
  console.log(`${numPassedTests} passed, ${numFailedTests} failed${skipped}`)
} else console.log('0 passed, 0 failed: the tests did not run')
