import { CHART_LABELS } from './persianCharts.js'
import type { Wording } from './wording.js'

/** The texts of a picture in the language of the report; those of the library are English. */
export function labelsOf(
  id: string,
  { language }: Wording,
): { readonly labels?: Readonly<Record<string, string>> } {
  const labels = language === 'fa' ? CHART_LABELS[id] : undefined
  return labels ? { labels } : {}
}
