const COMMON = {
  nothing: 'داده‌ای برای نمایش نیست.',
  unknown: 'نامعلوم',
  estimate: '{value} (بازهٔ {low} تا {high})',
}

/** The texts of a picture of months. */
function months(subtitle: string): Readonly<Record<string, string>> {
  return {
    ...COMMON,
    subtitle: `${subtitle} خط‌ها: بازهٔ اطمینان {confidence}. {unfinished}`,
    description: '{from} تا {to}. آخرین ماه کامل، {period}: {estimate}، از {count}.',
    count: 'تعداد',
    unfinished: 'نقطهٔ توخالی: هنوز تمام نشده.',
  }
}

const RATINGS = {
  ...COMMON,
  subtitle: 'سهم و تعداد {count} پاسخ، به تفکیک نمره.',
  description: '{count} پاسخ به تفکیک نمره. {ratings}',
}

const TIMES = {
  ...COMMON,
  subtitle:
    'زمانی که این سهم از {tickets} تیکت تا آن انجام شده است؛ {open} تیکت هنوز باز است. خط‌ها: بازهٔ اطمینان {confidence}؛ خط‌چین: پایان نامعلوم.',
  description: '{tickets} تیکت، {open} هنوز باز. {percentiles}',
  time: 'دقیقه',
  percentile: '\u200f{share} تیکت‌ها\u200f',
  open: 'هنوز نه',
  finished: '{share} تا {estimate} دقیقه انجام شده است.',
}

/** The texts of the pictures in Persian, by the name of their figures. */
export const CHART_LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'nps-all': RATINGS,
  'csat-all': RATINGS,
  'ces-all': RATINGS,
  'nps-months': months('امتیاز، از ‎−۱۰۰ تا ۱۰۰.'),
  'csat-months': months('سهم پاسخ‌ها.'),
  'ces-months': months('میانگین نمره.'),
  'churn-months': months('سهم مشتریان.'),
  'churn-reasons': {
    ...COMMON,
    subtitle: 'سهم از {base} مشتری. خط‌ها: بازهٔ اطمینان {confidence}.',
    description: 'از {base} مشتری {lost} نفر از دست رفتند. {reasons}',
    voluntary: 'ارادی',
    involuntary: 'غیرارادی',
    without: 'علت نامعلوم',
    count: '\u200f{count} نفر\u200f',
    reason: '{name}: {estimate}.',
  },
  'revenue-months': {
    ...COMMON,
    subtitle: 'تغییرات هر ماه؛ خط، جمع آن‌هاست. {currency} {unfinished}',
    description: '{from} تا {to}. آخرین ماه کامل، {period}، با {closing} به پایان رسید.',
    new: 'جدید',
    expansion: 'گسترش',
    reactivation: 'بازفعال‌سازی',
    contraction: 'انقباض',
    churned: 'ریزش',
    closing: 'پایان دوره',
    unfinished: 'کم‌رنگ: هنوز تمام نشده.',
  },
  'retention-ages': {
    ...COMMON,
    subtitle: 'سهم مشتریانی که بیش از این مدت مانده‌اند. {band} {few}',
    description: 'نرخ نگهداشت به تفکیک مدت. {curves}',
    age: 'ماه',
    atRisk: 'مشتریان تحت مشاهده',
    band: 'سایه: نوار اطمینان {confidence} برای کل منحنی.',
    pointwise: 'سایه: بازهٔ اطمینان {confidence} در هر مدت.',
    few: 'خط‌چین: کمتر از {fewest} نفر.',
    curve: '{name} پس از {age}: {estimate}، از {count} مشتری.',
    customers: 'کل',
  },
  'customers-cohorts': months('میانگین ارزش تحقق‌یافتهٔ هر مشتری.'),
  'concentration-shares': {
    ...COMMON,
    subtitle:
      'سهم تجمعی مشتریان از کوچک‌ترین، و سهم آن‌ها از مبلغ. خط‌چین: برابری کامل. خط‌ها: بازهٔ اطمینان {confidence}. ضریب جینی {gini}.',
    description: 'تمرکز {customers} مشتری: ضریب جینی {gini}. {tops}',
    customers: 'سهم مشتریان، از کوچک‌ترین',
    amount: 'سهم مبلغ',
    best: '\u200f{top} برتر: {share}\u200f',
    top: '{top} برتر مشتریان {estimate} از مبلغ را می‌سازند.',
  },
  'rfm-segments': {
    ...COMMON,
    subtitle:
      'تعداد مشتریان در هر جفت نمره، از {customers} مشتری؛ نمرهٔ بالاتر بهتر است. پایین: بخش‌ها.',
    description: '{customers} مشتری بر اساس تازگی و تکرار خرید. {segments}',
    recency: 'نمرهٔ تازگی',
    frequency: 'نمرهٔ تکرار',
    segment: '{name}: {count} ({share}).',
  },
  'cohorts-rates': {
    ...COMMON,
    subtitle:
      'سهم فعال هر کوهورت (اندازه) در دوره‌های پس از دورهٔ اول. خط‌چین: ناتمام. خالی: نامعلوم. پایین: میانگین، خط‌ها: بازهٔ اطمینان {confidence}.',
    description: 'بازگشت مشتریان هر کوهورت. میانگین در دوره‌های بعد: {columns}.',
    later: 'دورهٔ بعد',
    cohort: '\u200f{from} ({size})\u200f',
    average: 'میانگین',
    column: '{name}: {estimate}',
  },
  'lifecycle-months': {
    ...COMMON,
    subtitle:
      'مشتریان هر دوره؛ زیر صفر: مشتریان دورهٔ پیش که برنگشتند. پایین: نرخ بازگشت با بازهٔ اطمینان {confidence}. {unfinished}',
    description:
      'مشتریان {from} تا {to}. آخرین دورهٔ کامل، {period}: {returning} از دورهٔ پیش، {resurrecting} پس از غیبت، {new} جدید، {dormant} غیرفعال. نرخ بازگشت {estimate}.',
    returning: 'از دورهٔ پیش',
    resurrecting: 'پس از غیبت',
    new: 'جدید',
    dormant: 'غیرفعال',
    rate: 'نرخ بازگشت',
    unfinished: 'کم‌رنگ: هنوز تمام نشده.',
  },
  'costs-channels': {
    ...COMMON,
    subtitle: 'هزینهٔ جذب به ازای هر مشتری، از ارزان‌ترین. خط‌ها: بازهٔ اطمینان {confidence}.',
    description: 'هزینهٔ جذب هر مشتری به تفکیک کانال. {channels}',
    all: 'همهٔ کانال‌ها',
    count: 'تعداد = {count}',
    channel: '{name}: {estimate}، {count} نفر.',
    cost: 'هزینهٔ جذب هر مشتری',
  },
  'tickets-first-reply': TIMES,
  'tickets-resolution': TIMES,
}
