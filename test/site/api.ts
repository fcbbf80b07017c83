import { Application, PackageJsonReader, TSConfigReader } from 'typedoc'
import { byArea, ORDER, PAGES } from './areas.js'
import { completePages } from './pages.js'

/** Builds guides and reference as one; returns what went wrong, if anything did. */
export async function buildPages(out: string): Promise<string | undefined> {
  const app = await Application.bootstrapWithPlugins(
    {
      plugin: [byArea, completePages],
      out,
      router: 'guides',
      projectDocuments: [...PAGES],
      categorizeByGroup: false,
      categoryOrder: [...ORDER],
      sortEntryPoints: false,
      navigation: { includeCategories: true, includeGroups: false },
      searchInDocuments: true,
      searchGroupBoosts: { Functions: 3, Documents: 2 },
      highlightLanguages: ['ts', 'tsx', 'sql', 'sh', 'json', 'csv', 'html', 'python'],
      customCss: 'test/site/site.css',
    },
    [new PackageJsonReader(), new TSConfigReader()],
  )
  const project = await app.convert()
  if (!project) return 'the sources do not convert'
  app.validate(project)
  await app.generateOutputs(project)
  const { errorCount, warningCount } = app.logger
  return errorCount + warningCount > 0
    ? `${errorCount} errors and ${warningCount} warnings`
    : undefined
}
