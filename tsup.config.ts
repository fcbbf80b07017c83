import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    ces: 'src/ces.ts',
    churn: 'src/churn.ts',
    clv: 'src/clv/index.ts',
    cost: 'src/cost/index.ts',
    csat: 'src/csat.ts',
    errors: 'src/errors.ts',
    nps: 'src/nps.ts',
    periods: 'src/periods.ts',
    ratings: 'src/ratings.ts',
    retention: 'src/retention/index.ts',
    schemas: 'src/schemas.ts',
    statistics: 'src/statistics.ts',
  },
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // Chunks are shared, so that `instanceof MetricError` holds across subpaths.
  splitting: true,
  treeshake: false,
  clean: true,
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
})
