import { spawnSync } from 'node:child_process'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type SubscriptionRow, type TicketRow, tallyChurn, tallyContacts } from 'customer-metrics'
import { compare, random } from './harness.js'

const window = { from: '2025-01-01', to: '2025-02-01' } as const

function day(index: number): string {
  return new Date(Date.UTC(2020, 0, 1) + index * 86_400_000).toISOString().slice(0, 10)
}

const days = Array.from({ length: 2000 }, (_, index) => day(index))

/** Rows as a cursor gives them: each is made when it is asked for. */
function* subscriptions(size: number): Generator<SubscriptionRow> {
  const next = random(1)
  for (let index = 0; index < size; index++) {
    const start = Math.floor(next() * 1800)
    yield { customer: index % (size / 2), startedOn: days[start] as string, endedOn: null }
  }
}

function* tickets(size: number): Generator<TicketRow> {
  const next = random(2)
  for (let index = 0; index < size; index++)
    yield {
      customer: Math.floor(next() * 1e5),
      openedAt: `${days[1820 + (index % 60)]}T09:00:00Z`,
    }
}

/** As a database cursor: it waits. A stream of Node over a plain generator keeps what it has read. */
async function* cursor<Row>(rows: Iterable<Row>): AsyncGenerator<Row> {
  yield* rows
}

const runs: Readonly<Record<string, (size: number) => Promise<unknown>>> = {
  'tallyContacts of 100,000 customers': (size) =>
    tallyContacts(Readable.from(cursor(tickets(size))), {
      ...window,
      customers: 1e6,
      timeZone: 'UTC',
    }),
  'tallyChurn of half as many customers': (size) =>
    tallyChurn(Readable.from(cursor(subscriptions(size))), window),
}

/** A run in a process of its own, whose heap may have this many megabytes. */
async function measure(name: string, size: number, heap: number): Promise<void> {
  const file = fileURLToPath(import.meta.url)
  const args = [`--max-old-space-size=${heap}`, '--import', 'tsx', file, name, `${size}`]
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const ended = status === 0 ? stdout.trim() : 'out of memory: MISSED'
  console.log(`${name}, ${size / 1e6} million rows, heap of ${heap} MB: ${ended}`)
}

const [, , name, size] = process.argv
if (name && size) {
  const start = performance.now()
  await runs[name]?.(Number(size))
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${Math.round(process.memoryUsage().rss / 2 ** 20)} MB resident in ${seconds} s`)
  process.exit()
}

await measure('tallyContacts of 100,000 customers', 1e6, 60)
await measure('tallyContacts of 100,000 customers', 1e7, 60)
await measure('tallyChurn of half as many customers', 1e7, 1500)

const rows = [...subscriptions(3e5)]
compare({
  name: 'tallyChurn of 300,000 rows in a list',
  baseline: ['the same from a generator', () => tallyChurn(rows.values(), window)],
  subject: () => tallyChurn(rows, window),
  atMost: 1.1,
})
