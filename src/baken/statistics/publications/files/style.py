"""How the HTML file of a publication looks: ink on paper, on a screen, a telephone and in print."""

SHEET = """
body { margin: 0; background: #fbfaf7; color: #1b2430; }
body { font: 1.0625rem/1.55 "Source Sans 3", "Segoe UI", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
h1 { font-size: 1.875rem; line-height: 1.2; margin: 0 0 0.5rem; }
h2 { font-size: 1.3125rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1.0625rem; margin: 1.25rem 0 0.25rem; }
p { margin: 0 0 0.75rem; }
.reading-width { max-width: 44rem; }
.quiet-words { color: #5a6472; font-weight: 400; }
.notice { border-left: 4px solid #b7791f; padding: 0.5rem 0.75rem; background: #fbf1dc; }
.table-scroll { overflow-x: auto; margin: 0 0 1.75rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; padding-bottom: 0.5rem; }
caption .quiet-words { display: block; }
th, td { padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid #d9d5cb; text-align: start; }
tbody th { font-weight: 400; }
.number { text-align: end; padding-inline: 0.75rem 0; }
.further { padding-inline-start: 1.5rem; }
.sum th, .sum td { font-weight: 600; border-top: 1px solid #1b2430; }
th.group { font-weight: 600; padding-top: 1rem; border-bottom-color: #1b2430; }
figure { margin: 0 0 1.75rem; break-inside: avoid; }
figcaption { font-weight: 600; margin-bottom: 0.5rem; }
.letters-of-map { display: block; font-size: 0.9375rem; }
svg { display: block; max-width: 100%; height: auto; }
.provinces { width: 100%; max-width: 25rem; }
.narrow-chart, .narrow-words { display: none; }
code { overflow-wrap: anywhere; font-size: 0.9375rem; }
@media (max-width: 45rem) { .wide-chart { display: none; } .narrow-chart, .narrow-words { display: block; } }
@media print {
  body { background: #ffffff; }
  main { max-width: none; padding: 0; }
  .table-scroll { overflow: visible; }
}
"""
