// The look of a report: one style sheet for wide screens, phones, dark rooms and paper.

enum ReportStyle {
  static let css = slim(
    base + text + DocumentStyle.css + CardStyle.css + problems + narrow + CardStyle.narrow + dark + print
  )

  /// A sheet without the spaces that part what is parted by a sign.
  private static func slim(_ css: String) -> String {
    let lines = css.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "\n")
    return [("; ", ";"), (" { ", "{"), (" {", "{"), (": ", ":"), (";}", "}"), (" }", "}")].reduce(lines) {
      $0.replacing($1.0, with: $1.1)
    }
  }

  private static let base = """
    :root {
      --paper: #fffefc; --ink: #16181c; --soft: #5d636d; --faint: #666c76; --rule: #dfe0dc; --hair: #e9eae6;
      --shade: #f5f6f2; --card: #ffffff; --link: #1d4fb8;
      --good: #13733f; --good-paper: #e6f4ea; --bad: #b3201c; --bad-paper: #fceceb; --bad-rule: #c4423d;
      --open: #8a5a00; --open-paper: #fdf3d8; --calm: #555b66; --calm-paper: #eff0ee;
      --mark: #fff1bf; --mark-rule: #e3b93c; --faulty: #ffd9d5; --faulty-rule: #d04a43;
      --blue: #2453c4; --orange: #b5690f; --hot: #d9604c; --cold: #4d70d6;
      --serif: Nabla, "Latin Modern Roman", "STIX Two Text", "Times New Roman", Times, serif;
      --mono: "Nabla Mono", ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
      --measure: 36rem; --width: 53rem;
      color-scheme: light dark;
    }
    *, *::before, *::after { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.5 var(--serif); font-synthesis: style; }
    a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
    [hidden] { display: none !important; }
    .skip { position: absolute; left: -999rem; top: 0; background: var(--paper); padding: 0.6rem 1rem; z-index: 2; }
    .skip:focus { left: 0.5rem; top: 0.5rem; }
    .page {
      display: grid; grid-template-columns: 12.5rem minmax(0, var(--width)); grid-template-rows: auto 1fr;
      grid-template-areas: "contents top" "contents main"; column-gap: 3rem; justify-content: center;
      margin: 0 auto; padding: 2.5rem 2rem 6rem;
    }
    .top { grid-area: top; }
    main { grid-area: main; min-width: 0; }
    .top > *, main > :is(p, ul, ol, dl, blockquote, h1, h2, h3, h4, h5, h6, .callout, .theorem, .proof, .unfold, .unread) {
      max-width: var(--measure); }
    .scroll { overflow-x: auto; overflow-y: hidden; max-width: 100%; scrollbar-width: thin; }
    .contents { grid-area: contents; position: sticky; top: 2.5rem; align-self: start; max-height: calc(100vh - 4rem); overflow-y: auto;
      font-size: 0.9rem; line-height: 1.45; }
    .contents ol { list-style: none; margin: 0.5rem 0 0; padding: 0; }
    .contents li { margin: 0.35rem 0; }
    .contents .depth-2 { margin-left: 1.1rem; font-size: 0.95em; }
    .contents a { color: var(--soft); text-decoration: none; }
    .contents a:hover { color: var(--ink); text-decoration: underline; }
    .contents .number { display: inline-block; min-width: 1.1rem; font-variant-numeric: tabular-nums; }
    .contents .contents-title { color: var(--ink); font-weight: 700; }
    .katex { font-size: 1em; text-rendering: auto; }
    .katex-display { margin: 0; overflow: visible; }
    .katex-display > .katex { font-size: 1.06em; }
    .enclosing { display: inline-block; border-radius: 0.25em; }
    .enclosing.changed { box-shadow: 0 0.14em 0 -0.06em var(--mark-rule); }
    .step:is(:hover, :focus-within) .enclosing.changed, .step:is(:hover, :focus-within) + .step .enclosing.image {
      background: var(--mark); }
    .enclosing.faulty { background: var(--faulty); box-shadow: inset 0 -0.09em var(--faulty-rule); }
    .line { display: block; width: fit-content; max-width: 100%; padding: 0 0.2em 0 1.6em; text-align: left; }
    .line > .katex-html, .line .group { display: flex; flex-wrap: wrap; align-items: first baseline; }
    .line > .katex-html > :first-child { margin-left: -1.6em; }
    .line .piece { display: block; white-space: nowrap; padding: 0.08em 0.1em; margin-right: -0.2em; overflow-x: clip; }

    """

  private static let text = """
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; font-weight: 700; margin: 2.6rem 0 0.9rem; text-wrap: balance; }
    h1 { font-size: 2.1rem; margin: 0 0 0.4rem; letter-spacing: -0.01em; }
    h2 { font-size: 1.42rem; }
    h3 { font-size: 1.18rem; margin-top: 2rem; }
    h4, h5, h6 { font-size: 1.05rem; margin-top: 1.6rem; }
    h1 .katex, h2 .katex { font-size: 1em; }
    main .number { margin-right: 0.15em; font-variant-numeric: lining-nums; }
    p, ul, ol, dl, blockquote, table, pre { margin: 0 0 1.05rem; }
    main p { hanging-punctuation: first; }
    .byline { color: var(--soft); margin: 0.2rem 0 0.5rem; font-style: italic; }
    .badges { display: flex; flex-wrap: wrap; gap: 0.5rem 0.8rem; align-items: center; margin: 0.5rem 0 1.4rem;
      font-size: 0.9rem; line-height: 1.4; }
    .badge { display: inline-block; border-radius: 1rem; padding: 0.08rem 0.7rem; font-size: 0.88rem; line-height: 1.5; font-weight: 700;
      text-decoration: none; white-space: nowrap; border: 1px solid transparent; }
    .badge.good { color: var(--good); background: var(--good-paper); }
    .badge.bad { color: var(--bad); background: var(--bad-paper); }
    .badge.open { color: var(--open); background: var(--open-paper); }
    .badge.calm { color: var(--calm); background: var(--calm-paper); }
    .note { color: var(--soft); font-variant-numeric: tabular-nums; }
    .abstract { margin: 0 0 1.8rem; padding-left: 1.1rem; border-left: 3px solid var(--rule); color: var(--soft); }
    .abstract p:last-child { margin-bottom: 0; }
    blockquote { margin-left: 0; padding-left: 1.1rem; border-left: 3px solid var(--rule); color: var(--soft); }
    code { font: 0.95em/1.5 var(--mono); background: var(--shade); padding: 0.08em 0.3em; border-radius: 0.25em; }
    pre { font: 0.98rem/1.45 var(--mono); background: var(--shade); border-radius: 0.5rem; padding: 0.8rem 1rem;
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
    .symbols { list-style: none; padding: 0; columns: 2 14rem; } .symbols li { padding: 0.1rem 0; break-inside: avoid; }
    .rules { font-size: 0.9rem; width: 100%; }
    .rules th { font-weight: 500; vertical-align: top; }
    .rules td { color: var(--soft); overflow-wrap: anywhere; }
    .held { white-space: nowrap; }
    :target { scroll-margin-top: 1.5rem; }
    .step:target, .result:target, tr:target { background: var(--mark); }

    """

  private static let problems = """
    .problems { border: 1px solid var(--bad-rule); border-radius: 0.6rem; padding: 0.8rem 1.1rem; margin: 0 0 1.8rem;
      font-size: 0.95rem; background: var(--bad-paper); }
    .problems h2 { font-size: 1rem; font-weight: 700; margin: 0 0 0.3rem; color: var(--bad); }
    .problems ul { margin: 0; padding-left: 1.2rem; }
    .problems .code, .diagnostic .message .code { padding: 0; float: none; color: var(--soft);
      font: 0.84em var(--mono); }
    .diagnostic { padding: 0.8rem 1.1rem; font-size: 0.95rem; line-height: 1.5; }
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
      .page { grid-template-columns: minmax(0, 1fr); grid-template-rows: none; grid-template-areas: "top" "contents" "main";
        padding: 1.5rem 1.5rem 4rem; max-width: calc(var(--width) + 3rem); row-gap: 1.2rem; }
      .no-contents { display: none; }
      .contents { position: static; max-height: none; border: 1px solid var(--rule); border-radius: 0.6rem;
        padding: 0.7rem 1rem; background: var(--card); }
      .contents-title { display: none; }
      .contents ol { margin: 0; columns: 2 18rem; }
      .contents .depth-2 { display: none; }
    }
    @media (max-width: 44rem) {
      .page { padding: 1.2rem 1rem 3rem; }
      h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2rem; }
      .rules, .rules :is(tbody, tr, th, td) { display: block; } .rules thead { display: none; }
      .rules th { border-bottom: 0; padding-bottom: 0; }
      .equation { gap: 0.5rem; }
    }

    """

  private static let dark = """
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #15171a; --ink: #e7e6e2; --soft: #a7abb3; --faint: #989da6; --rule: #34383f; --hair: #2a2e34;
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
      .contents, .skip, .buttons, .code, .evidence:not([open]) .figures { display: none !important; }
      .scroll { overflow: visible; }
      .card { break-inside: auto; }
      .step, .result, .figures, .single, .plot, pre, tr, .equation { break-inside: avoid; }
      h1, h2, h3, h4, .card-header { break-after: avoid; }
      a { color: inherit; }
      .enclosing.changed, .enclosing.faulty, .heat td, .badge { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      @page { margin: 18mm 16mm; }
    }

    """
}
