import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type Application,
  type DefaultThemeRenderContext,
  DocumentReflection,
  JSX,
  KindRouter,
  PageEvent,
  type Reflection,
  ReflectionKind,
  Renderer,
  type RendererEvent,
} from 'typedoc'
import { pathOf } from './areas.js'

const charts = fileURLToPath(new URL('../../docs/charts', import.meta.url))

/** Guides keep the names of their files, so that a link to one stays good when its heading changes. */
class GuideRouter extends KindRouter {
  protected override getIdealBaseName(reflection: Reflection): string {
    if (!(reflection instanceof DocumentReflection)) return super.getIdealBaseName(reflection)
    return `guides/${pathOf(reflection)
      .replace(/^docs\//, '')
      .replace(/\.md$/, '')}`
  }
}

/** Adds what typedoc does not: the demo, pictures of charts, and links from guides to functions. */
export function completePages(app: Application): void {
  app.renderer.defineRouter('guides', GuideRouter)
  app.renderer.hooks.on('pageSidebar.begin', (context: DefaultThemeRenderContext) =>
    JSX.createElement(
      'p',
      { class: 'try' },
      JSX.createElement(
        'a',
        { href: context.relativeURL('demo.html') },
        'Try it with a file of your own',
      ),
      ' · ',
      JSX.createElement(
        'a',
        { href: context.relativeURL('guides/fa.html'), lang: 'fa' },
        'راهنمای فارسی',
      ),
    ),
  )
  app.renderer.hooks.on('comment.beforeTags', (context, _, { name }) =>
    /^\w+Chart$/.test(name) && existsSync(join(charts, `${name}.svg`))
      ? JSX.createElement('img', {
          class: 'picture',
          src: context.relativeURL(`media/charts/${name}.svg`),
          alt: `What ${name} draws`,
        })
      : JSX.createElement(JSX.Fragment, null),
  )
  let functions = new Map<string, string>()
  app.renderer.on(Renderer.EVENT_BEGIN, (event: RendererEvent) => {
    functions = urlsOfFunctions(event)
  })
  app.renderer.on(PageEvent.END, (page: PageEvent) => {
    const isGuide = page.url.startsWith('guides/')
    const html = page.contents ?? ''
    // The first heading of these is their own; typedoc would put the same words above it.
    if (isGuide || page.url === 'index.html')
      page.contents = html.replace(/<div class="tsd-page-title">[\s\S]*?<\/div>/, '')
    if (isGuide)
      page.contents = linked(page.contents ?? '', '../'.repeat(page.url.split('/').length - 1))
    if (page.url === 'guides/fa.html')
      page.contents = (page.contents ?? '').replace(
        '<div class="tsd-panel tsd-typography"',
        '$& lang="fa" dir="rtl"',
      )
  })
  app.renderer.on(Renderer.EVENT_END, (event: RendererEvent) => {
    cpSync(charts, join(event.outputDirectory, 'media/charts'), { recursive: true })
  })

  function linked(html: string, up: string): string {
    return html.replace(/(?<!<a [^>]*>)<code>(\w+)<\/code>/g, (code, name: string) => {
      const url = functions.get(name)
      return url ? `<a href="${up}${url}">${code}</a>` : code
    })
  }
}

/** The page of each function, by its name. */
function urlsOfFunctions({ pages }: RendererEvent): Map<string, string> {
  return new Map(
    pages.flatMap(({ model, url }) =>
      'kindOf' in model && model.kindOf(ReflectionKind.Function) ? [[model.name, url]] : [],
    ),
  )
}
