const COMMON = {
  nothing: 'چیزی برای کشیدن نیست.',
  unknown: 'نامعلوم',
  estimate: '{value} (بازه {low} تا {high})',
}

/** The texts of a picture of months. */
function months(subtitle: string): Readonly<Record<string, string>> {
  return {
    ...COMMON,
    subtitle: `${subtitle} خط‌ها: بازهٔ {confidence}. {unfinished}`,
    description: '{from} تا {to}. آخرین ماه کامل، {period}: {estimate}، از {count}.',
    count: 'تعداد',
    unfinished: 'نقطهٔ توخالی: هنوز تمام نشده.',
  }
}

const RATINGS = {
  ...COMMON,
  subtitle: 'سهم و تعداد {count} پاسخ، به نمره.',
  description: '{count} پاسخ به نمره. {ratings}',
}

const TIMES = {
  ...COMMON,
  subtitle:
    'زمانی که سهمی از {tickets} درخواست تمام شده، {open} هنوز باز. خط‌ها: بازهٔ {confidence}؛ خط‌چین: پایان نامعلوم.',
  description: '{tickets} درخواست، {open} هنوز باز. {percentiles}',
  time: 'دقیقه',
  percentile: '{share} تمام',
  open: 'هنوز نه',
  finished: '{share} تا {estimate} تمام.',
}

/** The texts of the pictures in Persian, by the name of their figures. */
export const CHART_LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'nps-all': RATINGS,
  'csat-all': RATINGS,
  'ces-all': RATINGS,
  'nps-months': months('امتیاز، ۱۰۰- تا ۱۰۰.'),
  'csat-months': months('سهم پاسخ‌ها.'),
  'ces-months': months('میانگین نمره.'),
  'churn-months': months('سهم مشتریان.'),
  'churn-reasons': {
    ...COMMON,
    subtitle: 'سهم از {base} مشتری. خط‌ها: بازهٔ {confidence}.',
    description: 'از {base} مشتری {lost} نفر رفتند. {reasons}',
    voluntary: 'به خواست خود',
    involuntary: 'ناخواسته',
    without: 'دلیل نامعلوم',
    count: '{count} رفته',
    reason: '{name}: {estimate}.',
  },
  'revenue-months': {
    ...COMMON,
    subtitle: 'تغییرها در هر ماه؛ خط حاصل آن‌هاست. {currency} {unfinished}',
    description: '{from} تا {to}. آخرین ماه کامل، {period}، با {closing} بسته شد.',
    new: 'تازه',
    expansion: 'افزایش',
    reactivation: 'بازگشته',
    contraction: 'کاهش',
    churned: 'از دست رفته',
    closing: 'پایان',
    unfinished: 'کم‌رنگ: هنوز تمام نشده.',
  },
  'retention-ages': {
    ...COMMON,
    subtitle: 'سهم مشتریانی که بیش از هر سن می‌مانند. {band} {few}',
    description: 'مشتریانی که می‌مانند، به سن. {curves}',
    age: 'ماه',
    atRisk: 'مشتریان زیر نظر',
    band: 'سایه: نوار {confidence} برای همهٔ منحنی.',
    pointwise: 'سایه: بازهٔ {confidence} هر سن.',
    few: 'خط‌چین: کمتر از {fewest} نفر.',
    curve: '{name} پس از {age}: {estimate}، از {count} مشتری.',
    customers: 'همه',
  },
  'customers-cohorts': months('میانگین ارزش هر مشتری.'),
  'concentration-shares': {
    ...COMMON,
    subtitle:
      'مشتریان از کوچک‌ترین، و سهمشان از مبلغ. خط‌چین: همه برابر. خط‌ها: بازهٔ {confidence}. جینی {gini}.',
    description: 'تمرکز {customers} مشتری: جینی {gini}. {tops}',
    customers: 'مشتریان، کوچک‌ترین نخست',
    amount: 'سهم مبلغ',
    best: 'بهترین {top}: {share}',
    top: 'بهترین {top} مشتریان {estimate} می‌آورند.',
  },
  'rfm-segments': {
    ...COMMON,
    subtitle: 'تعداد {customers} مشتری با هر جفت نمره؛ بالاترین بهترین است. پایین: بخش‌ها.',
    description: '{customers} مشتری به تازگی و تعداد. {segments}',
    recency: 'نمرهٔ تازگی',
    frequency: 'نمرهٔ تعداد',
    segment: '{name}: {count} ({share}).',
  },
  'cohorts-rates': {
    ...COMMON,
    subtitle:
      'سهم هر گروه (اندازه) به دوره از نخستین. خط‌چین: ناتمام. خالی: نامعلوم. پایین: میانگین، خط‌ها: بازهٔ {confidence}.',
    description: 'بازگشت مشتریان هر گروه. میانگین، دوره‌ها بعد: {columns}.',
    later: 'دوره بعد',
    cohort: '{from} ({size})',
    average: 'میانگین',
    column: '{name}: {estimate}',
  },
  'lifecycle-months': {
    ...COMMON,
    subtitle:
      'مشتریان هر دوره؛ زیر صفر کسانی که از دورهٔ پیش نیامدند. در پایین سهم بازآمدگان با بازهٔ {confidence}. {unfinished}',
    description:
      'مشتریان {from} تا {to}. آخرین دورهٔ کامل، {period}: {returning} از دورهٔ پیش، {resurrecting} از پیش‌تر، {new} تازه، {dormant} خفته. از دورهٔ پیش {estimate} بازآمدند.',
    returning: 'از دورهٔ پیش',
    resurrecting: 'از پیش‌تر',
    new: 'تازه',
    dormant: 'خفته',
    rate: 'بازآمده',
    unfinished: 'کم‌رنگ: هنوز تمام نشده.',
  },
  'costs-channels': {
    ...COMMON,
    subtitle: 'هزینهٔ جذب به مشتری، ارزان‌ترین نخست. خط‌ها: بازهٔ {confidence}.',
    description: 'هزینهٔ هر مشتری تازه، به کانال. {channels}',
    all: 'همهٔ کانال‌ها',
    count: 'تعداد = {count}',
    channel: '{name}: {estimate}، {count} نفر.',
    cost: 'هزینهٔ هر مشتری',
  },
  'tickets-first-reply': TIMES,
  'tickets-resolution': TIMES,
}
