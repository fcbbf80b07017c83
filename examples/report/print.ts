import type { Interval } from 'customer-metrics'
import { Decimal } from 'decimal.js'

/** A share as a percentage. */
export function percent(rate: number): string {
  return `${(100 * rate).toFixed(1)} %`
}

/** A number with so many decimals. */
export function fixed(value: number, decimals: number): string {
  return value.toFixed(decimals)
}

/** The two ends of an interval. */
export function range(interval: Interval | null, show: (value: number) => string): string {
  return interval ? `${show(interval.low)} to ${show(interval.high)}` : 'no interval'
}

/** A table of text: the first column to the left, the others to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows]
  const widths = header.map((_, column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length)),
  )
  return all
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] as number
          return column === 0 ? cell.padEnd(width) : cell.padStart(width)
        })
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join('\n')
}

export function heading(text: string): string {
  return `\n${text}\n${'─'.repeat(text.length)}`
}

/** The last day whose facts are known, and where instants become days. */
export interface Context {
  readonly asOf: string
  readonly timeZone: string
}

/** An amount to the cent, with the currency's label where there is one; every digit is read. */
export function money(amount: string, currency: string | undefined): string {
  return `${new Decimal(amount).toFixed(2)} ${currency ?? ''}`.trim()
}

export function say(...lines: readonly string[]): void {
  for (const line of lines) console.log(line)
}
