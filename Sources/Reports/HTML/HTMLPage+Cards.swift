// Cells and live displays: one card for each, with its source, its results and what went wrong.

import Findings
import Diagnostics

extension HTMLPage {
  /// A cell: its text, what it declares, and one part for each result.
  func cell(_ part: NumberedPart) -> HTML {
    guard let cell = part.cell else { return cards(part) }
    var parts: [HTML] = []
    if cell.presentation.echo, !cell.source.isEmpty {
      parts.append(
        .element(
          "pre",
          ["class": "source", "data-label": "Cell"],
          [
            .element("code", text: Self.withoutFinalBreaks(cell.source))
          ]
        )
      )
    }
    let names = given(part)
    if !names.isEmpty { parts.append(names) }
    parts += part.outcomes.map(card)
    parts += part.unsaidDiagnostics.map(aside)
    let isRefuted = part.outcomes.contains(where: isUnexpected) || hasErrors(part)
    // References lead to the result; a cell without one is found by its label all the same.
    let isNamed = part.outcomes.contains { $0.item != nil }
    return .element(
      "section",
      ["class": isRefuted ? "card bad" : "card", "id": isNamed ? nil : cell.label],
      [.lines([.empty] + parts + [.empty])]
    )
  }

  /// The cards of a live display.
  func cards(_ part: NumberedPart) -> HTML {
    let cards = part.outcomes.filter { $0.item != nil }.map { outcome in
      HTML.element(
        "section",
        ["class": isUnexpected(outcome) ? "card bad" : "card"],
        [.lines([.empty, card(outcome), .empty])]
      )
    }
    let names = given(part)
    let declared =
      names.isEmpty ? HTML.empty : .element("section", ["class": "card"], [names])
    return .lines([declared] + cards + part.unsaidDiagnostics.map(aside) + [.empty])
  }

  private func hasErrors(_ part: NumberedPart) -> Bool {
    part.diagnostics.contains { $0.severity == .error }
  }

  private func isUnexpected(_ outcome: NumberedOutcome) -> Bool {
    outcome.outcome.standing == .unexpected
  }

  /// What the cell declares and defines, in mathematics.
  private func given(_ part: NumberedPart) -> HTML {
    let formulas = part.outcomes.compactMap { outcome -> HTML? in
      switch outcome.outcome {
      case .declaration(let formula), .definition(let formula):
        .element("li", [:], [self.formula(formula.latex)])
      case .answer, .checked, .failure: nil
      }
    }
    guard !formulas.isEmpty else { return .empty }
    return .element("ul", ["class": "given", "aria-label": "Names"], [.joined(formulas)])
  }

  private func card(_ outcome: NumberedOutcome) -> HTML {
    guard let item = outcome.item else { return .empty }
    switch outcome.outcome {
    case .answer(let answer): return self.answer(answer, item, outcome.presentation)
    case .checked(let statement): return checked(statement, item, outcome.presentation)
    case .declaration, .definition, .failure: return .empty
    }
  }

  /// The first line of a card's part.
  func cardHeader(
    _ item: NumberedItem,
    formula: HTML,
    badge: HTML,
    trials: String = "",
    remark: String
  ) -> HTML {
    .element(
      "div",
      ["class": "card-header"],
      [
        .lines([
          .element(
            "span",
            ["class": "name"],
            [
              .element("a", ["href": "#\(item.anchor)"], text: item.name)
            ]
          ),
          formula, badge,
          trials.isEmpty ? .empty : .element("span", ["class": "trials"], text: trials),
          remark.isEmpty ? .empty : .element("span", ["class": "remark"], text: remark),
        ])
      ]
    )
  }

  private static func withoutFinalBreaks(_ text: String) -> String {
    var rest = text[...]
    while rest.last?.isNewline == true { rest.removeLast() }
    return String(rest)
  }
}
