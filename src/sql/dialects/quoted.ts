/** A text between two quotes, those within it doubled: what standard SQL has names and strings in. */
export function quoted(text: string, quote: '"' | "'" | '`'): string {
  return `${quote}${text.replaceAll(quote, quote + quote)}${quote}`
}
