const PERSIAN = 0x6f0
const ARABIC = 0x660

/** A text with Persian and Arabic digits and separators written as others write them. */
export function latinDigits(text: string): string {
  if (!/[\u0660-\u066c\u06f0-\u06f9\u2212]/.test(text)) return text
  return text.replace(/[\u0660-\u066c\u06f0-\u06f9\u2212]/g, (sign) => {
    if (sign === '\u066b') return '.'
    if (sign === '\u066c') return ','
    if (sign === '\u2212') return '-'
    if (sign === '\u066a') return '%'
    const code = sign.charCodeAt(0)
    return String(code - (code >= PERSIAN ? PERSIAN : ARABIC))
  })
}
