import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs the report as a user does. */
function report(...args: readonly string[]): { out: string; err: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'examples/report.ts', ...args],
    { cwd: root, encoding: 'utf8' },
  )
  return { out: stdout, err: stderr, status }
}

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'))
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, ...lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

describe('the report on the data that come with the project', () => {
  const { out, err, status } = report()

  it('prints the figures that are stored', async () => {
    await expect(out).toMatchFileSnapshot('./support/report.txt')
    expect(err).toBe('')
    expect(status).toBe(0)
  })

  // Recomputed from the same files in Python: numpy, scipy.stats, dateutil, decimal.
  it.each([
    'all                       38.1   29.1 to 46.4      278',
    'all                     73.4 %   66.7 % to 79.2 %      188',
    'all                       5.38   5.13 to 5.62      176',
    '2024-11  6.8 %  4.2 % to 11.0 %      219    15      18     0      221',
    '1             90.9 %  87.6 % to 93.4 %       385',
    '6             67.7 %  62.4 % to 72.3 %       216',
    '18            35.2 %  28.3 % to 42.3 %        29',
    'median lifetime: 12 months',
    'customers: 793',
    'bought again: 98.5 %',
    'first 12 months: 1100.26 a customer (95 % interval 980.45 to 1220.06; 782 customers',
    'first 24 months: 1797.47 a customer (95 % interval 1642.89 to 1952.05; 731 customers',
  ])('says “%s”', (line) => {
    expect(out).toContain(line)
  })

  it('says on their first line that its own files are simulated', () => {
    for (const name of ['survey', 'subscriptions'])
      expect(readFileSync(join(root, `examples/data/${name}.csv`), 'utf8')).toMatch(
        /^# Simulated by /,
      )
  })
})

describe('the report on files of one’s own', () => {
  it('names, counts and leaves out bad rows', () => {
    const subscriptions = file(
      'subscriptions.csv',
      'Customer ID,Start Date,End Date',
      'a,2025-01-01,',
      'b,2025-02-30,',
      'c,2025-03-01,2025-02-01',
      ',2025-03-01,',
      'd,2025-01-01',
      '"e, and Sons",2025-01-05,2025-02-10',
    )
    const { out, err, status } = report('--subscriptions', subscriptions, '--as-of', '2025-03-31')
    expect(err.split('\n')).toEqual([
      `${subscriptions}:3: column "Start Date" is "2025-02-30", not a day such as '2025-01-31', or a date-time with its offset`,
      `${subscriptions}:4: column "End Date" is "2025-02-01", not a day from startedOn on`,
      `${subscriptions}:5: column "Customer ID" is "", not a number or a string that is not empty`,
      `${subscriptions}:6: the row has 2 columns, not 3 as the header has`,
      '4 bad rows were left out of the report',
      '',
    ])
    expect(status).toBe(1)
    expect(out).toContain('2 rows, 4 bad ones left out')
    expect(out).toContain(
      'customer from "Customer ID", startedOn from "Start Date", endedOn from "End Date"',
    )
    expect(out).toContain('2025-02  50.0 %')
  })

  it('counts more bad rows than it names', () => {
    const survey = file(
      'survey.csv',
      'question,rating,date',
      ...Array.from({ length: 30 }, () => 'nps,11,2025-01-01'),
      'NPS,10,2025-01-01',
    )
    const { err, status } = report('--survey', survey)
    expect(err).toContain(
      `${survey}:2: column "rating" is "11", not a rating from 0 to 10, as nps has`,
    )
    expect(err).toContain(`${survey}: and 10 bad rows more`)
    expect(err).toContain('30 bad rows were left out of the report')
    expect(status).toBe(1)
  })

  it('sets acquisition against retention where spend is given', () => {
    const subscriptions = file(
      'spend.csv',
      'customer,start,end',
      ...['a', 'b', 'c', 'd'].map((name) => `${name},2024-01-01,`),
      'e,2025-02-10,',
      'f,2025-02-20,',
    )
    const { out, status } = report(
      '--subscriptions',
      subscriptions,
      '--as-of',
      '2025-02-28',
      '--currency',
      'EUR',
      '--acquisition-spend',
      '250.50',
      '--retention-spend',
      '40',
    )
    expect(out).toContain('per customer won: 125.25 EUR (2 won or won back)')
    expect(out).toContain('per customer kept: 10.00 EUR (4 kept)')
    expect(out).toContain('winning one costs 12.5 times keeping one')
    expect(status).toBe(0)
  })

  it('takes columns by flag, and says which it took', () => {
    const orders = file('orders.csv', 'who;x,when,paid', 'a,2025-01-01,10.00', 'a,2025-01-05,2.50')
    const { out, status } = report(
      '--transactions',
      orders,
      '--transactions-columns',
      'customer=who;x,on=when,amount=paid',
    )
    expect(out).toContain('customer from "who;x", on from "when", amount from "paid"')
    expect(out).toContain('bought again: 100.0 %')
    expect(status).toBe(0)
  })

  it('takes a line that begins with # for a remark above the header only', () => {
    const orders = file(
      'hash.csv',
      '# exported, on Monday',
      'order,customer,date,amount',
      '#1001,a,2024-01-05,10',
      '#1002,b,2024-01-06,20',
    )
    const { out, status } = report('--transactions', orders)
    expect(out).toContain('hash.csv, 2 rows, known up to 2024-01-06 (its last day)')
    expect(out).toContain('customers: 2')
    expect(status).toBe(0)
  })

  it('does not take a planned end for the last day known', () => {
    const subscriptions = file(
      'planned.csv',
      'customer;start;end',
      'a;2024-01-05;',
      'b;2024-02-01;2024-06-01',
      'c;2024-03-01;9998-12-31',
    )
    const { out, status } = report('--subscriptions', subscriptions)
    expect(out).toContain('known up to 2024-06-01 (its last day), divided by ";"')
    expect(out).toContain('median lifetime: 4 months (95 % interval 4 to not yet known)')
    expect(status).toBe(0)
  })

  it('places instants on the days of a time zone', () => {
    const orders = file(
      'instants.csv',
      'customer,date,amount',
      'a,2024-01-31T23:30:00-05:00,10',
      'b,2024-01-20,5',
    )
    expect(report('--transactions', orders).out).toContain('known up to 2024-02-01')
    const { out } = report('--transactions', orders, '--time-zone', 'America/New_York')
    expect(out).toContain('known up to 2024-01-31')
    expect(out).toContain('customers: 2')
  })

  it('takes an answer without a customer or a segment', () => {
    const survey = file(
      'anonymous.csv',
      'question,rating,date,customer,segment',
      'nps,10,2024-05-01,,',
      'nps,,2024-05-02,b,',
    )
    const { out, err, status } = report('--survey', survey)
    expect(out).toContain('1 of 2 left it unanswered')
    expect(err).toBe('')
    expect(status).toBe(0)
  })

  it('says what cannot be known yet, and still names the bad rows', () => {
    const orders = file('refunds.csv', 'customer,date,amount', 'a,2024-01-05,-10', ',2024-01-06,3')
    const early = file('early.csv', 'customer,start,end', 'a,2024-01-05,')
    const empty = file('empty.csv', 'question,rating,date')
    const { out, err, status } = report(
      '--transactions',
      orders,
      '--subscriptions',
      early,
      '--survey',
      empty,
      '--as-of',
      '2024-01-04',
    )
    expect(out).toContain('empty.csv, 0 rows, known up to 2024-01-04; ')
    expect(out).toContain('not known: nothing started by 2024-01-04')
    expect(out).toContain('not known: nobody has bought anything by 2024-01-04')
    expect(err).toContain(`${orders}:3: column "customer" is "", not`)
    expect(status).toBe(1)
  })

  it('lists its options when asked for help', () => {
    const { out, status } = report('--help')
    expect(out).toContain('--time-zone NAME')
    expect(status).toBe(0)
  })

  it.each([
    [['--survey', 'nowhere.csv'], 'nowhere.csv: there is no such file'],
    [['--as-of', '2025-13-01'], '--as-of is "2025-13-01", not a day such as 2025-01-31'],
    [['--as-of', '2025-02-30'], '--as-of is "2025-02-30", not a day such as 2025-01-31'],
    [['--time-zone', 'Mars'], 'timeZone is "Mars", not an IANA time zone'],
    [
      ['--survey-columns', 'rating'],
      '--survey-columns is "rating", not pairs such as rating=Score',
    ],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [
      ['--retention-spend', 'much', '--acquisition-spend', '1'],
      'customerCost: retentionSpend is "much", not a decimal number below 1e30',
    ],
  ])('refuses %j', (args, message) => {
    const { err, status } = report(...args)
    expect(err.trim()).toContain(message)
    expect(status).toBe(2)
  })

  it('refuses a file without the columns it needs, and says which flag names them', () => {
    const orders = file('columns.csv', 'who,when', 'a,2025-01-01')
    const { err, status } = report('--transactions', orders)
    expect(err).toContain(
      'no column looks like "customer" among "who", "when"; name it with --transactions-columns customer=…',
    )
    expect(status).toBe(2)
  })

  it('refuses a file with two columns of one name', () => {
    const orders = file('twice.csv', 'customer,date,amount,date', 'a,2025-01-01,1,2025-01-02')
    const { err, status } = report('--transactions', orders)
    expect(err).toContain('two columns are called "date"')
    expect(status).toBe(2)
  })
})
