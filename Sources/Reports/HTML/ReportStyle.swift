// The look of a report: one style sheet for wide screens, phones, dark rooms and paper.

enum ReportStyle {
  static let css = base + text + DocumentStyle.css + cards + evidence + problems + narrow + dark + print

  private static let base = """
    :root {
      --paper: #fffefc; --ink: #16181c; --soft: #5d636d; --faint: #8a9099; --rule: #dfe0dc; --hair: #e9eae6;
      --shade: #f5f6f2; --card: #ffffff; --link: #1d4fb8;
      --good: #13733f; --good-paper: #e6f4ea; --bad: #b3201c; --bad-paper: #fceceb; --bad-rule: #c4423d;
      --open: #8a5a00; --open-paper: #fdf3d8; --calm: #555b66; --calm-paper: #eff0ee;
      --mark: #fff1bf; --mark-rule: #e3b93c; --faulty: #ffd9d5; --faulty-rule: #d04a43;
      --blue: #2453c4; --orange: #b5690f; --hot: #d9604c; --cold: #4d70d6;
      --serif: "Libertinus Serif", "STIX Two Text", "Source Serif 4", "Iowan Old Style", "Times New Roman", Times,
        "Nimbus Roman", serif;
      --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
      --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
      color-scheme: light dark;
    }
    *, *::before, *::after { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 var(--serif); }
    a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
    [hidden] { display: none !important; }
    .skip { position: absolute; left: -999rem; top: 0; background: var(--paper); padding: 0.6rem 1rem; z-index: 2; }
    .skip:focus { left: 0.5rem; top: 0.5rem; }
    .page {
      display: grid; grid-template-columns: 13.5rem minmax(0, 55rem); column-gap: 3.25rem;
      max-width: 77rem; margin: 0 auto; padding: 2.5rem 2.5rem 6rem;
    }
    main { min-width: 0; }
    .scroll { overflow-x: auto; overflow-y: hidden; max-width: 100%; scrollbar-width: thin; }
    .contents { position: sticky; top: 2.5rem; align-self: start; max-height: calc(100vh - 4rem); overflow-y: auto;
      font: 0.85rem/1.45 var(--sans); }
    .contents ol { list-style: none; margin: 0.5rem 0 0; padding: 0; }
    .contents li { margin: 0.35rem 0; }
    .contents .depth-2 { margin-left: 1.1rem; font-size: 0.95em; }
    .contents a { color: var(--soft); text-decoration: none; }
    .contents a:hover { color: var(--ink); text-decoration: underline; }
    .contents .number { display: inline-block; min-width: 1.1rem; font-variant-numeric: tabular-nums; }
    .contents .contents-title { color: var(--ink); font-weight: 650; }
    .katex { font-size: 1.12em; text-rendering: auto; }
    .katex-display { margin: 0; overflow: visible; }
    .katex-display > .katex { font-size: 1.2em; }
    .enclosing.changed, .enclosing.faulty { display: inline-block; padding: 0.1em 0.2em; margin: -0.1em -0.06em;
      border-radius: 0.3em; }
    .enclosing.changed { background: var(--mark); box-shadow: inset 0 -0.09em var(--mark-rule); }
    .enclosing.faulty { background: var(--faulty); box-shadow: inset 0 -0.09em var(--faulty-rule); }

    """

  private static let text = """
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; font-weight: 700; margin: 2.6rem 0 0.9rem; text-wrap: balance; }
    h1 { font-size: 2.1rem; margin: 0 0 0.4rem; letter-spacing: -0.01em; }
    h2 { font-size: 1.42rem; }
    h3 { font-size: 1.18rem; margin-top: 2rem; }
    h4, h5, h6 { font-size: 1.05rem; margin-top: 1.6rem; }
    h1 .katex, h2 .katex { font-size: 1.08em; }
    main .number { margin-right: 0.15em; font-variant-numeric: lining-nums; }
    p, ul, ol, dl, blockquote, table, pre { margin: 0 0 1.05rem; }
    main p { hanging-punctuation: first; }
    .byline { color: var(--soft); margin: 0.2rem 0 0.5rem; font-style: italic; }
    .badges { display: flex; flex-wrap: wrap; gap: 0.5rem 0.8rem; align-items: center; margin: 0.5rem 0 1.4rem;
      font: 0.82rem/1.4 var(--sans); }
    .badge { display: inline-block; border-radius: 1rem; padding: 0.08rem 0.7rem; font: 600 0.78rem/1.55 var(--sans);
      text-decoration: none; white-space: nowrap; border: 1px solid transparent; }
    .badge.good { color: var(--good); background: var(--good-paper); }
    .badge.bad { color: var(--bad); background: var(--bad-paper); }
    .badge.open { color: var(--open); background: var(--open-paper); }
    .badge.calm { color: var(--calm); background: var(--calm-paper); }
    .note { color: var(--soft); font-variant-numeric: tabular-nums; }
    .abstract { margin: 0 0 1.8rem; padding-left: 1.1rem; border-left: 3px solid var(--rule); color: var(--soft); }
    .abstract p:last-child { margin-bottom: 0; }
    blockquote { margin-left: 0; padding-left: 1.1rem; border-left: 3px solid var(--rule); color: var(--soft); }
    code { font: 0.86em/1.5 var(--mono); background: var(--shade); padding: 0.08em 0.3em; border-radius: 0.25em; }
    pre { font: 0.84rem/1.55 var(--mono); background: var(--shade); border-radius: 0.5rem; padding: 0.8rem 1rem;
      overflow-x: auto; tab-size: 4; }
    pre code { font: inherit; background: none; padding: 0; }
    main > table, main .scroll > table { border-collapse: collapse; font-size: 0.95em; }
    main th, main td { padding: 0.3rem 0.8rem 0.3rem 0; text-align: left; border-bottom: 1px solid var(--hair); }
    main thead th { font-weight: 600; border-bottom-color: var(--rule); }
    main hr { border: 0; border-top: 1px solid var(--rule); margin: 2.2rem 0; }
    main img { max-width: 100%; height: auto; }
    .equation { display: flex; align-items: center; gap: 1rem; margin: 1.1rem 0; }
    .equation > .scroll { flex: 1; min-width: 0; padding: 0.3rem 0; display: block; text-align: center; }
    .equation .tag { color: var(--soft); text-decoration: none; }
    .footnotes { margin-top: 3rem; border-top: 1px solid var(--rule); padding-top: 0.9rem; font-size: 0.92em; }
    code.tex.failed, .unresolved, span.failed { color: var(--bad); border-bottom: 2px dotted var(--bad-rule); }
    .rules { font: 0.85rem/1.5 var(--sans); width: 100%; }
    .rules th { font-weight: 500; white-space: nowrap; }
    .rules td { color: var(--soft); }
    :target { scroll-margin-top: 1.5rem; }
    .step:target, .result:target, tr:target { background: var(--mark); }

    """

  private static let cards = """
    .card { border: 1px solid var(--rule); border-radius: 0.6rem; background: var(--card); margin: 1.4rem 0 1.8rem;
      overflow: clip; font-family: var(--sans); font-size: 0.92rem; line-height: 1.5; }
    .card > * + *, .answer > * + *, .checked > * + * { border-top: 1px solid var(--hair); }
    .card p { margin: 0; }
    .card pre.source { margin: 0; border-radius: 0; padding: 0.85rem 1.1rem; }
    .given { list-style: none; margin: 0; padding: 0.55rem 1.1rem; display: flex; flex-wrap: wrap; gap: 0.2rem 1.8rem;
      overflow-x: auto; }
    .given .katex { font-size: 1.08em; }
    .card-header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 0.8rem; padding: 0.6rem 1.1rem; }
    .card-header .name a { color: inherit; font-weight: 650; text-decoration: none; }
    .card-header .remark { margin-left: auto; color: var(--soft); font-size: 0.85rem; }
    .steps { list-style: none; margin: 0; padding: 0.6rem 0; display: grid;
      grid-template-columns: auto auto minmax(0, 1fr) minmax(0, 15.5rem) auto; }
    .step { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center;
      padding: 0.1rem 1.1rem; column-gap: 0; }
    .line-number { color: var(--faint); font-size: 0.75rem; text-decoration: none; min-width: 1.9rem;
      font-variant-numeric: tabular-nums; }
    .step .left { text-align: right; white-space: nowrap; }
    .step .right { padding: 0.36rem 0.6rem 0.36rem 0.28em; white-space: nowrap; }
    .step .reason { color: var(--soft); font-size: 0.82rem; line-height: 1.4; padding: 0.2rem 1rem 0.2rem 0.5rem; }
    .reason .rule { color: inherit; text-decoration: underline dotted; text-underline-offset: 0.25em; }
    .reason .katex { font-size: 1.05em; }
    .rule-source { display: block; color: var(--faint); font-size: 0.92em; }
    .steps.wide { grid-template-columns: auto auto minmax(0, 1fr) auto; }
    .wide .reason { grid-column: 2 / 4; grid-row: 2; padding: 0 0 0.5rem 1.4rem; }
    .wide .rule-source { display: inline; margin-left: 0.8em; }
    .wide .verdict { grid-row: 1; grid-column: 4; }
    .mark { font-size: 0.76rem; font-weight: 650; white-space: nowrap; }
    .mark.good { color: var(--good); } .mark.bad { color: var(--bad); } .mark.open { color: var(--open); }
    .mark.plain { color: var(--soft); font-weight: 500; }
    .step .verdict { text-align: right; }
    .helpers { padding: 0.5rem 1.1rem; color: var(--soft); }
    .result { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: 0.6rem 1.5rem;
      padding: 0.9rem 1.1rem; }
    .result .value { padding: 0.35rem 0; }
    .result .value .katex { font-size: 1.22em; }
    .result .condition { color: var(--soft); font-size: 0.85rem; padding-top: 0.2rem; }
    .result .condition .katex { font-size: 1.1em; }
    .facts { text-align: right; color: var(--soft); font-size: 0.82rem; max-width: 19rem; }
    .facts .reason { margin-bottom: 0.35rem; }
    .facts .rule-source { display: none; }
    .facts .aside { color: var(--faint); }
    .code { padding: 0.5rem 1.1rem; position: relative; }
    .code .buttons { display: flex; flex-wrap: wrap; gap: 0.4rem; float: right; }
    button.copy { font: 0.76rem/1.4 var(--sans); color: var(--soft); background: var(--card); cursor: pointer;
      border: 1px solid var(--rule); border-radius: 0.35rem; padding: 0.12rem 0.6rem; min-width: 3.4rem; }
    button.copy:hover { color: var(--ink); border-color: var(--faint); }
    .code summary { color: var(--soft); font-size: 0.82rem; cursor: pointer; padding: 0.1rem 0; width: fit-content; }
    .code figure { margin: 0.7rem 0 0; clear: both; }
    .code figcaption { color: var(--soft); font-size: 0.8rem; margin-bottom: 0.25rem; }
    .code figcaption .copy { float: right; }
    .code pre { margin: 0; }
    .card.bad { border-color: var(--bad-rule); }
    .failing > .card-header { background: var(--bad-paper); }
    .calm > .card-header { background: var(--calm-paper); }
    .single > .scroll { padding: 0.5rem 0; }
    .calm .mark.bad { color: var(--calm); }
    .single { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: 1rem;
      padding: 0.9rem 1.1rem; }
    .as-written .step.wrong { background: var(--bad-paper); }
    .calm .step.wrong { background: var(--calm-paper); }
    .explained { grid-column: 1 / -1; }
    .explanation { padding: 0.8rem 1.1rem 0.9rem; display: grid; gap: 0.7rem; min-width: 0; }
    .explanation > * { min-width: 0; }
    .explained .explanation { padding-left: 3rem; }
    .explanation .katex { font-size: 1.1em; }
    .fault { display: inline-block; border: 1px solid var(--bad-rule); color: var(--bad); border-radius: 0.3rem;
      font-size: 0.76rem; font-weight: 650; padding: 0 0.45rem; margin-right: 0.6rem; }
    .calm .fault { border-color: var(--faint); color: var(--calm); }
    .counterexample, .suggestions, .reading, .explanation .condition, .trials { color: var(--soft); }
    .reading, .explanation .condition { font-size: 0.9em; margin: 0; overflow-wrap: anywhere; }
    .trials { font-size: 0.82rem; margin: 0; padding: 0.5rem 1.1rem 0.55rem; }
    .explanation:has(> .condition:only-child) { padding-top: 0.5rem; padding-bottom: 0.55rem; }
    .counterexample .scroll, .suggestions .scroll { color: var(--ink); padding: 0.3rem 0; }
    .counterexample .katex-display { text-align: left; }
    .counterexample .katex-display > .katex { text-align: left; font-size: 1.05em; }
    .suggestions ul { list-style: none; margin: 0; padding: 0; }

    """

  private static let evidence = """
    .evidence { padding: 1rem 1.1rem; display: grid; gap: 1rem 2rem; align-items: start; }
    .evidence.with-plot { grid-template-columns: minmax(0, 21.5rem) minmax(0, 1fr); }
    .evidence > * { min-width: 0; }
    .tables { display: grid; gap: 0.9rem; min-width: 0; }
    .tables > * { min-width: 0; }
    .checks { width: 100%; font-size: 0.82rem; line-height: 1.4; margin: 0; border-collapse: collapse; }
    .card .checks th, .card .checks td { padding: 0.28rem 0.9rem 0.28rem 0; vertical-align: top; font-weight: 400; }
    .card .checks th:first-child { min-width: 8.5rem; }
    .card .checks td:nth-child(2) { min-width: 5.5rem; }
    .card .checks thead th { color: var(--soft); }
    .card .checks tbody tr:last-child > * { border-bottom: 0; }
    .checks .mark { font-size: inherit; font-weight: 500; white-space: normal; }
    .checks .bound { display: block; color: var(--soft); font-size: 0.92em; }
    .plot { margin: 0; }
    .plot svg { display: block; width: 100%; height: auto; font: 11.5px var(--sans); }
    .plot figcaption { color: var(--soft); font-size: 0.8rem; padding-left: 3rem; }
    .plot .grid { stroke: var(--hair); stroke-width: 1; }
    .plot text { fill: var(--soft); }
    .plot .exponent { font-size: 8.5px; }
    .plot .series polyline { fill: none; stroke-width: 1.7; }
    .plot .without polyline { stroke: var(--orange); stroke-dasharray: 6 3; }
    .plot .without rect { fill: var(--orange); }
    .plot .with polyline { stroke: var(--blue); }
    .plot .with circle { fill: var(--blue); }
    .plot text.label.without { fill: var(--orange); } .plot text.label.with { fill: var(--blue); }
    .heat-maps { display: flex; flex-wrap: wrap; gap: 0.8rem 1.2rem; }
    .card .heat { border-collapse: separate; border-spacing: 2px; margin: 0; font: 0.78rem/1.3 var(--mono); }
    .card .heat td { border: 0; padding: 0.2rem 0.4rem; text-align: right; border-radius: 0.2rem; color: var(--ink);
      font-variant-numeric: tabular-nums; }
    .heat .positive { background: color-mix(in srgb, var(--cold) calc(var(--share) * 0.55), transparent); }
    .heat .negative { background: color-mix(in srgb, var(--hot) calc(var(--share) * 0.55), transparent); }
    .heat caption { caption-side: bottom; text-align: left; color: var(--soft); font: 0.8rem/1.6 var(--sans); }

    """

  private static let problems = """
    .problems { border: 1px solid var(--bad-rule); border-radius: 0.6rem; padding: 0.8rem 1.1rem; margin: 0 0 1.8rem;
      font: 0.9rem/1.5 var(--sans); background: var(--bad-paper); }
    .problems h2 { font: 650 0.95rem/1.4 var(--sans); margin: 0 0 0.3rem; color: var(--bad); }
    .problems ul { margin: 0; padding-left: 1.2rem; }
    .problems .code, .diagnostic .message .code { padding: 0; float: none; color: var(--soft);
      font: 0.84em var(--mono); }
    .diagnostic { padding: 0.8rem 1.1rem; font: 0.9rem/1.5 var(--sans); }
    .diagnostic.error { background: var(--bad-paper); }
    .diagnostic.warning { background: var(--open-paper); }
    .diagnostic.error strong { color: var(--bad); } .diagnostic.warning strong { color: var(--open); }
    .diagnostic .remark { float: right; color: var(--soft); font-size: 0.85rem; }
    .diagnostic pre { background: var(--card); margin: 0.5rem 0; padding: 0.5rem 0.8rem; }
    .diagnostic .caret { color: var(--bad); font-weight: 700; }
    .diagnostic p { margin: 0; }
    .diagnostic .note, .diagnostic .hint { color: var(--soft); }
    main > .diagnostic { border: 1px solid var(--rule); border-radius: 0.6rem; margin: 0 0 1.4rem; }

    """

  private static let narrow = """
    @media (max-width: 62rem) {
      .page { grid-template-columns: minmax(0, 1fr); padding: 1.5rem 1.5rem 4rem; max-width: 58rem; row-gap: 1.6rem; }
      .no-contents { display: none; }
      .contents { position: static; max-height: none; border: 1px solid var(--rule); border-radius: 0.6rem;
        padding: 0.7rem 1rem; background: var(--card); }
      .contents-title { display: none; }
      .contents ol { margin: 0; }
      .contents .depth-2 { display: none; }
    }
    @media (max-width: 44rem) {
      body { font-size: 1rem; }
      .page { padding: 1.2rem 1rem 3rem; }
      h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2rem; }
      .card { margin-left: -0.4rem; margin-right: -0.4rem; }
      .steps, .steps.wide { grid-template-columns: auto auto minmax(0, 1fr) auto; }
      .step { padding: 0.35rem 0.8rem; row-gap: 0; }
      .line-number { min-width: 1.3rem; }
      .step .right { padding-right: 0.2rem; }
      .step .reason, .wide .reason { grid-column: 2 / -1; grid-row: 2; padding: 0.1rem 0 0.35rem 1rem; }
      .step .reason:empty { display: none; }
      .step .verdict, .wide .verdict { grid-column: 4; grid-row: 1; }
      .step:has(.reason:not(:empty)) + .step { border-top: 1px solid var(--hair); }
      .rule-source { display: none; }
      .katex { font-size: 1.06em; }
      .card-header, .given, .helpers, .result, .code, .single, .explanation, .evidence, .trials { padding-left: 0.8rem;
        padding-right: 0.8rem; }
      .result, .evidence.with-plot, .single { grid-template-columns: minmax(0, 1fr); }
      .facts { text-align: left; max-width: none; }
      .code .buttons { float: none; margin-bottom: 0.3rem; }
      .explained .explanation { padding-left: 0.8rem; }
      .equation { gap: 0.5rem; }
    }

    """

  private static let dark = """
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #15171a; --ink: #e7e6e2; --soft: #a7abb3; --faint: #868b94; --rule: #34383f; --hair: #2a2e34;
        --shade: #1f2226; --card: #1a1c20; --link: #8db4ff;
        --good: #7fd1a0; --good-paper: #15301f; --bad: #ff9d95; --bad-paper: #371a19; --bad-rule: #b65550;
        --open: #efc76b; --open-paper: #33290f; --calm: #b4b9c2; --calm-paper: #24272c;
        --mark: #4a3f14; --mark-rule: #b8952c; --faulty: #5b2623; --faulty-rule: #e06b63;
        --blue: #86a9ff; --orange: #e6a355; --hot: #ee7d68; --cold: #6f90f5;
      }
      main img { filter: brightness(0.92); }
    }

    """

  private static let print = """
    @media print {
      :root { --paper: #fff; --card: #fff; }
      body { font-size: 10.5pt; }
      .page { display: block; padding: 0; max-width: none; }
      .contents, .skip, button.copy, .code { display: none !important; }
      .scroll { overflow: visible; }
      .card { break-inside: auto; }
      .step, .result, .evidence, .single, .plot, pre, tr, .equation { break-inside: avoid; }
      h1, h2, h3, h4, .card-header { break-after: avoid; }
      a { color: inherit; }
      .enclosing.changed, .enclosing.faulty, .heat td, .badge { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      @page { margin: 18mm 16mm; }
    }

    """
}
