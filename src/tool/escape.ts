/** Signs that move a cursor, change colours, hide text or turn its direction around, and halves of signs. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu

/** Joiners that Persian and Indic words are spelled with; they move nothing. */
const JOINERS = '\u200c\u200d'

/** A text from a file, with every sign that a terminal could obey written out. */
export function plain(text: string): string {
  return text.replace(CONTROL, (sign) =>
    JOINERS.includes(sign) ? sign : `\\u{${(sign.codePointAt(0) as number).toString(16)}}`,
  )
}

/** A text from a file in quotation marks, cut where it is long. */
export function quoted(text: string): string {
  const cut = text.length > 80 ? `${text.slice(0, 80)}…` : text
  return `"${plain(cut)}"`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Signs that HTML must not have, and those that turn the direction of what follows. */
// Marks of direction stay: a language from right to left needs them before a minus.
const UNFIT = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu

/** A text as HTML shows it. */
export function html(text: string): string {
  return text.replace(UNFIT, '\ufffd').replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string)
}
