// The look of what documents hold beyond formulas and derivations: figures, callouts, statements, works.

enum DocumentStyle {
  /// The classes that an author may give to text.
  static let textClasses: Set<String> = ["underline", "mark", "small", "smallcaps"]

  /// Parentheses around the numbers of items.
  private static let listMarks = ["decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"].map {
    """
    ol.\($0).enclosed > li::marker { content: "(" counter(list-item, \($0)) ") "; }
    ol.\($0).closed > li::marker { content: counter(list-item, \($0)) ") "; }
    """
  }
  .joined(separator: "\n")

  static let css = """
    main img { max-width: 100%; height: auto; }
    figure { margin: 1.6rem 0; }
    figure img { display: block; margin: 0 auto; }
    figcaption { color: var(--soft); font-size: 0.92rem; text-align: center; margin-top: 0.5rem; }
    figure.table figcaption { margin: 0 0 0.5rem; }
    .callout { border: 1px solid var(--rule); border-left: 0.3rem solid var(--blue); border-radius: 0.4rem;
      padding: 0.6rem 1.1rem; margin: 1.4rem 0; }
    .callout.tip { border-left-color: var(--good); } .callout.warning, .callout.caution { border-left-color: var(--orange); }
    .callout.important { border-left-color: var(--bad); }
    .callout-title { font-weight: 700; margin: 0 0 0.3rem; }
    .callout > :last-child, .theorem > :last-child { margin-bottom: 0; }
    .theorem { margin: 1.4rem 0; padding-left: 1.1rem; border-left: 2px solid var(--rule); }
    .theorem-title { margin-bottom: 0.3rem; }
    .proof { margin: 1.2rem 0; } .proof::after { content: "□"; float: right; }
    .unfold { margin: 1rem 0; } .unfold > summary { cursor: pointer; font-weight: 700; }
    .unread { color: var(--soft); font-size: 0.9rem; margin: 2rem 0 0; }
    .unread + .unread { margin-top: 0.4rem; }
    .unread summary { cursor: pointer; } .unread .code { padding: 0; font: 0.84em var(--mono); }
    .underline { text-decoration: underline; } .mark { background: var(--mark); } .small { font-size: 0.88em; }
    .smallcaps { font-variant: small-caps; }
    \(listMarks)
    li.task { list-style: none; margin-left: -1.2em; }
    dt { font-weight: 700; } dd { margin: 0 0 0.8rem 1.6rem; }
    .references { list-style: none; padding-left: 0; } .references li { padding-left: 1.6rem; text-indent: -1.6rem; margin: 0.4rem 0; }
    p, li, dd { hyphens: auto; }

    """
}
