import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { bytesOf } from '../../src/tool/read/bytes.js'
import { run } from '../../src/tool/run.js'
import { command, makeFolder, type Outcome, squeezed } from '../support/command.js'

const folder = makeFolder()
afterAll(() => folder.remove())

let files = 0
/** Writes a file under a name of its own. */
function file(content: string | Uint8Array, end = 'csv'): string {
  return folder.write(`file-${++files}.${end}`, content)
}

const ORDERS = 'customer,date,amount\na,2024-01-05,1\n'

/** Reports on orders; the kind of file is of no matter to how it is read. */
async function orders(content: string | Uint8Array, ...flags: string[]): Promise<Outcome> {
  return command(['report', '--transactions', file(content), ...flags])
}

async function survey(content: string, ...flags: string[]): Promise<Outcome> {
  return command(['report', '--survey', file(content), '--question', 'nps', ...flags])
}

describe('flags', () => {
  it.each([
    [['--language', 'de'], '--language is "de", not one of en, fa'],
    [['--delimiter', ';;'], '--delimiter is ";;", not one sign'],
    [['--as-of', 'yesterday'], '--as-of is "yesterday", not a day such as 2025-01-31'],
    [
      ['--columns', 'colour=Red'],
      '--columns: "colour" is no field, one of customer, on, amount is',
    ],
    [
      ['--html', '/nowhere/at/all.html'],
      '/nowhere/at/all.html: the page cannot be written, ENOENT',
    ],
    [['--acquisition-spend', 'much'], 'acquisitionSpend is "much", not'],
  ])('%j are refused', async (flags, message) => {
    const { err, status } = await orders(ORDERS, ...flags)
    expect(err).toContain(message)
    expect(status).toBe(2)
  })

  it('choose the calendar of days that only one calendar has', async () => {
    const { err, status } = await orders('customer,date,amount\na,1404/01/05,1\n')
    expect(err).toContain(
      'is "1404/01/05", not a day of the years 1800 to 2299; --calendar persian reads days of the Persian calendar',
    )
    expect(status).toBe(2)
  })

  it('say a day in the calendar that they choose', async () => {
    const known = async (...flags: string[]): Promise<string> =>
      (await orders('customer,date,amount\na,2025-03-01,1\n', ...flags)).out
    expect(await known('--as-of', '1403/12/30', '--calendar', 'persian')).toContain(
      'Known up to 1403-12-30 AP',
    )
    expect(await known('--as-of', '2025-03-20', '--calendar', 'persian')).toContain(
      'Known up to 1403-12-30 AP',
    )
    const { err } = await orders(ORDERS, '--as-of', '1404/12/30', '--calendar', 'persian')
    expect(err).toContain('--as-of is "1404/12/30", not a day such as 2025-01-31')
  })

  it('show no more of a long word than its beginning', async () => {
    const { err } = await command(['x'.repeat(100)])
    expect(err).toBe(
      `"${'x'.repeat(80)}…" is no command, one of report, tally, sql is; --help says more\n`,
    )
  })

  it('may name a tab', async () => {
    const { out, status } = await orders(ORDERS.replaceAll(',', '\t'), '--delimiter', 'tab')
    expect(out).toContain('1 rows; divided by "\\t"')
    expect(status).toBe(0)
  })
})

describe('what there is to read', () => {
  it('is a table, so that a folder without one is refused', async () => {
    const path = `${folder.path}/empty`
    mkdirSync(path)
    const { err, status } = await command(['report', '--transactions', path])
    expect(err).toBe(
      `${path}: the folder has no .csv, .tsv, .txt or .jsonl, also .gz, and no .parquet\n`,
    )
    expect(status).toBe(2)
  })

  it('may come through a named pipe or a socket', async () => {
    const path = `${folder.path}/pipe`
    execFileSync('mkfifo', [path])
    const [{ out, status }] = await Promise.all([
      command(['report', '--transactions', path]),
      writeFile(path, ORDERS),
    ])
    expect(out).toContain(`${path}: 1 rows`)
    expect(status).toBe(0)
    const stdin = vi
      .spyOn(process, 'stdin', 'get')
      .mockReturnValue(Readable.from([ORDERS]) as unknown as typeof process.stdin)
    expect((await command(['report', '--transactions', '/dev/stdin'])).out).toContain(
      '/dev/stdin: 1 rows',
    )
    stdin.mockRestore()
  })

  it('is told from a fault of the machine, which is no sentence for the user', async () => {
    const gone = `${folder.path}/gone`
    for (const isPacked of [true, false]) {
      const bytes = bytesOf({ name: gone, path: gone, size: 1, isPacked })
      await expect(bytes.next()).rejects.toThrow('ENOENT')
    }
    const io = {
      out: () => {
        throw new TypeError('a fault')
      },
      err: () => undefined,
      isWatched: false,
      load: async () => undefined,
      now: new Date('2026-01-01T00:00:00Z'),
      samples: undefined,
    }
    await expect(run(['--help'], io)).rejects.toThrow('a fault')
  })

  it('is nothing where the package has no data with it', async () => {
    let err = ''
    let out = ''
    const io = {
      out: (text: string) => {
        out += text
      },
      err: (text: string) => {
        err += text
      },
      isWatched: false,
      load: async () => undefined,
      now: new Date('2026-01-01T00:00:00Z'),
    }
    expect(await run(['report'], { ...io, samples: undefined })).toBe(2)
    expect(err).toContain('no file is given; name one with --survey')
    const samples = {
      survey: file('question,rating\nnps,10\n'),
      subscriptions: file('customer,startedOn,endedOn\na,2025-01-01,\n'),
      transactions: undefined,
    }
    expect(await run(['report'], { ...io, samples })).toBe(0)
    expect(out).toContain('Net Promoter Score')
    expect(out).not.toContain('Customers and what they have been worth')
  })

  it.each([
    ['', 'the file is empty, not a header and rows'],
    ['# only a remark\n', 'the file is empty, not a header and rows'],
    ['customer,"date"x,amount\na,2024-01-05,1\n', ':1: text follows the closing quotation mark'],
    [
      'customer,date,sum\na,2024-01-05,1\n',
      'no column looks like "amount" among "customer", "date", "sum"; name it with --columns \'amount=…\'\n',
    ],
    ['customer,date,amount,date\na,2024-01-05,1,\n', 'two columns are called "date"'],
    [
      'customer,date,amount\na,2024-01-05,"1,234"\n',
      'the amounts of "amount" can be read with "." and with "," before the decimals; say which with --decimal',
    ],
    [
      'customer,date,amount\na,2024-01-05,1.50\na,2024-01-05,"1,50"\n',
      'the amounts of "amount" can be read with "." and with ","',
    ],
    ['{"customer":1,"on":"2024-01-05"}\n', 'no column looks like "amount" among "customer", "on"'],
  ])('is refused where it begins with %j', async (content, message) => {
    const { err, status } = await orders(content)
    expect(err).toContain(message)
    expect(status).toBe(2)
  })

  it('says how to name the question where no column does', async () => {
    const { err } = await command(['report', '--survey', file('rating\n10\n')])
    expect(err).toContain(', or say --question nps where all answers are to one')
  })
})

describe('bytes that are no text', () => {
  const advice = '--encoding says another one, such as windows-1252, windows-1256 or shift_jis'

  it.each([
    ['after line ends of two signs', 'customer,date,amount\r\na,2024-01-05,1\r\n', [0xff, 10], 3],
    ['in the last line, which has no end', ORDERS, [0x61, 0xe4, 0x62], 3],
    ['at the end, in the middle of a sign', ORDERS, [0x61, 0xe2, 0x82], 3],
  ])('are named by their line %s', async (_, text, bytes, line) => {
    const path = file(Buffer.concat([Buffer.from(text), Buffer.from(bytes)]))
    const { err, status } = await command(['report', '--transactions', path])
    expect(err).toBe(`${path}:${line}: a byte is not utf-8; ${advice}\n`)
    expect(status).toBe(2)
  })

  it('are also half signs of UTF-16', async () => {
    const path = file(Buffer.from(`\ufeff${ORDERS}`, 'utf16le').subarray(0, -1))
    const { err, status } = await command(['report', '--transactions', path])
    expect(err).toContain('a byte is not utf-16le')
    expect(status).toBe(2)
  })

  it('are not those of UTF-16 with its first byte first', async () => {
    const { out, status } = await orders(Buffer.from(`\ufeff${ORDERS}`, 'utf16le').swap16())
    expect(out).toContain(': 1 rows;')
    expect(status).toBe(0)
  })
})

describe('rows', () => {
  it('with too few cells, or more that say something, are left out and named', async () => {
    const { out, err, status } = await orders(
      'customer,date,amount\na,2024-01-05\nb,2024-01-05,1,,\nc,2024-01-05,1,,x\nd,2024-01-05,2\n',
    )
    expect(err).toContain(':2: the row has 2 columns, not 3 as the header has')
    expect(err).toContain(':4: the row has 5 columns, not 3 as the header has')
    expect(out).toContain(': 2 rows, 2 bad ones left out;')
    expect(status).toBe(1)
  })

  it('beyond the first twenty bad ones are counted', async () => {
    const { err } = await orders(`customer,date,amount\n${'a,b,c\n'.repeat(25)}a,2024-01-05,1\n`)
    expect(err.match(/column "date" is "b"/g)).toHaveLength(20)
    expect(err).toMatch(/: and 5 bad rows more\n25 bad rows were left out of the report\n$/)
  })

  it.each([
    ['a,2024-01-05,x', 'column "amount" is "x", not an amount such as 1,234.50'],
    ['a,yesterday,1', 'column "date" is "yesterday", not a day such as 2025-01-31 or a date-time'],
  ])('of orders are refused as %j', async (row, message) => {
    expect((await orders(`${ORDERS}${row}\n`)).err).toContain(`:3: ${message}`)
  })

  it('name the form of amounts and dates that was understood', async () => {
    const { err, out } = await orders(
      'customer;date;amount\na;27/12/2023;1,50\nb;12/13/2023;2,50\nc;13/12/2023;much\n',
      '--date-format',
      'dd/mm/yyyy',
    )
    expect(err).toContain('"12/13/2023", not a day such as 2025-01-31, dd/mm/yyyy or a date-time')
    expect(err).toContain('"much", not an amount such as 1.234,50')
    expect(out).toContain('dates read as dd/mm/yyyy; "," before the decimals')
  })

  it.each([
    ['11,1', '"rating" is "11", not a rating from 0 to 10, as nps has'],
    ['10,-1', '"responses" is "-1", not a number of answers'],
    ['ten,1', '"rating" is "ten", not a whole number'],
  ])('of answers are refused as %j', async (row, message) => {
    const { err, status } = await survey(`rating,responses\n10,5\n${row}\n`)
    expect(err).toContain(`:3: column ${message}`)
    expect(status).toBe(1)
  })

  it('of answers to an unknown question are refused', async () => {
    const path = file('question,rating\nNPS,10\nsus,10\n')
    const { err } = await command(['report', '--survey', path])
    expect(err).toContain(':3: column "question" is "sus", not one of nps, csat, ces')
  })

  it.each([
    ['a,2024-02-01,2024-01-31,1', '"endedOn" is "2024-01-31", not a day from startedOn on'],
    ['a,2024-02-01,,-1', '"amount" is "-1", not an amount of at least 0'],
  ])('of subscriptions are refused as %j', async (row, message) => {
    const path = file(`customer,startedOn,endedOn,amount\nb,2024-01-01,,1\n${row}\n`)
    const { err, status } = await command(['report', '--subscriptions', path])
    expect(err).toContain(`:3: column ${message}`)
    expect(status).toBe(1)
  })

  it.each([
    [
      '2024-01-05 10:00,2024-01-05 09:59,',
      '"firstReplyAt" is "2024-01-05 09:59", not a time from openedAt on',
    ],
    ['2024-01-05 10:00,,2024-01-04', '"resolvedAt" is "2024-01-04", not a time from openedAt on'],
    ['soon,,', '"openedAt" is "soon", not a date-time such as 2025-01-31 09:30'],
  ])('of tickets are refused as %j', async (row, message) => {
    const path = file(
      `openedAt,firstReplyAt,resolvedAt\n2024-01-05,2024-01-06,2024-01-06\n${row}\n`,
    )
    const { err, status } = await command(['report', '--tickets', path])
    expect(err).toContain(`:3: column ${message}`)
    expect(status).toBe(1)
  })

  it.each([
    ['ads,-1,2', '"spend" is "-1", not an amount of at least 0'],
    ['ads,1,-2', '"acquired" is "-2", not a number of customers'],
  ])('of costs are refused as %j', async (row, message) => {
    const { err, status } = await command([
      'report',
      '--costs',
      file(`channel,spend,acquired\nfriends,1,1\n${row}\n`),
    ])
    expect(err).toContain(`:3: column ${message}`)
    expect(status).toBe(1)
  })

  it('of JSON that are no objects are left out, and values of all kinds are read', async () => {
    const path = file(
      [
        '{"customer":1,"on":"2024-01-05","amount":10.5,"more":{"a":1}}',
        '',
        '[1,2]',
        'null',
        '5',
        '"customer"',
        '{"customer":{"id":2},"on":"2024-01-06","amount":"2"}',
        '{"customer":3,"on":"2024-01-07"}',
        '{broken',
      ].join('\n'),
      'jsonl',
    )
    const { out, err, status } = await command([
      'report',
      '--transactions',
      path,
      '--name-customers',
    ])
    for (const line of [3, 4, 5, 6, 9])
      expect(err).toContain(`${path}:${line}: the line is not a JSON object`)
    expect(err).toContain(`${path}:8: column "amount" is "", not an amount`)
    expect(out).toContain(`${path}: 2 rows, 6 bad ones left out;`)
    expect(out).toContain('{"id":2}')
    expect(status).toBe(1)
  })

  it('of a long file are all read, whatever the first thousand settle', async () => {
    const lines = Array.from({ length: 1500 }, (_, at) => `c${at},27/12/2023,1.50`)
    const content = `customer,date,amount\n${lines.join('\n')}\n`
    for (const flags of [[], ['--date-format', 'd/m/y'], ['--decimal', '.']])
      expect((await orders(content, ...flags)).out).toContain(': 1500 rows;')
    const json = lines
      .map((_, at) => JSON.stringify({ customer: at, on: '2024-01-05', amount: '1.5' }))
      .join('\n')
    expect((await orders(json)).out).toContain(': 1500 rows;')
  })

  it('keep their days where a file has more times than are remembered', async () => {
    const start = Date.parse('2024-01-01T00:00:00Z')
    const lines = Array.from(
      { length: 50_010 },
      (_, at) => `10,${new Date(start + at * 1000).toISOString()}`,
    )
    const { out } = await survey(`rating,date\n${lines.join('\n')}\n10,2024-01-01T00:00:00.000Z\n`)
    expect(out).toContain(': 50011 rows;')
    expect(squeezed(out).find((line) => line.startsWith('2024-01 (unfinished) 100.0'))).toMatch(
      / 50011$/,
    )
  })

  it('leave words as they are spelled, with joiners and without what moves a cursor', async () => {
    const word = 'کتاب\u200cها'
    const { out } = await survey(
      `rating,segment\n${`10,${word}\n`.repeat(5)}${'9,\u202ex\n'.repeat(5)}`,
    )
    expect(out).toContain(word)
    expect(out).toContain('\\u{202e}x')
  })

  it('after the last day that counts are left out', async () => {
    const { out } = await survey(
      `rating,date\n${'10,2024-01-05\n'.repeat(6)}${'0,2024-01-06\n'.repeat(6)}`,
      '--as-of',
      '2024-01-05',
    )
    expect(out).toContain('Known up to 2024-01-05')
    expect(squeezed(out).find((line) => line.startsWith('all 100.0'))).toMatch(/ 6$/)
  })
})
