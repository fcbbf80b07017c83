import type { Fields } from '../guard.js'

/** The fields of two groups that are compared. */
export const COMPARED_FIELDS: Fields<{ readonly a: unknown; readonly b: unknown }> = { a: 1, b: 1 }
