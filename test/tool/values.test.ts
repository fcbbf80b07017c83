import { tallyChurn } from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { persianDate, persianMonthStart } from '../../src/tool/persianDate.js'
import { decimalSignOf, readAmount, weighAmount } from '../../src/tool/read/amounts.js'
import { dateOrderOf, dayText, readDate, weighDate } from '../../src/tool/read/dates.js'
import { latinDigits } from '../../src/tool/read/digits.js'
import { offsetAt } from '../../src/tool/read/zone.js'
import { attempt } from '../../src/tool/report/attempt.js'
import { amountColumn } from '../../src/tool/stores/columns.js'
import { orderRows, subscriptionRows, ticketRows } from '../../src/tool/stores/rows.js'

/** The day and the instant of a date, as texts. */
function read(
  text: string,
  order?: 'dmy' | 'mdy' | 'ymd',
  timeZone = 'UTC',
  calendar: 'gregorian' | 'persian' = 'gregorian',
): readonly [day: string, instant: string] | undefined {
  const date = readDate(text, order, timeZone, calendar)
  return date && [dayText(date.day), new Date(date.instant).toISOString()]
}

describe('dates', () => {
  it.each([
    ['20240105', '2024-01-05T00:00:00.000Z'],
    ['2024/1/5', '2024-01-05T00:00:00.000Z'],
    ['2024-01-05 09:30 PM', '2024-01-05T21:30:00.000Z'],
    ['2024-01-05 12:00 a.m.', '2024-01-05T00:00:00.000Z'],
    ['2024-01-05 12:15pm', '2024-01-05T12:15:00.000Z'],
    ['2024-01-05T10:00:00-0530', '2024-01-05T15:30:00.000Z'],
    ['2024-01-05T10:00:00+05:30', '2024-01-05T04:30:00.000Z'],
    ['2024-01-05T10:00:00 GMT', '2024-01-05T10:00:00.000Z'],
    ['5. Jan. 2024', '2024-01-05T00:00:00.000Z'],
    ['January 5, 2024 10:00', '2024-01-05T10:00:00.000Z'],
    ['05-Jan-70', '1970-01-05T00:00:00.000Z'],
    ['05-Jan-68', '2068-01-05T00:00:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(read(text)?.[1]).toBe(instant)
  })

  it.each([
    ['05/01/24', 'dmy', '2024-01-05'],
    ['05/01/24', 'mdy', '2024-05-01'],
    ['05/01/24', 'ymd', '2005-01-24'],
    ['5/01/24', 'ymd', '2005-01-24'],
    ['05/01/99', 'dmy', '1999-01-05'],
  ] as const)('reads %s in the order %s', (text, order, day) => {
    expect(read(text, order)?.[0]).toBe(day)
  })

  it.each([
    ['05/01/2024', undefined],
    ['05/01/2024', 'ymd'],
    ['31/04/2024', 'dmy'],
    ['2024-02-30', undefined],
    ['20241301', undefined],
    ['2024-01-05 13:00 PM', undefined],
    ['2024-01-05 0:30 AM', undefined],
    ['2024-01-05 25:00', undefined],
    ['2024-01-05 10:60', undefined],
    ['2024-01-05 10:00:61', undefined],
    ['5 Foo 2024', undefined],
    ['yesterday', undefined],
  ] as const)('gives nothing for %s in the order %s', (text, order) => {
    expect(read(text, order)).toBeUndefined()
  })

  // Nowruz of 1403, 1404 and 1405, and leap days, by the published calendar of Iran.
  it.each([
    ['1403/01/01', '2024-03-20'],
    ['۱۴۰۴/۰۱/۰۱', '2025-03-21'],
    ['14050101', '2026-03-21'],
    ['1403-12-30 10:00', '2025-03-20'],
    ['30/12/1403', '2025-03-20'],
    ['1404-06-31', '2025-09-22'],
    ['1404-07-30', '2025-10-22'],
    ['2025-03-21', '2025-03-21'],
  ])('reads %s where the calendar is Persian', (text, day) => {
    expect(read(text, 'dmy', 'UTC', 'persian')?.[0]).toBe(day)
  })

  it.each([
    '1404/12/30',
    '1404-07-31',
    '1404-13-01',
    '1404-00-10',
    '1404-01-00',
    '1205/01/01',
    '1499/01/01',
  ])('gives nothing for %s in either calendar', (text) => {
    expect(read(text)).toBeUndefined()
    expect(read(text, undefined, 'UTC', 'persian')).toBeUndefined()
  })

  it('are of the years that the library reads, or an end that is open', () => {
    expect(read('1404/01/01')).toBeUndefined()
    expect(read('1799-12-31')).toBeUndefined()
    expect(read('2300-01-01')).toBeUndefined()
    expect(read('9999-12-31')?.[0]).toBe('9999-12-31')
  })

  it('stand on the clocks of their time zone, across the change of them', () => {
    expect(read('2024-03-31 01:30', undefined, 'Europe/Berlin')?.[1]).toBe(
      '2024-03-31T00:30:00.000Z',
    )
    expect(read('2024-03-31 03:30', undefined, 'Europe/Berlin')?.[1]).toBe(
      '2024-03-31T01:30:00.000Z',
    )
    expect(read('2024-12-30 23:30Z', undefined, 'Europe/Berlin')?.[0]).toBe('2024-12-31')
  })

  it('leave the order that all cells of a column allow', () => {
    const order = (...texts: readonly string[]) => {
      const evidence = { dmy: 0, mdy: 0, either: 0 }
      for (const text of texts) weighDate(evidence, text, 'gregorian')
      return dateOrderOf(evidence)
    }
    expect(order('27/12/2023', '1/2/2023')).toBe('dmy')
    expect(order('12/27/2023', '1/2/2023')).toBe('mdy')
    expect(order('27/12/2023', '12/27/2023')).toBeUndefined()
    expect(order('1/2/2023')).toBeUndefined()
    // These are the same day in both orders, and no day in either.
    expect(order('1/1/2023', '40/40/2023')).toBe('dmy')
  })

  it('follow the clocks of a time zone, asked once or twice', () => {
    const [winter, summer] = [Date.UTC(2025, 0, 15), Date.UTC(2025, 6, 15)]
    for (let time = 0; time < 2; time++) {
      expect(offsetAt('UTC', winter)).toBe(0)
      expect(offsetAt('Asia/Tehran', winter)).toBe(3.5 * 3_600_000)
      expect(offsetAt('America/New_York', winter)).toBe(-5 * 3_600_000)
      expect(offsetAt('America/New_York', summer)).toBe(-4 * 3_600_000)
    }
  })

  it('know the offset of a place after more places in time than are kept', () => {
    const summer = Date.parse('2024-07-01T00:00:00Z')
    expect(offsetAt('Asia/Kolkata', summer)).toBe(5.5 * 3_600_000)
    for (let at = 0; at < 100_002; at++) offsetAt('Europe/Berlin', at * 900_000)
    expect(offsetAt('Asia/Kolkata', summer)).toBe(5.5 * 3_600_000)
    expect(offsetAt('Europe/Berlin', summer)).toBe(2 * 3_600_000)
  })
})

describe('amounts', () => {
  it.each([
    ['1,234.50', '.', '1234.50'],
    ['1.234,50', ',', '1234.50'],
    ['−5.25', '.', '-5.25'],
    ['-€ 1 000', '.', '-1000'],
    ['+7 €', ',', '7'],
    ['٣٫٥', '.', '3.5'],
    ['۱٬۲۳۴', '.', '1234'],
    ['1,5', '.', undefined],
    ['1.5', ',', undefined],
    ['12 apples', '.', undefined],
    ['۵٪', '.', undefined],
  ] as const)('are read: %s with %s', (text, sign, amount) => {
    expect(readAmount(text, sign)).toBe(amount)
  })

  it('leave the sign that all cells of a column allow', () => {
    const sign = (...texts: readonly string[]) => {
      const evidence = { dot: 0, comma: 0, either: 0 }
      for (const text of texts) weighAmount(evidence, text)
      return decimalSignOf(evidence)
    }
    expect(sign('1.50', '1,000')).toBe('.')
    expect(sign('1,50', '1.000')).toBe(',')
    expect(sign('1.50', '1,50')).toBeUndefined()
    expect(sign('1,000')).toBeUndefined()
    // Persian and Arabic have a sign of their own between thousands.
    expect(sign('۱٬۰۰۰')).toBe('.')
    expect(sign('7', '1.2.3,4')).toBe('.')
  })

  it('keep all their digits in a column', () => {
    const column = amountColumn()
    const amounts = ['0.1', '007.50', '123456789012345678.01', '0.1000000000000000055']
    for (const amount of amounts) column.push(amount)
    expect(amounts.map((_, at) => column.at(at))).toEqual([
      0.1,
      7.5,
      '123456789012345678.01',
      '0.1000000000000000055',
    ])
  })

  it('are written with digits of three scripts', () => {
    expect(latinDigits('۱۲۳ ٤٥٦ 789 −٪٫٬')).toBe('123 456 789 -%.,')
  })
})

describe('rows that are kept', () => {
  it('come out as they went in, each once', () => {
    const day = (text: string): number => Date.parse(text) / 86_400_000
    const orders = orderRows(day('2025-01-01'))
    orders.visit(['a', day('2024-01-05'), '1.5'])
    orders.visit(['b', day('2024-01-06'), '2'])
    expect([...orders]).toEqual([
      { customer: 0, on: '2024-01-05', amount: 1.5 },
      { customer: 1, on: '2024-01-06', amount: 2 },
    ])
    const subscriptions = subscriptionRows(day('2025-01-01'))
    subscriptions.visit(['a', day('2024-01-05'), null, null, '1.5'])
    subscriptions.visit(['b', day('2024-01-06'), day('2024-02-06'), 'price', '2'])
    expect([...subscriptions]).toEqual([
      { customer: 0, startedOn: '2024-01-05', endedOn: null, amount: 1.5 },
      { customer: 1, startedOn: '2024-01-06', endedOn: '2024-02-06', amount: 2, reason: 'price' },
    ])
    const now = Date.parse('2025-01-01T00:00:00Z')
    const tickets = ticketRows(now)
    tickets.visit([now - 2, now - 1, null])
    expect([...tickets]).toEqual([
      { openedAt: new Date(now - 2), firstReplyAt: new Date(now - 1), resolvedAt: null },
    ])
  })
})

describe('the Persian calendar', () => {
  const format = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })
  const byIntl = (day: string) => {
    const parts = new Map(
      format.formatToParts(new Date(day)).map(({ type, value }) => [type, Number(value)]),
    )
    return { year: parts.get('year'), month: parts.get('month'), day: parts.get('day') }
  }

  it('is that of Intl, day by day', () => {
    const first = Date.UTC(1990, 0, 1)
    for (let at = 0; at < 50 * 365; at += 5) {
      const day = dayText(first / 86_400_000 + at)
      expect(persianDate(day)).toEqual(byIntl(day))
    }
  })

  it('begins each month with its first day', () => {
    for (let months = -40; months <= 40; months++) {
      const start = persianMonthStart('2025-03-30', months) as string
      const count = 1404 * 12 + months
      expect(byIntl(start)).toEqual({
        year: Math.floor(count / 12),
        month: (count % 12) + 1,
        day: 1,
      })
    }
  })

  it('is not known before it was published, nor after', () => {
    expect(persianDate('1827-03-22')).toEqual({ year: 1206, month: 1, day: 1 })
    for (const day of ['1827-03-21', '2125-01-01']) {
      expect(persianDate(day)).toBeUndefined()
      expect(persianMonthStart(day, 0)).toBeUndefined()
    }
    expect(persianMonthStart('1827-03-22', -1)).toBeUndefined()
  })
})

describe('an attempt', () => {
  it('hides no fault that is not about the input', () => {
    expect(() =>
      attempt(() => {
        throw new TypeError('a fault')
      }),
    ).toThrow('a fault')
  })

  it('says why without the name of a customer', () => {
    const rows = [{ customer: 'Ada (customer b)', startedOn: '2024-02-30' }]
    const tried = attempt(() => tallyChurn(rows, { from: '2024-01-01', to: '2024-02-01' }))
    expect(tried).toHaveProperty('why', expect.stringMatching(/^tallyChurn: rows\[0\]\.startedOn/))
    expect(JSON.stringify(tried)).not.toContain('customer')
  })
})
