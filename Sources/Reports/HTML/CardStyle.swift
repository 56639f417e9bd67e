// The look of cards: lines with their reasons in a column beside them, results, and evidence that opens.

enum CardStyle {
  static let css = frame + lines + results + checked + evidence

  private static let frame = """
    .card { border: 1px solid var(--rule); border-radius: 0.6rem; background: var(--card); margin: 1.3rem 0 1.6rem;
      overflow: clip; font-size: 1.05rem; line-height: 1.45; }
    .card > * + *, .answer > * + *, .checked > * + * { border-top: 1px solid var(--hair); }
    .card p { margin: 0; }
    .card pre.source { margin: 0; border-radius: 0; padding: 0.7rem 1.1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
    .given { list-style: none; margin: 0; padding: 0.45rem 1.1rem; display: flex; flex-wrap: wrap; gap: 0.2rem 1.8rem;
      overflow-x: auto; }
    .card-header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.2rem 0.8rem; padding: 0.45rem 1.1rem; }
    .card-header .name a { color: inherit; font-weight: 700; text-decoration: none; }
    .card-header .remark { margin-left: auto; }
    .card-header .remark, .card-header .trials { color: var(--soft); font-size: 0.96rem; }
    .card.bad { border-color: var(--bad-rule); }
    .failing > .card-header { background: var(--bad-paper); }
    .calm > .card-header { background: var(--calm-paper); }
    .folded > summary { padding: 0.45rem 1.1rem; color: var(--soft); cursor: pointer; }
    .folded > summary ~ * { border-top: 1px solid var(--hair); }
    .hints { margin: 0; padding: 0.5rem 1.1rem 0.6rem 2.4rem; }

    """

  private static let lines = """
    .steps { list-style: none; margin: 0; padding: 0.5rem 0; display: grid;
      grid-template-columns: auto auto minmax(0, 1fr) auto; }
    .step { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: first baseline;
      padding: 0.12rem 1.1rem; }
    .step:hover, .step:focus-within { background: var(--shade); }
    .line-number { color: var(--faint); font-size: 0.86rem; text-decoration: none; min-width: 1.7rem;
      font-variant-numeric: tabular-nums; }
    .step .left { justify-self: end; white-space: nowrap; }
    .step.long > .left { grid-column: 2 / 4; justify-self: start; min-width: 0; white-space: normal; }
    .step.long > .body { grid-column: 3 / 4; grid-row: 2; }
    .step.long > .line-number, .step.long > .left, .step.long > .stamp { grid-row: 1; }
    .step.long > .stamp { grid-column: 4; }
    .step .body { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.2rem; min-width: 0; }
    .step .right { flex: 0 1 auto; min-width: 0; padding: 0.3rem 0.2rem 0.3rem 0.28em; }
    .step .reason { flex: 0 0 14rem; margin-left: auto; color: var(--soft); font-size: 0.96rem; line-height: 1.3;
      padding: 0.15rem 0; }
    .reason .rule { color: inherit; text-decoration: underline dotted; text-underline-offset: 0.25em; }
    .rule-source { display: block; color: var(--faint); font-size: 0.92em; }
    .stamp { font-size: 0.92rem; font-weight: 700; white-space: nowrap; text-align: right; padding-left: 1rem; }
    .stamp.good { color: var(--good); } .stamp.bad { color: var(--bad); } .stamp.open { color: var(--open); }
    .stamp.plain { color: var(--soft); font-weight: 400; }

    """

  private static let results = """
    .helpers { padding: 0.4rem 1.1rem; color: var(--soft); }
    .result { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 1.5rem; padding: 0.7rem 1.1rem; }
    .result > :first-child { flex: 1 1 auto; min-width: 0; }
    .result .value { padding: 0.3rem 0; }
    .result .value > .katex { font-size: 1.1em; }
    .result .condition { color: var(--soft); font-size: 0.98rem; padding-top: 0.1rem; }
    .facts { margin-left: auto; text-align: right; color: var(--soft); font-size: 0.96rem; max-width: 19rem; line-height: 1.4; }
    .facts .aside { color: var(--faint); }
    .footer { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.4rem; padding: 0.35rem 1.1rem; }
    .footer > details[open] { flex: 1 0 100%; }
    .footer summary { color: var(--soft); font-size: 0.96rem; cursor: pointer; padding: 0.1rem 0; width: fit-content; }
    .footer .buttons { display: flex; flex-wrap: wrap; gap: 0.4rem; margin-left: auto; order: 3; }
    .footer .buttons:not(:has(button:not([hidden]))) { display: none; }
    button.copy { font: 0.88rem/1.4 var(--serif); color: var(--soft); background: var(--card); cursor: pointer;
      border: 1px solid var(--rule); border-radius: 0.35rem; padding: 0.12rem 0.6rem; min-width: 3.2rem; min-height: 1.5rem; }
    button.copy:hover { color: var(--ink); border-color: var(--faint); }
    .code figure { margin: 0.7rem 0 0; clear: both; }
    .code figcaption { color: var(--soft); font-size: 0.92rem; margin-bottom: 0.25rem; text-align: left; }
    .code figcaption .copy { float: right; }
    .code pre { margin: 0; }

    """

  private static let checked = """
    .calm .stamp.bad { color: var(--calm); }
    .single { padding: 0.6rem 1.1rem; text-align: center; }
    .single > .scroll { padding: 0.3rem 0; }
    .single .katex { font-size: 1.08em; }
    .single .line { margin: 0 auto; }
    .as-written .step.wrong { background: var(--bad-paper); }
    .calm .step.wrong { background: var(--calm-paper); }
    .explained { grid-column: 1 / -1; }
    .explanation { padding: 0.6rem 1.1rem 0.8rem; display: grid; gap: 0.5rem; min-width: 0; }
    .explanation > * { min-width: 0; }
    .explained .explanation { padding-left: 2.8rem; }
    .fault { display: inline-block; border: 1px solid var(--bad-rule); color: var(--bad); border-radius: 0.3rem;
      font-size: 0.92rem; font-weight: 700; padding: 0 0.45rem; margin-right: 0.6rem; }
    .calm .fault { border-color: var(--faint); color: var(--calm); }
    .counterexample, .suggestions, .reading, .explanation .condition { color: var(--soft); }
    .reading, .explanation .condition { font-size: 0.94em; margin: 0; overflow-wrap: anywhere; }
    .explanation:has(> .condition:only-child) { padding-top: 0.4rem; padding-bottom: 0.5rem; }
    .counterexample .scroll, .suggestions .scroll { color: var(--ink); padding: 0.25rem 0; }
    .values { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1.8rem; }
    .values > .scroll { min-width: 0; padding-right: 0.2em; }
    .values.sides { gap: 0 0.3rem; align-items: start; }
    .suggestions ul { list-style: none; margin: 0; padding: 0; }

    """

  private static let evidence = """
    .figures { padding: 0.6rem 0 0.4rem; display: grid; gap: 1rem 2rem; align-items: start; }
    .figures.with-plot { grid-template-columns: minmax(0, 19rem) minmax(0, 1fr); }
    .figures > *, .tables > * { min-width: 0; }
    .tables { display: grid; gap: 0.9rem; min-width: 0; }
    .checks { width: 100%; font-size: 0.98rem; line-height: 1.4; margin: 0; border-collapse: collapse; }
    .card .checks th, .card .checks td { padding: 0.28rem 0.9rem 0.28rem 0; vertical-align: top; font-weight: 400; }
    .card .checks th:first-child { min-width: 8.5rem; }
    .card .checks td:nth-child(2) { min-width: 5.5rem; }
    .card .checks thead th { color: var(--soft); }
    .card .checks tbody tr:last-child > * { border-bottom: 0; }
    .checks .stamp { font-size: inherit; font-weight: 400; white-space: normal; padding: 0; }
    .checks .bound { display: block; color: var(--soft); font-size: 0.94em; }
    .plot { margin: 0; }
    .plot svg { display: block; width: 100%; height: auto; font: 14px var(--serif); }
    .plot figcaption { color: var(--soft); font-size: 0.96rem; padding-left: 3rem; text-align: left; }
    .plot .grid { stroke: var(--hair); stroke-width: 1; }
    .plot text { fill: var(--soft); }
    .plot .exponent { font-size: 9.5px; }
    .series { fill: none; stroke-width: 1.7; }
    .series.without { stroke: var(--orange); } .series.with { stroke: var(--blue); }
    .series.without :not(.marks) { stroke-dasharray: 6 3; }
    .series .marks { stroke-width: 5.4; stroke-linecap: round; } .series.without .marks { stroke-linecap: square; }
    .plot text.label.without { fill: var(--orange); } .plot text.label.with { fill: var(--blue); }
    .heat-maps { display: flex; flex-wrap: wrap; gap: 0.8rem 1.2rem; }
    .card .heat { border-collapse: separate; border-spacing: 2px; margin: 0; font: 0.92rem/1.3 var(--mono); }
    .card .heat td { border: 0; padding: 0.2rem 0.4rem; text-align: right; border-radius: 0.2rem; color: var(--ink);
      font-variant-numeric: tabular-nums; }
    .heat .positive { background: color-mix(in srgb, var(--cold) calc(var(--share) * 0.55), transparent); }
    .heat .negative { background: color-mix(in srgb, var(--hot) calc(var(--share) * 0.55), transparent); }
    .heat caption { caption-side: bottom; text-align: left; color: var(--soft); font: 0.96rem/1.6 var(--serif); }

    """

  /// On a phone the left side stands on a line of its own, the reason under the line, and the verdict is a sign.
  static let narrow = """
    @media (max-width: 44rem) {
      .card { margin-left: -0.4rem; margin-right: -0.4rem; }
      .step { grid-template-columns: 1.3rem minmax(0, 1fr) auto; padding: 0.3rem 0.8rem; }
      .steps { grid-template-columns: minmax(0, 1fr); }
      .line-number { min-width: 1.3rem; grid-row: 1; }
      .step .left { grid-column: 2; grid-row: 1; justify-self: start; white-space: normal; min-width: 0; }
      .step .left:empty { display: none; }
      .step .body, .step.long > .body { grid-column: 2 / -1; grid-row: 2; padding-left: 0.6rem; }
      .step .left:empty + .body { grid-column: 2; grid-row: 1; }
      .step .right { padding-left: 0; }
      .step .reason { flex: 1 0 100%; margin: 0; padding: 0 0 0.2rem 1.2rem; }
      .step .stamp { grid-column: 3; grid-row: 1; padding-left: 0.5rem; }
      .step .stamp .word { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
      .step + .step { border-top: 1px solid var(--hair); }
      .rule-source { display: none; }
      .line { padding-left: 1em; } .line > .katex-html > :first-child { margin-left: -1em; }
      .card-header, .given, .helpers, .result, .footer, .single, .explanation, .folded > summary { padding-left: 0.8rem;
        padding-right: 0.8rem; }
      .figures.with-plot { grid-template-columns: minmax(0, 1fr); }
      .facts { margin-left: 0; text-align: left; max-width: none; }
      .explained .explanation { padding-left: 0.8rem; }
    }

    """
}
