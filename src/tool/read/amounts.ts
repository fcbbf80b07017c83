import { latinDigits } from './digits.js'

/** The sign between the whole and the parts. */
export type DecimalSign = '.' | ','

const DOT = /^[-+]?(?:\d{1,3}(?:[,\s’'\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?$/
const COMMA = /^[-+]?(?:\d{1,3}(?:[.\s’'\u00a0\u202f]\d{3})+|\d+)(?:,\d+)?$/
const CURRENCY = /^([-+]?)\s*\p{Sc}\s*|\s*\p{Sc}$/gu

function bare(text: string): string {
  return latinDigits(text).replace(CURRENCY, '$1').trim()
}

/** An amount as a decimal text, or nothing where the text is not an amount with this sign. */
export function readAmount(text: string, sign: DecimalSign): string | undefined {
  const amount = bare(text)
  if (!(sign === '.' ? DOT : COMMA).test(amount)) return undefined
  const whole = amount.replace(sign === '.' ? /[,\s’'\u00a0\u202f+]/g : /[.\s’'\u00a0\u202f+]/g, '')
  return sign === '.' ? whole : whole.replace(',', '.')
}

/** What the cells of a column say about its decimal sign. */
export interface AmountEvidence {
  dot: number
  comma: number
  either: number
}

/** Takes one more cell as evidence. */
export function weighAmount(evidence: AmountEvidence, text: string): void {
  const amount = bare(text)
  if (!/[.,]/.test(amount)) return
  const dot = readAmount(text, '.')
  const comma = readAmount(text, ',')
  // Persian and Arabic have signs of their own, which leave one reading.
  if (dot !== undefined && /[\u066b\u066c]/.test(text)) evidence.dot++
  else if (dot !== undefined && comma !== undefined) evidence.either++
  else if (dot !== undefined) evidence.dot++
  else if (comma !== undefined) evidence.comma++
}

/** The one sign that the evidence leaves, or nothing. */
export function decimalSignOf({ dot, comma, either }: AmountEvidence): DecimalSign | undefined {
  if (dot > 0 && comma > 0) return undefined
  if (comma > 0) return ','
  return dot === 0 && either > 0 ? undefined : '.'
}
