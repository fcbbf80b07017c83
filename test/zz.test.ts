import { mkdirSync, writeFileSync } from 'node:fs'
import * as charts from 'customer-metrics/charts'
import { it } from 'vitest'
import { draw, picturesOfPage } from './support/pictures.js'

it('x', async () => {
  mkdirSync('/tmp/pics', { recursive: true })
  const out: string[] = []
  const html = { l: '', n: '' }
  const theme = charts.chartTheme()
  for (const { file, calls } of await picturesOfPage('/work/w-charts')) {
    const { name, args, chart } = calls.at(-1)!
    for (const width of [640, 340]) {
      const i = args.findIndex((a: any, k) => k === 1)
      const narrow = (charts as any)[name](args[0], { ...(args[1] as object), width })
      try {
        const { svg, warnings } = await draw(narrow, theme)
        const w = Number(/width="([\d.]+)"/.exec(svg)![1])
        if (warnings.length || /NaN|undefined|Infinity/.test(svg) || w > width)
          out.push(
            `${file} ${width}: w=${w} ${warnings.slice(0, 3).join(' | ')} ${/.{30}(NaN|undefined).{10}/.exec(svg)?.[0] ?? ''}`,
          )
        html[width === 640 ? 'l' : 'n'] +=
          `<div style="margin:6px;border:1px dotted #ccc;display:inline-block;width:${width}px"><small style="color:red">${name}</small><br>${svg}</div>`
      } catch (e) {
        out.push(file + width + String(e))
      }
    }
  }
  writeFileSync('/tmp/pics/l.json', JSON.stringify(html))
  console.log(out.join('\n'))
})
