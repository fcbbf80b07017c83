import { type Chart, chartTheme } from 'customer-metrics/charts'
import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'

/** Draws a picture as SVG, in colours that the page can change. */
export async function draw(chart: Chart): Promise<string> {
  const silent = (): typeof logger => logger
  const logger = {
    warn: silent,
    error: silent,
    info: silent,
    debug: silent,
    level: silent,
  } as never
  const config = { ...chartTheme({ colors: 'variables' }), aria: false }
  const spec = { ...structuredClone(chart), config } as unknown as TopLevelSpec
  const view = new View(parse(compile(spec, { logger }).spec), { renderer: 'none', logger })
  const svg = await view.toSVG()
  view.finalize()
  return svg.replace(/(\.\d\d)\d+/g, '$1')
}
