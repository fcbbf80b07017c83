/** The texts of the report in Persian, by their English ones; the last are refusals, by their codes. */
export const PERSIAN: Readonly<Record<string, string>> = {
  'Customer report': 'گزارش مشتریان',
  Contents: 'فهرست',
  'How it was made': 'این گزارش چگونه تهیه شد',
  Figures: 'جدول ارقام',
  name: 'نام',
  to: 'تا',
  'no interval': 'بدون بازهٔ اطمینان',
  'not yet known': 'هنوز معلوم نیست',
  unfinished: 'ناتمام',
  'held back': 'نشان داده نشد',
  'fewer than {n}': 'کمتر از {n}',
  'no answers': 'بدون پاسخ',
  all: 'کل',
  estimate: 'برآورد',
  '95 % interval': 'بازهٔ اطمینان ۹۵٪',
  answers: 'پاسخ‌ها',
  survey: 'نظرسنجی',
  subscriptions: 'اشتراک‌ها',
  transactions: 'سفارش‌ها',
  '{file}: {rows} rows; {how}': '{file}: {rows} ردیف؛ {how}',
  '{file}: {rows} rows, {bad} bad ones left out; {how}':
    '{file}: {rows} ردیف، {bad} ردیف نادرست کنار گذاشته شد؛ {how}',
  '{file}: {columns} not read; trials, pauses, late payments and discounts count in full':
    '{file}: {columns} خوانده نشد؛ دوره‌های آزمایشی، تعلیق‌ها، پرداخت‌های معوق و تخفیف‌ها کامل شمرده شده است',
  'Known up to {day}': 'داده‌ها تا {day} کامل است',
  '{kind}: known up to {day}, the last day of the files':
    '{kind}: داده‌ها تا {day}، آخرین روز فایل‌ها، کامل است',
  'Intervals are of 95 %; groups of fewer than {n} are held back':
    'سطح اطمینان بازه‌ها ۹۵٪ است؛ گروه‌های کوچک‌تر از {n} نشان داده نمی‌شود',
  'Net Promoter Score': 'شاخص خالص ترویج‌کنندگان (NPS)',
  'Satisfied customers (CSAT)': 'رضایت مشتری (CSAT)',
  'Customer effort (CES)': 'امتیاز تلاش مشتری (CES)',
  'Promoters (9–10) less detractors (0–6), in points; score interval':
    'درصد ترویج‌کنندگان (۹ و ۱۰) منهای درصد منتقدان (۰ تا ۶)، به واحد امتیاز؛ بازهٔ اطمینان به روش score',
  'Share of 4 and 5 on a scale of five (top two boxes); Wilson interval':
    'سهم پاسخ‌های ۴ و ۵ در مقیاس پنج‌تایی؛ بازهٔ اطمینان ویلسون',
  'Mean of seven (CES 2.0), higher is easier; t interval':
    'میانگین مقیاس هفت‌تایی (CES 2.0)، بیشتر یعنی آسان‌تر؛ بازهٔ اطمینان t',
  'Net Promoter Score by month': 'شاخص خالص ترویج‌کنندگان (NPS) به تفکیک ماه',
  'Satisfied customers (CSAT) by month': 'رضایت مشتری (CSAT) به تفکیک ماه',
  'Customer effort (CES) by month': 'امتیاز تلاش مشتری (CES) به تفکیک ماه',
  '{unanswered} of {all} left it unanswered': '{unanswered} نفر از {all} نفر پاسخ نداده‌اند',
  'No trend: the file has no dates; --columns answeredOn=… names their column':
    'بدون روند: فایل تاریخ ندارد؛ نام ستون آن را با --columns answeredOn=… بدهید',
  Churn: 'ریزش مشتری',
  'Churn by month, of the customers when it opened': 'نرخ ریزش ماهانه، نسبت به مشتریان ابتدای ماه',
  'Not known: nothing started by {asOf}': 'معلوم نیست: تا {asOf} هیچ اشتراکی آغاز نشده است',
  'Share of the customers of the first day who were lost in the month; Wilson interval':
    'سهمی از مشتریان ابتدای ماه که در همان ماه از دست رفتند؛ بازهٔ اطمینان ویلسون',
  rate: 'نرخ',
  opening: 'ابتدای دوره',
  lost: 'ازدست‌رفته',
  gained: 'جدید',
  back: 'بازگشته',
  closing: 'پایان دوره',
  'No reasons: the file has none; --columns reason=… names their column':
    'بدون علت ریزش: فایل آن را ندارد؛ نام ستون آن را با --columns reason=… بدهید',
  'Churn by reason in {month}, as shares of the customers of its first day; Wilson interval':
    'ریزش به تفکیک علت در {month}، سهم از مشتریان ابتدای ماه؛ بازهٔ اطمینان ویلسون',
  'by their own will': 'ارادی',
  'not by their own will': 'غیرارادی',
  'not known': 'نامعلوم',
  'Monthly recurring revenue': 'درآمد تکرارشوندهٔ ماهانه (MRR)',
  'Not known: the file has no amount of each month; --columns amount=… names its column':
    'معلوم نیست: فایل مبلغ ماهانه ندارد؛ نام ستون آن را با --columns amount=… بدهید',
  'Amounts are taken for those of a month, while the subscription runs':
    'هر مبلغ، مبلغ یک ماه گرفته شده است، تا زمانی که اشتراک برقرار است',
  'Movements of recurring revenue by month, by customer; sums, which have no interval':
    'تغییرات درآمد تکرارشونده در هر ماه، در سطح مشتری؛ این‌ها جمع است و بازهٔ اطمینان ندارد',
  new: 'جدید',
  expansion: 'گسترش',
  contraction: 'انقباض',
  churned: 'ریزش',
  reactivation: 'بازفعال‌سازی',
  'Revenue retention of the month, gross and net, and quick ratio (new and expansion by lost)':
    'نرخ نگهداشت درآمد در ماه، ناخالص و خالص، و نسبت سریع (درآمد افزوده به درآمد ازدست‌رفته)',
  'gross retention': 'نگهداشت ناخالص',
  'net retention': 'نگهداشت خالص',
  'quick ratio': 'نسبت سریع',
  'Retention by months since the start': 'نرخ نگهداشت مشتری به تفکیک ماه از شروع',
  'Kaplan–Meier, up to the first loss; log-log interval':
    'کاپلان–مایر، تا نخستین ریزش؛ بازهٔ اطمینان log-log',
  month: 'ماه',
  retained: 'نرخ نگهداشت',
  observed: 'تحت مشاهده',
  'Median lifetime: the first month beyond which at most half stay':
    'میانهٔ طول عمر: نخستین ماهی که پس از آن حداکثر نیمی از مشتریان مانده‌اند',
  months: 'ماه',
  'median lifetime': 'میانهٔ طول عمر',
  'Winning against keeping customers': 'هزینهٔ جذب در برابر هزینهٔ نگهداشت مشتری',
  'Not known: say what was spent in the last whole month with --acquisition-spend and --retention-spend':
    'معلوم نیست: هزینهٔ جذب و نگهداشت در آخرین ماه کامل را با --acquisition-spend و --retention-spend بدهید',
  'Spend in {month} by customers won or won back, and by customers kept':
    'هزینهٔ {month} به ازای هر مشتری جذب‌شده یا بازگشته، و به ازای هر مشتری حفظ‌شده',
  cost: 'هزینه',
  customers: 'مشتریان',
  'per customer won': 'هزینهٔ جذب هر مشتری (CAC)',
  'per customer kept': 'هزینهٔ نگهداشت هر مشتری',
  'winning by keeping': 'نسبت جذب به نگهداشت',
  'Customers and what they have been worth': 'مشتریان و ارزش تحقق‌یافتهٔ آن‌ها',
  'Not known: nobody has bought anything by {asOf}': 'معلوم نیست: تا {asOf} کسی خرید نکرده است',
  'Customers who bought on more than one day; Wilson interval':
    'مشتریانی که در بیش از یک روز خرید کرده‌اند (نرخ خرید مجدد)؛ بازهٔ اطمینان ویلسون',
  'bought again': 'خرید مجدد',
  'Realised value a customer in the first months since the first order; t interval':
    'ارزش تحقق‌یافتهٔ هر مشتری در نخستین ماه‌ها پس از سفارش اول؛ بازهٔ اطمینان t',
  value: 'ارزش',
  'had them': 'این مدت را گذرانده‌اند',
  'not yet': 'هنوز نگذرانده‌اند',
  'Realised value in the first 12 months, by the year of the first order; t interval':
    'ارزش تحقق‌یافته در ۱۲ ماه اول، به تفکیک سال سفارش اول؛ بازهٔ اطمینان t',
  'Customers of the largest amounts, refunds taken off':
    'مشتریان با بیشترین مبلغ خرید، پس از کسر مرجوعی‌ها',
  amount: 'مبلغ',
  'days with orders': 'روزهای خرید',
  'days since the last': 'روز از آخرین خرید',
  'How few customers bring in how much':
    'تمرکز درآمد: چه سهمی از مشتریان چه سهمی از درآمد را می‌سازد',
  'Share of the amount of the best customers, and Gini coefficient; jackknife interval':
    'سهم مشتریان برتر از کل مبلغ، و ضریب جینی؛ بازهٔ اطمینان جک‌نایف',
  'best {share}': '{share} برتر',
  Gini: 'ضریب جینی',
  'Segments by recency, frequency and amount (RFM)':
    'بخش‌بندی بر اساس تازگی، تکرار و ارزش پولی خرید (RFM)',
  'Customers by segment, from quintiles of all three; counts, which have no interval':
    'مشتریان هر بخش، بر اساس پنجک‌های هر سه معیار؛ این‌ها شمارش است و بازهٔ اطمینان ندارد',
  share: 'سهم',
  champions: 'قهرمانان',
  loyal: 'وفادار',
  'potential loyalists': 'وفاداران بالقوه',
  promising: 'امیدوارکننده',
  'need attention': 'نیازمند توجه',
  'about to sleep': 'در آستانهٔ خواب',
  'at risk': 'در معرض خطر',
  'cannot lose': 'نباید از دست بروند',
  hibernating: 'در خواب زمستانی',
  'Who comes back, by the quarter of the first order':
    'تحلیل کوهورت: چه کسانی بازمی‌گردند، به تفکیک فصل سفارش اول',
  'Share of a cohort that ordered in the quarter, by quarters since the first; below, all cohorts with their Wilson interval':
    'سهمی از هر کوهورت که در هر فصل پس از فصل اول سفارش داده است؛ در پایین، همهٔ کوهورت‌ها با بازهٔ اطمینان ویلسون',
  'New, returning and dormant customers': 'مشتریان جدید، بازگشته و غیرفعال',
  'Customers by month: new, back from the month before, back from earlier, gone since the month before; Wilson interval':
    'مشتریان هر ماه: جدید، فعال در ماه پیش، بازگشته پس از غیبت، غیرفعال نسبت به ماه پیش؛ بازهٔ اطمینان ویلسون',
  returned: 'نرخ بازگشت',
  active: 'فعال',
  returning: 'از ماه پیش',
  resurrecting: 'پس از غیبت',
  dormant: 'غیرفعال',
  'Forecast of the next twelve months': 'پیش‌بینی دوازده ماه آینده',
  'Not known: {why}': 'معلوم نیست: {why}',
  'The model (MBG/NBD) supposes that customers leave for good and buy at random until then; orders in a steady rhythm, or a group that all came at once, do not show who left. A longer time, or all customers from their first order on, would':
    'مدل MBG/NBD فرض می‌کند که مشتری زمانی برای همیشه می‌رود و تا آن زمان تصادفی خرید می‌کند؛ از سفارش‌های منظم، یا از گروهی که همه هم‌زمان آمده‌اند، نمی‌توان فهمید چه کسی رفته است. دورهٔ طولانی‌تر، یا سابقهٔ همهٔ مشتریان از سفارش اول، این را نشان می‌دهد',
  'Not tried on a holdout: {why}': 'روی دورهٔ آزمون (holdout) سنجیده نشد: {why}',
  'On the weeks since {split} the model expected {expected} orders, and {actual} came':
    'برای هفته‌های پس از {split} مدل {expected} سفارش پیش‌بینی کرد و {actual} سفارش ثبت شد',
  'Expected value a customer in 52 weeks (MBG/NBD with gamma-gamma, 10 % a year); without an interval':
    'ارزش مورد انتظار هر مشتری در ۵۲ هفته (MBG/NBD با گاما–گاما، نرخ تنزیل ۱۰٪ در سال)؛ بدون بازهٔ اطمینان',
  'per customer': 'به ازای هر مشتری',
  'What a won customer costs, by channel': 'هزینهٔ جذب مشتری (CAC) به تفکیک کانال',
  'Spend by customers won, by channel; blended is all of them, paid those that cost anything':
    'هزینه به ازای هر مشتری جذب‌شده، به تفکیک کانال؛ «ترکیبی» همهٔ کانال‌هاست و «پولی» کانال‌هایی که هزینه دارد',
  'share of spend': 'سهم هزینه',
  'share of customers': 'سهم مشتریان',
  blended: 'ترکیبی',
  paid: 'پولی',
  'How long customers wait': 'زمان انتظار مشتریان',
  'Not known: no ticket was opened in time': 'معلوم نیست: تا آن زمان هیچ تیکتی باز نشده است',
  'No first replies: the file has none; --columns firstReplyAt=… names their column':
    'بدون زمان نخستین پاسخ: فایل آن را ندارد؛ نام ستون آن را با --columns firstReplyAt=… بدهید',
  'Hours to the first reply, open tickets counted (Kaplan–Meier)':
    'ساعت تا نخستین پاسخ، با احتساب تیکت‌های باز (کاپلان–مایر)',
  'Hours to the resolution, open tickets counted (Kaplan–Meier)':
    'ساعت تا حل تیکت، با احتساب تیکت‌های باز (کاپلان–مایر)',
  hours: 'ساعت',
  tickets: 'تیکت‌ها',
  open: 'باز',
  median: 'میانه',
  ', ': '، ',
  '; ': '؛ ',
  '{field} from {header}': '{field} از ستون {header}',
  'divided by {sign}': 'جداکنندهٔ خانه‌ها {sign}',
  'dates read as {pattern}': 'تاریخ‌ها به شکل {pattern}',
  '"," before the decimals': 'ممیز «,»',
  empty: 'داده‌ای برای محاسبه وجود ندارد',
  invalid: 'یکی از مقدارها خواندنی نیست',
  'out-of-range': 'یکی از مقدارها بیرون از محدودهٔ مجاز است',
  mismatch: 'داده‌ها با هم سازگار نیست',
  undefined: 'این داده‌ها برای برآورد کافی نیست، برای نمونه چون هیچ مشتری خرید مجدد ندارد',
  'not-converged': 'این داده‌ها پارامترهای مدل را تعیین نمی‌کند و برآورد به جواب نمی‌رسد',
}
