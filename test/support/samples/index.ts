import { billing } from './billing.js'
import { ces } from './ces.js'
import { churn } from './churn.js'
import { clv } from './clv.js'
import { cost } from './cost.js'
import { csat } from './csat.js'
import { groups } from './groups.js'
import { nps } from './nps.js'
import { periods } from './periods.js'
import { ratings } from './ratings.js'
import { retention } from './retention.js'
import { revenue } from './revenue.js'
import { sales } from './sales.js'
import { service } from './service.js'
import { statistics } from './statistics.js'
import type { Samples } from './types.js'
import { value } from './value.js'

/** Arguments that work, for each public function: what hostile tests start from. */
export const samples: Samples = {
  ...billing,
  ...ces,
  ...churn,
  ...clv,
  ...cost,
  ...csat,
  ...groups,
  ...nps,
  ...periods,
  ...ratings,
  ...retention,
  ...revenue,
  ...sales,
  ...service,
  ...statistics,
  ...value,
}
