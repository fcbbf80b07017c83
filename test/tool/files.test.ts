import { spawnSync } from 'node:child_process'
import { afterAll, describe, expect, it } from 'vitest'
import { command, makeFolder, type Outcome, squeezed } from '../support/command.js'

const folder = makeFolder()
afterAll(() => folder.remove())

let files = 0
/** Writes a file under a name of its own. */
function file(content: string | Uint8Array, end = 'csv'): string {
  return folder.write(`file-${++files}.${end}`, content)
}

/** What is said of orders: rows, customers and the lines of the report. */
async function orders(path: string, ...flags: readonly string[]): Promise<Outcome> {
  return command(['report', '--transactions', path, ...flags])
}

const ROWS = [
  ['a', '2024-01-05', '10.50'],
  ['a', '2024-02-14', '20.25'],
  ['b', '2024-01-25', '1234.00'],
] as const

function lines(separator = ',', end = '\n', header = ['customer', 'date', 'amount']): string {
  return [header, ...ROWS].map((row) => row.join(separator) + end).join('')
}

describe('files that are read right, with the flag that each needs', () => {
  const forms: readonly (readonly [
    name: string,
    content: string | Uint8Array,
    ...flags: string[],
  ])[] = [
    ['commas', lines()],
    ['semicolons', lines(';')],
    ['tabs', lines('\t')],
    ['bars', lines('|')],
    ['a sign of one’s own', lines('^'), '--delimiter', '^'],
    ['Windows line ends', lines(',', '\r\n')],
    ['old Mac line ends', lines(',', '\r')],
    [
      'all line ends in one file',
      'customer,date,amount\r\na,2024-01-05,10.50\ra,2024-02-14,20.25\nb,2024-01-25,1234',
    ],
    ['a mark of the byte order', `\ufeff${lines()}`],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${lines()}`, 'utf16le')],
    ['a line sep=;', `sep=;\n${lines(';')}`],
    ['remarks above the header', `# exported, on Monday\n${lines()}`],
    ['a header that begins with #', lines(',', '\n', ['#customer', 'date', 'amount'])],
    [
      'blank trailing headers',
      'customer,date,amount,,\na,2024-01-05,10.50,,\na,2024-02-14,20.25,,\nb,2024-01-25,1234,,\n',
    ],
    [
      'two columns of one name that nobody needs',
      'customer,Other,date,amount,Other\na,,2024-01-05,10.50,\na,,2024-02-14,20.25,\nb,x,2024-01-25,1234,y\n',
    ],
    [
      'other delimiters in a quoted header',
      '"customer",date,amount,"one;two;three;four"\na,2024-01-05,10.50,x\na,2024-02-14,20.25,x\nb,2024-01-25,1234,x\n',
    ],
    [
      'line ends and quotation marks in cells',
      'customer,note,date,amount\n"a","said ""hi""\nand left",2024-01-05,10.50\na,,2024-02-14,20.25\nb,,2024-01-25,1234\n',
    ],
    [
      'days with the day first',
      'customer,date,amount\na,05/01/2024,10.50\na,14/02/2024,20.25\nb,25/01/2024,1234\n',
    ],
    [
      'days with the month first',
      'customer,date,amount\na,1/5/24,10.50\na,2/14/24,20.25\nb,1/25/24 8:26,1234\n',
    ],
    [
      'days that could be either',
      'customer,date,amount\na,05/01/2024,10.50\na,05/01/2024,20.25\nb,06/01/2024,1234\n',
      '--date-format',
      'dd/mm/yyyy',
    ],
    [
      'days with names of months',
      'customer,date,amount\na,05-Jan-2024,10.50\na,"Feb 14, 2024",20.25\nb,25 January 2024,1234\n',
    ],
    [
      'SQL timestamps with offsets',
      'customer,date,amount\na,2024-01-05 10:00:00+00,10.50\na,2024-02-14 10:00:00+0000,20.25\nb,2024-01-25 10:00:00.123Z,1234\n',
    ],
    [
      'SQL timestamps without offsets',
      'customer,date,amount\na,2024-01-05 10:00:00,10.50\na,2024-02-14 10:00:00,20.25\nb,2024-01-25 23:59:59,1234\n',
      '--time-zone',
      'Asia/Tokyo',
    ],
    [
      'decimal commas',
      'customer;date;amount\na;2024-01-05;10,50\na;2024-02-14;20,25\nb;2024-01-25;1.234,00\n',
    ],
    [
      'thousands with commas',
      'customer,date,amount\na,2024-01-05,10.50\na,2024-02-14,20.25\nb,2024-01-25,"$1,234.00"\n',
    ],
    [
      'amounts that could be either',
      'customer,date,amount\na,2024-01-05,"10,500"\na,2024-02-14,"20,250"\nb,2024-01-25,"1,234"\n',
      '--decimal',
      ',',
    ],
    [
      'Persian digits',
      'customer,date,amount\na,۲۰۲۴-۰۱-۰۵,۱۰٫۵۰\na,۲۰۲۴-۰۲-۱۴,۲۰٫۲۵\nb,۲۰۲۴-۰۱-۲۵,۱٬۲۳۴\n',
    ],
    [
      'JSON lines',
      ROWS.map(([customer, on, amount]) =>
        JSON.stringify({ customer, on, amount, more: null }),
      ).join('\n'),
    ],
    [
      'headers that are sentences',
      lines('\t', '\n', ['Who, if known = who?', 'When', 'Paid']),
      '--columns',
      'customer=Who, if known = who?',
      '--columns',
      'on=When',
      '--columns',
      'amount=Paid',
    ],
  ]

  it.each(forms.map((form) => ({ name: form[0], form })))('reads $name', async ({ form }) => {
    const [, content, ...flags] = form
    const { out, err, status } = await orders(file(content), '--smallest-group', '1', ...flags)
    expect(err).toBe('')
    expect(status).toBe(0)
    expect(out).toMatch(/: 3 rows; /)
    const [bought] = squeezed(out).filter((line) => line.startsWith('bought again'))
    expect(bought).toMatch(/(50|0)\.0 %.* 2$/)
  })

  it('reads files that gzip has packed, and folders', async () => {
    const inside = makeFolder()
    inside.pack('one.csv.gz', lines())
    inside.write('two.tsv', lines('\t'))
    inside.write('readme.md', 'no table')
    const { out, status } = await orders(inside.path)
    inside.remove()
    expect(out.match(/: 3 rows; /g)).toHaveLength(2)
    expect(status).toBe(0)
  })

  it('reads what is piped in', () => {
    const { stdout, status } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'src/tool/bin.ts', 'report', '--transactions', '/dev/stdin'],
      { encoding: 'utf8', input: lines() },
    )
    expect(stdout).toContain('/dev/stdin: 3 rows')
    expect(status).toBe(0)
  })
})

describe('files from the trade', () => {
  it('names the line of a byte that is not UTF-8, and reads it by its encoding (F1)', async () => {
    for (const [encoding, bytes, name] of [
      ['windows-1252', [0x4d, 0xfc, 0x6c, 0x6c], 'Müll'],
      ['windows-1256', [0xda, 0xe1, 0xed], 'علي'],
      ['shift_jis', [0x93, 0xfa, 0x96, 0x7b], '日本'],
    ] as const) {
      const path = file(
        Buffer.concat([
          Buffer.from('customer,date,amount\nx,2024-01-05,1\n'),
          Buffer.from(bytes),
          Buffer.from(',2024-01-06,2\n'),
        ]),
      )
      const refused = await orders(path)
      expect(refused.err).toContain(`${path}:3: a byte is not utf-8; --encoding says`)
      expect(refused.status).toBe(2)
      const { out, status } = await orders(path, '--encoding', encoding, '--name-customers')
      expect(out).toContain(name)
      expect(status).toBe(0)
    }
  })

  it('reads a survey tool’s export: #, repeated and blank headers (F2)', async () => {
    const path = file(
      '#,"How likely, from 0 to 10?",Other,Other,Submit Date (UTC),,\n1,10,,,2024-05-01 10:00:00,,\n2,3,x,,2024-05-02 10:00:00,,\n',
    )
    const { out, err, status } = await command([
      'report',
      '--survey',
      path,
      '--question',
      'nps',
      '--columns',
      'rating=How likely, from 0 to 10?',
      '--smallest-group',
      '1',
    ])
    expect(err).toBe('')
    expect(squeezed(out).find((line) => line.startsWith('all 0.0'))).toMatch(/ 2$/)
    expect(out).toContain('2024-05')
    expect(status).toBe(0)
  })

  it('honours sep= and still names the right line (F3)', async () => {
    const { err, status } = await orders(
      file('sep=;\ncustomer;date;amount\na;2024-01-05;1,50\nb;yesterday;2,50\n'),
    )
    expect(err).toContain(':4: column "date" is "yesterday", not a day such as')
    expect(status).toBe(1)
  })

  it('loses one row to a stray quotation mark, and what follows one that never closes (F4)', async () => {
    const good = Array.from({ length: 50 }, (_, index) => `c${index},pipe,2024-01-05,1`)
    const stray = await orders(
      file(
        [
          'customer,item,date,amount',
          'a,5" pipe,2024-01-05,1',
          'b,="00123",2024-01-05,1',
          'c,"x"y,2024-01-05,1',
          ...good,
        ].join('\n'),
      ),
    )
    expect(stray.err.split('\n')[0]).toMatch(/:2: a quotation mark stands inside "5\\" pipe"/)
    expect(stray.err).toMatch(/:4: text follows the closing quotation mark/)
    expect(stray.out).toContain(': 50 rows, 3 bad ones left out')
    expect(stray.status).toBe(1)
    const open = await orders(
      file(
        ['customer,item,date,amount', 'a,x,2024-01-05,1', 'b,"pipe,2024-01-05,1', ...good].join(
          '\n',
        ),
      ),
    )
    expect(open.err).toMatch(/:3: a quotation mark opens here and never closes/)
    expect(open.out).toContain(': 1 rows, 1 bad ones left out')
    expect(open.status).toBe(1)
  })

  it('names the line of a quotation mark that swallows a large file, without keeping it (F4)', async () => {
    const path = file(
      `customer,date,amount\na,2024-01-05,1\n"b,2024-01-05,1\n${'c,2024-01-05,1\n'.repeat(120_000)}`,
    )
    const { err, out } = await orders(path)
    expect(err).toContain(':3: a quotation mark opens here and never closes')
    expect(out).toContain(': 1 rows')
  })

  it('places timestamps on the days of a time zone, or on their own where they have no offset (F5)', async () => {
    const path = file('customer,date,amount\na,2024-12-30 23:30:00+00,1\n')
    expect((await orders(path)).out).toContain('known up to 2024-12-30')
    expect((await orders(path, '--time-zone', 'Europe/Berlin')).out).toContain(
      'known up to 2024-12-31',
    )
    const bare = file('customer,date,amount\na,2024-12-30 23:30:00,1\n')
    expect((await orders(bare, '--time-zone', 'Europe/Berlin')).out).toContain(
      'known up to 2024-12-30',
    )
  })

  it('reads parts of a second, and an end that never comes', async () => {
    const path = file(
      'opened,closed\n2024-01-05 10:00:00.9,2024-01-05 10:01:00.1\n2024-01-05 10:00:00,2024-01-05 10:01:00.1\n2024-01-05 10:00,infinity\n',
    )
    const { out, err } = await command(['tally', '--tickets', path])
    expect(err).toBe('')
    expect(JSON.parse(out).tickets.resolution.times).toEqual({
      0: { ended: 1, open: 0 },
      1: { ended: 1, open: 1 },
    })
  })

  it('says which dates it took, and refuses where two readings are possible (F6)', async () => {
    const both = file('customer,date,amount\na,12/1/10 8:26,1\nb,1/2/11,2\n')
    const refused = await orders(both)
    expect(refused.err).toContain(
      'the dates of "date" can be read with the day first and with the month first; say which with --date-format',
    )
    expect(refused.status).toBe(2)
    expect((await orders(both, '--date-format', 'mm/dd/yyyy')).out).toContain(
      'known up to 2011-01-02',
    )
    expect((await orders(both, '--dates', 'd/m/y')).out).toContain('known up to 2011-02-01')
    expect((await orders(file('customer,date,amount\na,27/12/2023,1\n'))).out).toContain(
      'dates read as dd/mm/yyyy',
    )
    const mixed = await orders(file('customer,date,amount\na,27/12/2023,1\nb,12/27/2023,1\n'))
    expect(mixed.status).toBe(2)
  })

  it('reads answers without question and date, and says that there is no trend (F8)', async () => {
    const path = file('score\n10\n9\n3\n')
    expect((await command(['report', '--survey', path])).err).toContain('or say --question nps')
    const { out, status } = await command([
      'report',
      '--survey',
      path,
      '--question',
      'nps',
      '--smallest-group',
      '1',
    ])
    expect(out).toContain('No trend: the file has no dates')
    expect(squeezed(out).find((line) => line.startsWith('all 33.3'))).toBeDefined()
    expect(status).toBe(0)
  })

  it.each(['NULL', '\\N', 'N/A', 'null', ''])('takes “%s” for no customer (F9)', async (nobody) => {
    const { err, out, status } = await orders(
      file(
        `customer,date,amount\n${nobody},2024-01-05,1\n${nobody},2024-01-06,1\na,2024-01-05,1\n`,
      ),
    )
    expect(err).toContain(
      `column "customer" is ${JSON.stringify(nobody).replace('\\\\', '\\')}, not a customer`,
    )
    expect(out).toContain('1 rows, 2 bad ones left out')
    expect(status).toBe(1)
  })

  it('says which columns of a billing system it does not read', async () => {
    const rows = 'customer,started,ended,Status,trial_end,plan\n'
    const path = file(`${rows}a,2024-01-05,,trialing,2024-02-01,pro\nb,2024-01-06,,active,,pro\n`)
    const { out } = await command(['report', '--subscriptions', path])
    expect(out).toContain(`${path}: "Status", "trial_end" not read; trials, pauses, late`)
    const plain = file('customer,started,ended,plan\na,2024-01-05,,pro\n')
    const other = await command(['report', '--subscriptions', plain])
    expect(other.out).not.toContain('not read')
    const fa = await command(['report', '--subscriptions', path, '--language', 'fa'])
    expect(fa.out).toContain('تخفیف‌ها کامل شمرده شده است')
  })

  it.each([
    ['PK\u0003\u0004', 'an Excel workbook or another zip file'],
    ['SQLite format 3', 'an SQLite database'],
    ['%PDF-1.7', 'a PDF'],
  ])('names %j as what it is (F10)', async (content, what) => {
    const { err, status } = await orders(file(content, 'xlsx'))
    expect(err).toContain(`the file is ${what}`)
    expect(status).toBe(2)
  })

  it('says where a packed file is cut off (F10)', async () => {
    const { readFileSync } = await import('node:fs')
    const whole = readFileSync(folder.pack('whole.gz', lines().repeat(200)))
    const { err, status } = await orders(file(whole.subarray(0, whole.length - 12), 'gz'))
    expect(err).toContain('the gzip file is cut off or damaged')
    expect(status).toBe(2)
  })

  it.each(['customer,date,amount\n', 'customer,date,amount\n,x,y\n'])(
    'ends with 2 and a sentence where %j has no row (F11)',
    async (content) => {
      const { err, status } = await orders(file(content))
      expect(err).toContain('nothing to report on: no row could be read')
      expect(status).toBe(2)
    },
  )

  it('lets nothing of a file reach the terminal unescaped (F12)', async () => {
    const esc = '\u001b[31m'
    const path = file(
      `question,rating,date,segment,${esc}x\n${'nps,10,2024-01-05,'.concat(esc, 'red,1\n').repeat(6)}nps,${esc},2024-01-05,a,1\n`,
    )
    const { out, err } = await command(['report', '--survey', path, '--columns', `segment=segment`])
    expect(out + err).not.toContain('\u001b')
    expect(out).toContain('\\u{1b}[31mred')
    const header = await command(['report', '--survey', path, '--columns', `rating=${esc}y`])
    expect(header.err).not.toContain('\u001b')
  })

  it('is no slower with bad rows than with good ones (F13)', async () => {
    const time = async (row: string): Promise<number> => {
      const path = file(`question,rating,date\n${row.repeat(100_000)}nps,9,2024-01-05\n`)
      const start = performance.now()
      await command(['report', '--survey', path])
      return performance.now() - start
    }
    await time('nps,9,2024-01-05\n')
    const good = await time('nps,9,2024-01-05\n')
    const bad = await time('nps,99,2024-01-05\n')
    expect(bad).toBeLessThan(3 * good + 200)
  })

  it('reads counts of answers by rating (F14)', async () => {
    const path = file('rating,responses\n10,70\n8,20\n3,10\n')
    const { out } = await command(['report', '--survey', path, '--question', 'nps'])
    expect(squeezed(out).find((line) => line.startsWith('all 60.0'))).toMatch(/ 100$/)
  })
})
