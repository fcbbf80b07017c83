/** Vega measures text without fonts by this share of its size a sign; real fonts are narrower. */
const SIGN = 0.8
/** The size of the small texts of a picture, which a theme should not go beyond. */
export const LABEL_SIZE = 11

/** How wide a small text is taken to be, in pixels. */
export function textWidth(text: string): number {
  return SIGN * LABEL_SIZE * text.length
}

export function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, textWidth(text)), 0)
}

/** Words in braces, filled in. */
export function fill(template: string, words: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, word: string) =>
    Object.hasOwn(words, word) ? (words[word] as string) : whole,
  )
}

/** A text in lines of a width, which is in sizes of its font. */
export function wrap(text: string, width: number): string[] {
  const most = Math.max(8, Math.floor(width / SIGN))
  const lines: string[] = []
  for (const word of text.split(/\s+/).flatMap((word) => pieces(word, most))) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

function pieces(word: string, most: number): string[] {
  const signs = [...word]
  const parts: string[] = []
  for (let at = 0; at < signs.length; at += most) parts.push(signs.slice(at, at + most).join(''))
  return parts
}

/** A name cut to a width in pixels; it ends in an ellipsis then. */
export function shorten(text: string, width: number): string {
  const most = Math.max(2, Math.floor(width / (SIGN * LABEL_SIZE)))
  const signs = [...text]
  return signs.length <= most ? text : `${signs.slice(0, most - 1).join('')}…`
}

/** A number with three digits at least and commas between thousands. */
export function plainNumber(value: number): string {
  const size = Math.abs(value)
  if (size >= 1e15 || (size < 1e-6 && size > 0)) return withMinus(value.toPrecision(3))
  const digits =
    size >= 100
      ? 0
      : size >= 10
        ? 1
        : size >= 1
          ? 2
          : Math.min(8, 2 - Math.floor(Math.log10(size || 1)))
  const [whole = '', part] = value.toFixed(digits).split('.')
  const ends = part?.replace(/0+$/, '')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return withMinus(ends ? `${grouped}.${ends}` : grouped)
}

function withMinus(text: string): string {
  return text.replace(/^-(?=[0.,]*$)/, '').replace(/^-/, '−')
}

/** A share in per cent: whole from ten on, two digits below. */
export function plainShare(value: number): string {
  const size = Math.abs(value)
  const isWhole = size >= 0.1 && (size <= 0.99 || size >= 1)
  return `${plainNumber(isWhole ? Math.round(value * 100) : Number((value * 100).toPrecision(size > 0.99 ? 3 : 2)))}%`
}

/** With the sign before what is above 0, as for a change. */
export function signed(value: number, write: (value: number) => string): string {
  return value > 0 ? `+${write(value)}` : write(value)
}
