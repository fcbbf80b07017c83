import { inputError } from '../inputError.js'

/** What other files begin with, and what to do about them. */
const OTHERS: readonly (readonly [start: string, what: string])[] = [
  ['504b0304', 'an Excel workbook or another zip file; save the sheet as CSV UTF-8'],
  ['d0cf11e0', 'an old Excel workbook; save the sheet as CSV UTF-8'],
  [
    '50415231',
    "a Parquet file; write it as CSV first, with duckdb -c \"COPY (FROM '…') TO '….csv'\"",
  ],
  ['28b52ffd', 'packed by zstd; unpack it first'],
  ['425a68', 'packed by bzip2; unpack it first'],
  ['25504446', 'a PDF'],
  ['53514c69', 'an SQLite database; write the table as CSV first'],
]

const GZIP = '1f8b'

/** Whether a file is packed by gzip, from its first eight bytes; refused where they are of no table. */
export function isPacked(name: string, start: Uint8Array): boolean {
  const hex = [...start].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const other = OTHERS.find(([sign]) => hex.startsWith(sign))
  if (other) throw inputError(`${name}: the file is ${other[1]}`)
  return hex.startsWith(GZIP)
}
