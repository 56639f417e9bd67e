// What stands at the end of a page to be looked up: the symbols with their shapes, and the rules.

import Findings

extension HTMLPage {
  /// What is declared and defined, each once.
  func symbols() -> HTML {
    guard report.symbols.count > 1 else { return .empty }
    let items = report.symbols.map { HTML.element("li", ["class": "scroll"], [formula($0.latex)]) }
    return .lines([
      .element("h2", ["id": "symbols-used", "class": "unnumbered"], text: "Symbols"),
      .element("ul", ["class": "symbols"], [.lines([.empty] + items + [.empty])]),
    ])
  }

  /// Each rule once, so that a reader can look up every step.
  func rulesUsed() -> HTML {
    guard !report.rules.isEmpty else { return .empty }
    let rows = report.rules.map { rule in
      HTML.element(
        "tr",
        ["id": anchor(of: rule)],
        [
          .element("th", ["scope": "row"], text: Typography.typeset(rule.name)),
          .element("td", [:], [statements(of: rule), .text(rule.source)]),
        ]
      )
    }
    return .lines([
      .element("h2", ["id": "rules-used", "class": "unnumbered"], text: "Rules used"),
      .element(
        "div",
        ["class": "scroll", "data-label": "Rules used"],
        [
          .element(
            "table",
            ["class": "rules"],
            [
              .element(
                "thead",
                [:],
                [
                  .element(
                    "tr",
                    [:],
                    [
                      .element("th", ["scope": "col"], text: "rule"),
                      .element("th", ["scope": "col"], text: "what it says, and where"),
                    ]
                  )
                ]
              ), .element("tbody", [:], [.lines(rows)]),
            ]
          )
        ]
      ),
    ])
  }

  /// What the rule says, as `nabla rules` says it.
  private func statements(of rule: RuleName) -> HTML {
    .joined(
      (report.notebook.ruleStatements[rule.name] ?? []).map { statement in
        .joined([.element("code", text: statement), .element("br")])
      }
    )
  }

  /// The anchor of a rule in the list at the end.
  func anchor(of rule: RuleName) -> String? {
    report.rules.firstIndex(of: rule).map { "rule-\($0 + 1)" }
  }
}
