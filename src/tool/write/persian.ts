/** The texts of the report in Persian, by their English ones. */
export const PERSIAN: Readonly<Record<string, string>> = {
  'Customer report': 'گزارش مشتریان',
  Contents: 'فهرست',
  'How it was made': 'این گزارش از چه ساخته شد',
  Figures: 'ارقام',
  name: 'نام',
  to: 'تا',
  'no interval': 'بدون بازه',
  'not yet known': 'هنوز معلوم نیست',
  unfinished: 'ناتمام',
  'held back': 'پنهان',
  'fewer than {n}': 'کمتر از {n}',
  'no answers': 'بدون پاسخ',
  all: 'همه',
  estimate: 'برآورد',
  '95 % interval': 'بازهٔ ۹۵٪',
  answers: 'پاسخ‌ها',
  survey: 'نظرسنجی',
  subscriptions: 'اشتراک‌ها',
  transactions: 'سفارش‌ها',
  '{file}: {rows} rows; {how}': '{file}: {rows} سطر؛ {how}',
  '{file}: {rows} rows, {bad} bad ones left out; {how}':
    '{file}: {rows} سطر، {bad} سطر نادرست کنار گذاشته شد؛ {how}',
  '{file}: {columns} not read; trials, pauses, late payments and discounts count in full':
    '{file}: {columns} خوانده نشد؛ دوره‌های آزمایشی، توقف‌ها، پرداخت‌های دیرشده و تخفیف‌ها کامل شمرده می‌شود',
  'Known up to {day}': 'دانسته‌ها تا {day}',
  '{kind}: known up to {day}, the last day of the files':
    '{kind}: دانسته‌ها تا {day}، آخرین روز پرونده‌ها',
  'Intervals are of 95 %; groups of fewer than {n} are held back':
    'بازه‌ها ۹۵٪ است؛ گروه‌های کوچک‌تر از {n} نشان داده نمی‌شود',
  'Net Promoter Score': 'شاخص خالص مروجان',
  'Satisfied customers (CSAT)': 'مشتریان راضی (CSAT)',
  'Customer effort (CES)': 'زحمت مشتری (CES)',
  'Promoters (9–10) less detractors (0–6), in points; score interval':
    'مروجان (۹ و ۱۰) منهای منتقدان (۰ تا ۶)، به امتیاز؛ بازهٔ امتیازی',
  'Share of 4 and 5 on a scale of five (top two boxes); Wilson interval':
    'سهم ۴ و ۵ از پنج؛ بازهٔ ویلسون',
  'Mean of seven (CES 2.0), higher is easier; t interval':
    'میانگین از هفت (CES 2.0)، بیشتر یعنی آسان‌تر؛ بازهٔ t',
  'Net Promoter Score by month': 'شاخص خالص مروجان در هر ماه',
  'Satisfied customers (CSAT) by month': 'مشتریان راضی (CSAT) در هر ماه',
  'Customer effort (CES) by month': 'زحمت مشتری (CES) در هر ماه',
  '{unanswered} of {all} left it unanswered': '{unanswered} از {all} نفر پاسخ ندادند',
  'No trend: the file has no dates; --columns answeredOn=… names their column':
    'بدون روند: پرونده تاریخ ندارد؛ --columns answeredOn=… ستون آن را می‌گوید',
  Churn: 'ریزش',
  'Churn by month, of the customers when it opened': 'ریزش ماهانه، از مشتریان آغاز ماه',
  'Not known: nothing started by {asOf}': 'معلوم نیست: تا {asOf} چیزی آغاز نشده است',
  'Share of the customers of the first day who were lost in the month; Wilson interval':
    'سهم مشتریان روز نخست که در آن ماه رفتند؛ بازهٔ ویلسون',
  rate: 'نرخ',
  opening: 'آغاز',
  lost: 'رفته',
  gained: 'تازه',
  back: 'بازگشته',
  closing: 'پایان',
  'No reasons: the file has none; --columns reason=… names their column':
    'بدون دلیل: پرونده دلیل ندارد؛ --columns reason=… ستون آن را می‌گوید',
  'Churn by reason in {month}, as shares of the customers of its first day; Wilson interval':
    'ریزش به دلیل در {month}، سهم از مشتریان روز نخست؛ بازهٔ ویلسون',
  'by their own will': 'به خواست خود',
  'not by their own will': 'ناخواسته',
  'not known': 'نامعلوم',
  'Monthly recurring revenue': 'درآمد تکرارشوندهٔ ماهانه',
  'Not known: the file has no amount of each month; --columns amount=… names its column':
    'معلوم نیست: پرونده مبلغ ماهانه ندارد؛ --columns amount=… ستون آن را می‌گوید',
  'Amounts are taken for those of a month, while the subscription runs':
    'مبلغ‌ها ماهانه و تا پایان اشتراک شمرده شده است',
  'Movements of recurring revenue by month, by customer; sums, which have no interval':
    'تغییر درآمد تکرارشونده در هر ماه، به تفکیک مشتری؛ جمع‌ها بازه ندارد',
  new: 'تازه',
  expansion: 'افزایش',
  contraction: 'کاهش',
  churned: 'از دست رفته',
  reactivation: 'بازگشته',
  'Revenue retention of the month, gross and net, and quick ratio (new and expansion by lost)':
    'حفظ درآمد در ماه، ناخالص و خالص، و نسبت سریع (تازه و افزایش به از دست رفته)',
  'gross retention': 'حفظ ناخالص',
  'net retention': 'حفظ خالص',
  'quick ratio': 'نسبت سریع',
  'Retention by months since the start': 'ماندگاری به ماه از آغاز',
  'Kaplan–Meier, up to the first loss; log-log interval':
    'کاپلان–مایر، تا نخستین رفتن؛ بازهٔ لگاریتمی',
  month: 'ماه',
  retained: 'مانده',
  observed: 'دیده‌شده',
  'Median lifetime: the first month beyond which at most half stay':
    'میانهٔ عمر: نخستین ماهی که پس از آن دست بالا نیمی می‌مانند',
  months: 'ماه',
  'median lifetime': 'میانهٔ عمر',
  'Winning against keeping customers': 'جذب در برابر نگه‌داشتن مشتری',
  'Not known: say what was spent in the last whole month with --acquisition-spend and --retention-spend':
    'معلوم نیست: هزینهٔ آخرین ماه کامل را با --acquisition-spend و --retention-spend بگویید',
  'Spend in {month} by customers won or won back, and by customers kept':
    'هزینهٔ {month} به ازای مشتری جذب‌شده و مشتری مانده',
  cost: 'هزینه',
  customers: 'مشتریان',
  'per customer won': 'هر مشتری جذب‌شده',
  'per customer kept': 'هر مشتری مانده',
  'winning by keeping': 'جذب به نگه‌داشتن',
  'Customers and what they have been worth': 'مشتریان و ارزشی که داشته‌اند',
  'Not known: nobody has bought anything by {asOf}': 'معلوم نیست: تا {asOf} کسی خرید نکرده است',
  'Customers who bought on more than one day; Wilson interval':
    'مشتریانی که در بیش از یک روز خریده‌اند؛ بازهٔ ویلسون',
  'bought again': 'دوباره خریدند',
  'Realised value a customer in the first months since the first order; t interval':
    'ارزش به‌دست‌آمده از هر مشتری در ماه‌های پس از نخستین سفارش؛ بازهٔ t',
  value: 'ارزش',
  'had them': 'گذرانده‌اند',
  'not yet': 'هنوز نه',
  'Realised value in the first 12 months, by the year of the first order; t interval':
    'ارزش به‌دست‌آمده در ۱۲ ماه نخست، به سال نخستین سفارش؛ بازهٔ t',
  'Customers of the largest amounts, refunds taken off':
    'مشتریان با بیشترین مبلغ، بازپرداخت‌ها کم شده',
  amount: 'مبلغ',
  'days with orders': 'روزهای خرید',
  'days since the last': 'روز از آخرین خرید',
  'How few customers bring in how much': 'چند مشتری چقدر می‌آورند',
  'Share of the amount of the best customers, and Gini coefficient; jackknife interval':
    'سهم بهترین مشتریان از مبلغ، و ضریب جینی؛ بازهٔ جک‌نایف',
  'best {share}': 'بهترین {share}',
  Gini: 'جینی',
  'Segments by recency, frequency and amount (RFM)': 'بخش‌ها به تازگی، تعداد و مبلغ (RFM)',
  'Customers by segment, from quintiles of all three; counts, which have no interval':
    'مشتریان هر بخش، از پنجک‌های هر سه؛ شمارش‌ها بازه ندارد',
  share: 'سهم',
  champions: 'قهرمانان',
  loyal: 'وفاداران',
  'potential loyalists': 'وفاداران آینده',
  'new customers': 'تازه‌واردان',
  promising: 'امیدبخش',
  'need attention': 'نیازمند توجه',
  'about to sleep': 'در آستانهٔ خواب',
  'at risk': 'در خطر',
  'cannot lose': 'نباید از دست بروند',
  hibernating: 'خفته',
  'Who comes back, by the quarter of the first order': 'چه کسی بازمی‌گردد، به سه‌ماههٔ نخستین سفارش',
  'Share of a cohort that ordered in the quarter, by quarters since the first; below, all cohorts with their Wilson interval':
    'سهمی از هر گروه که در آن سه‌ماهه سفارش داد، به سه‌ماهه از نخستین؛ در پایین همه، با بازهٔ ویلسون',
  'New, returning and dormant customers': 'مشتریان تازه، بازگشته و خفته',
  'Customers by month: new, back from the month before, back from earlier, gone since the month before; Wilson interval':
    'مشتریان هر ماه: تازه، از ماه پیش، از پیش‌تر، رفته از ماه پیش؛ بازهٔ ویلسون',
  returned: 'بازآمده',
  active: 'فعال',
  returning: 'از ماه پیش',
  resurrecting: 'از پیش‌تر',
  dormant: 'خفته',
  'Forecast of the next twelve months': 'پیش‌بینی دوازده ماه آینده',
  'Not known: {why}': 'معلوم نیست: {why}',
  'The model (MBG/NBD) supposes that customers leave for good and buy at random until then; orders in a steady rhythm, or a group that all came at once, do not show who left. A longer time, or all customers from their first order on, would':
    'الگو (MBG/NBD) فرض می‌کند مشتری برای همیشه می‌رود و تا آن روز تصادفی می‌خرد؛ سفارش‌های منظم، یا گروهی که یک‌باره آمده، نشان نمی‌دهد چه کسی رفته است. زمانی درازتر، یا همهٔ مشتریان از نخستین سفارش، نشان می‌دهد',
  'Not tried on a holdout: {why}': 'روی دورهٔ کنارگذاشته آزموده نشد: {why}',
  'On the weeks since {split} the model expected {expected} orders, and {actual} came':
    'در هفته‌های پس از {split} الگو {expected} سفارش چشم داشت و {actual} سفارش آمد',
  'Expected value a customer in 52 weeks (MBG/NBD with gamma-gamma, 10 % a year); without an interval':
    'ارزش چشم‌داشته از هر مشتری در ۵۲ هفته (MBG/NBD با گاما–گاما، ۱۰٪ در سال)؛ بدون بازه',
  'per customer': 'هر مشتری',
  'What a won customer costs, by channel': 'هزینهٔ هر مشتری تازه، به کانال',
  'Spend by customers won, by channel; blended is all of them, paid those that cost anything':
    'هزینه به مشتری جذب‌شده، به کانال؛ آمیخته همه است و پولی آن‌هایی که هزینه دارد',
  'share of spend': 'سهم هزینه',
  'share of customers': 'سهم مشتریان',
  blended: 'آمیخته',
  paid: 'پولی',
  'How long customers wait': 'مشتریان چقدر منتظر می‌مانند',
  'Not known: no ticket was opened in time': 'معلوم نیست: هیچ درخواستی باز نشده است',
  'No first replies: the file has none; --columns firstReplyAt=… names their column':
    'بدون نخستین پاسخ: پرونده آن را ندارد؛ --columns firstReplyAt=… ستون آن را می‌گوید',
  'Hours to the first reply, open tickets counted (Kaplan–Meier)':
    'ساعت تا نخستین پاسخ، با درخواست‌های باز (کاپلان–مایر)',
  'Hours to the resolution, open tickets counted (Kaplan–Meier)':
    'ساعت تا حل، با درخواست‌های باز (کاپلان–مایر)',
  hours: 'ساعت',
  tickets: 'درخواست‌ها',
  open: 'باز',
  median: 'میانه',
}
