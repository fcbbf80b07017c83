/** How the page looks: on a screen, a phone and paper, light and dark, from either side. */
export const STYLE = `
:root{--page:#fff;--ink:#1f2328;--muted:#57606a;--line:#d0d7de;--link:#005a8d;color-scheme:light dark}
@media screen and (prefers-color-scheme:dark){:root{--page:#14171b;--ink:#e6e8eb;--muted:#a3abb5;--line:#31363d;--link:#7cc0ee}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:1rem;max-inline-size:46rem;background:var(--page);color:var(--ink);font:1rem/1.55 system-ui,"DejaVu Sans",sans-serif}
h1{font-size:1.8rem;line-height:1.2}
h2{font-size:1.25rem;line-height:1.3;margin-block:2.5rem .5rem}
a{color:var(--link)}
[lang=fa] ol{list-style:persian}
nav ol{columns:2 16rem;padding-inline-start:1.4rem}
.note,footer p{color:var(--muted);overflow-wrap:anywhere}
footer{border-block-start:1px solid var(--line);margin-block-start:3rem;font-size:.875rem}
figure{margin:1.25rem 0}
svg{display:block;direction:ltr;max-inline-size:100%;block-size:auto}
.narrow{display:none}
details{margin-block-start:.5rem}
summary{cursor:pointer;color:var(--link)}
.scroll{overflow-x:auto;margin-block:.75rem}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem}
caption{text-align:start;color:var(--muted);padding-block-end:.35rem}
caption span{display:block;position:sticky;inset-inline-start:0;max-inline-size:min(44rem,calc(100vw - 2rem))}
th,td{padding:.3rem .6rem;border-block-end:1px solid var(--line);text-align:end;white-space:nowrap}
th:first-child{text-align:start}
thead th{font-weight:600}
tbody th{font-weight:400}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.hidden{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media screen and (max-width:700px){caption{max-inline-size:calc(100vw - 2rem)}.wide{display:none}.narrow{display:block}nav ol{columns:1}}
@page{margin:1.5cm}
@media print{
body{max-inline-size:none;padding:0;font-size:10pt}
figure,tr{break-inside:avoid}
h2{break-after:avoid}
thead{display:table-header-group}
nav{display:none}
details::details-content{content-visibility:visible;block-size:auto}
summary{list-style:none;color:inherit}
.scroll{overflow:visible}
table{font-size:8pt}
th,td{white-space:normal;padding:.15rem .3rem}
a{color:inherit;text-decoration:none}
}
`
