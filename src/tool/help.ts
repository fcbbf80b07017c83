import { DIALECTS } from './dialects.js'

const FILES = `Files (each flag can be given more than once; a folder stands for its tables)
  --survey FILE          answers: rating, answeredOn?, question (nps, csat, ces)?, segment?, responses?
  --subscriptions FILE   customer, startedOn, endedOn (empty while it runs), reason?, amount (a month)?
  --transactions FILE    customer, on, amount
  --tickets FILE         openedAt, resolvedAt, firstReplyAt?
  --costs FILE           channel, spend, acquired
  CSV and TSV in any form, JSON lines, each also packed by gzip; /dev/stdin reads what is piped in.
  Parquet, also a folder with folders of it, needs the package @duckdb/node-api beside this one.

Databases (the same flags then name tables or views, with their schema before a dot)
  --from postgres://USER@HOST/DATABASE   needs the package pg; PGPASSWORD may hold the password
  --from mysql://USER@HOST/DATABASE      MariaDB and MySQL; needs the package mysql2
  --from duckdb:FILE                     needs the package @duckdb/node-api`

const READING = `Reading (what was understood is printed; a flag says it otherwise)
  --columns 'FIELD=HEADER'   which column fills a field, one pair a flag:
                             --columns 'rating=How likely, from 0 to 10?'
  --survey-columns PAIR, --subscriptions-columns PAIR, --transactions-columns PAIR,
  --tickets-columns PAIR, --costs-columns PAIR   the same for one kind of file
  --question nps|csat|ces    all answers are to this question
  --delimiter SIGN           what divides the cells: , ; | or tab
  --encoding NAME            windows-1252, windows-1256, shift_jis; UTF-8 unless said
  --date-format PATTERN      dd/mm/yyyy, mm/dd/yyyy or yy/mm/dd, where the dates leave two readings
  --decimal SIGN             . or , where the amounts leave two readings
  --time-zone NAME           whose clocks show times without an offset, and where days begin:
                             Europe/Berlin; UTC unless said
  --as-of DAY                last day whose facts are known, 2025-01-31; the last day of a file unless said`

const CODES = `Exit code 0: done. 1: rows were left out, and named. 2: nothing could be read.`

/** What the command says of itself, and of each of its parts. */
export const HELP = {
  all: `customer-metrics: from files to the numbers of a customer-centred business

  customer-metrics report …   surveys, churn, revenue, retention, customers, costs, tickets
  customer-metrics tally …    counts as JSON, to be merged by a later report
  customer-metrics sql …      the statement that makes a tally where the data are

  npx customer-metrics report --survey answers.csv --html report.html
  npx customer-metrics report --help

${CODES}
`,
  report: `customer-metrics report [tally.json …] [options]

  customer-metrics report --transactions orders.csv --currency EUR --html report.html
  customer-metrics report --survey export.csv --question nps \\
    --columns 'rating=How likely are you to recommend us, from 0 to 10?'
  customer-metrics report january.json february.json
  npx -p customer-metrics -p pg customer-metrics report --from postgres://analyst@db/shop \\
    --subscriptions billing.subscriptions --columns customer=account_id

${FILES}

${READING}

Writing
  --html FILE                one page that needs no network, with pictures
  --json, --csv              for machines, instead of text
  --language en|fa           the language of the report
  --calendar gregorian|persian   how days and months are written; persian reads 1404/01/31 too
  --currency LABEL           a label for amounts
  --smallest-group N         groups of fewer are held back; 5 unless said, 1 holds nothing back
  --name-customers           name the most valuable customers
  --acquisition-spend AMOUNT, --retention-spend AMOUNT   what was spent in the last whole month
  --involuntary REASON       a reason that is not the customer's will, such as a failed payment

Without files it reports on the data that come with the source. ${CODES}
`,
  tally: `customer-metrics tally [options] > january.json

  customer-metrics tally --survey january.csv > january.json
  customer-metrics report january.json february.json

Counts of answers, subscriptions and tickets. They add up as long as each fact is in one of them: the
answers of another month, the subscriptions of other customers. Orders and costs are not tallied: what
they are reported by needs all rows of a customer.

${FILES}

${READING}

${CODES}
`,
  sql: `customer-metrics sql TALLY --dialect NAME --table NAME [options]

  customer-metrics sql ratings --dialect postgresql --table survey.answers --columns rating=score
  customer-metrics sql churn --dialect duckdb --table subscriptions --from 2025-01-01 --to 2025-02-01

  TALLY                      ratings, churn, lives or purchases
  --dialect NAME             duckdb unless said; ${Object.keys(DIALECTS).slice(1, 6).join(', ')},
                             ${Object.keys(DIALECTS).slice(6).join(', ')}
  --table NAME               schema and table, divided by a dot
  --columns FIELD=COLUMN     one pair a flag; a field's own name unless said
  --by COLUMN                group by a column; can be given more than once
  --from DAY --to DAY        first day of the window, and first day after it (churn)
  --as-of DAY                last day whose facts are known (lives, purchases)
  --time-zone NAME           where days begin; UTC unless said

The statement is printed with its values written in. ${CODES}
`,
} as const
