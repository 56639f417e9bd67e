// What vouches for a result: the plot of Taylor remainders, the table of checks, the gradient beside autodiff's.

import Findings

extension HTMLPage {
  /// The figures and the table beside each other.
  func evidence(of answer: Answer) -> HTML {
    let plot = TaylorPlot(answer.figures)?.html ?? .empty
    let table = checks(answer.checks)
    let maps = heatMaps(answer.figures)
    guard !(plot.isEmpty && table.isEmpty && maps.isEmpty) else { return .empty }
    return .element(
      "div",
      ["class": plot.isEmpty ? "evidence" : "evidence with-plot"],
      [
        .lines([
          .empty, plot, .element("div", ["class": "tables"], [.lines([.empty, table, maps, .empty])]), .empty,
        ])
      ]
    )
  }

  /// One row for each check.
  func checks(_ checks: [Check]) -> HTML {
    guard !checks.isEmpty else { return .empty }
    let rows = checks.map { check in
      let (style, sign) =
        check.isAgainst ? ("bad", "✗ ") : check.result == .inconclusive ? ("plain", "") : ("good", "✓ ")
      let outcome = HTML.element("span", ["class": "mark \(style)"], text: sign + check.result.rawValue)
      let bound =
        check.bound.isEmpty
        ? HTML.empty : .element("span", ["class": "bound"], text: Typography.typeset(check.bound))
      return HTML.element(
        "tr",
        [:],
        [
          .element("th", ["scope": "row"], text: Typography.typeset(check.method)),
          .element("td", text: TrialWords.place(of: check)),
          .element("td", [:], [outcome, bound]),
        ]
      )
    }
    return scrolling(
      .element(
        "table",
        ["class": "checks"],
        [
          .element(
            "thead",
            [:],
            [
              .element(
                "tr",
                [:],
                ["check", "at", "outcome"].map { .element("th", ["scope": "col"], text: $0) }
              )
            ]
          ), .element("tbody", [:], [.lines(rows)]),
        ]
      ),
      label: "Checks"
    )
  }

  private func heatMaps(_ figures: AnswerFigures) -> HTML {
    guard !figures.matrices.isEmpty else { return .empty }
    let largest =
      figures.matrices.flatMap { $0.rows.joined() }.compactMap { Double($0).map(abs) }
      .filter(\.isFinite).max() ?? 0
    let maps = figures.matrices.map { matrix in
      let rows = matrix.rows.map { row in
        HTML.element("tr", [:], row.map { heatCell($0, largest: largest) })
      }
      let caption = figures.sizes.isEmpty ? matrix.caption : "\(matrix.caption), \(figures.sizes)"
      return HTML.element(
        "table",
        ["class": "heat"],
        [
          .element("caption", text: caption), .element("tbody", [:], rows),
        ]
      )
    }
    return scrolling(.element("div", ["class": "heat-maps"], maps), label: "Values at one instance")
  }

  /// An entry on a background as strong as it is large, of one hue for each sign; the sign itself is written.
  private func heatCell(_ text: String, largest: Double) -> HTML {
    let value = Double(text) ?? 0
    let share = largest > 0 && value.isFinite ? (abs(value) / largest * 100).rounded() : 0
    return .element(
      "td",
      ["class": value < 0 ? "negative" : "positive", "style": "--share:\(Int(share))%"],
      text: text.replacing("-", with: "−")
    )
  }
}
