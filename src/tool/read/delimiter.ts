const DELIMITERS = [',', ';', '\t', '|']

/** What divides the cells of a beginning of a file, counted outside quotation marks. */
export function guessDelimiter(start: string): string {
  const lines = bareLines(start)
  let best = ','
  let most = 0
  for (const delimiter of DELIMITERS) {
    const counts = new Map<number, number>()
    for (const line of lines) {
      const count = line.split(delimiter).length
      if (count > 1) counts.set(count, (counts.get(count) ?? 0) + 1)
    }
    // Consistent rows first; where two are consistent, the one that makes more columns.
    const score = Math.max(
      0,
      ...[...counts].map(([count, rows]) => rows * 1000 + Math.min(count, 999)),
    )
    if (score > most) {
      most = score
      best = delimiter
    }
  }
  return best
}

/** Up to 50 lines without what stands in quotation marks and without remarks. */
function bareLines(start: string): string[] {
  return start
    .replace(/^\ufeff/, '')
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('# '))
    .slice(0, 50)
}

/** What the first line `sep=;` of a file says, and the length of that line. */
export function saidDelimiter(
  start: string,
): { readonly delimiter: string; readonly length: number } | undefined {
  const found = /^\ufeff?"?sep=(.)"?[;,\t]*(?:\r\n|\r|\n)/i.exec(start)
  return found ? { delimiter: found[1] as string, length: found[0].length } : undefined
}
