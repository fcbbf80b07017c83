/** Wider than any survey's scale; the metric knows which one was asked. */
export const ANY_SCALE: { readonly min: number; readonly max: number } = { min: -1000, max: 1000 }
