// What vouches for a result: the plot of Taylor remainders, the table of checks, the gradient beside autodiff's.

import Findings

extension HTMLPage {
  /// One line that opens; shown at once where something speaks against the result, or where the author asks for it.
  func evidence(of answer: Answer, _ shown: Presentation) -> HTML {
    let plot = TaylorPlot(answer.figures)?.html ?? .empty
    let table = checks(answer.checks)
    let maps = heatMaps(answer.figures)
    return evidence(
      EvidenceSummary(answer),
      shown,
      plot: plot,
      tables: [table, maps]
    )
  }

  /// The same for a claim, proof or display; its sizes alone where no table says more.
  func evidence(of statement: CheckedStatement, _ shown: Presentation) -> HTML {
    evidence(EvidenceSummary(statement), shown, plot: .empty, tables: [checks(statement.checks)])
  }

  private func evidence(
    _ summary: EvidenceSummary,
    _ shown: Presentation,
    plot: HTML,
    tables: [HTML]
  ) -> HTML {
    let tables = tables.filter { !$0.isEmpty }
    guard !plot.isEmpty || !tables.isEmpty else { return .empty }
    let isOpen = shown.showsFigures || summary.hasContradiction
    return .element(
      "details",
      ["class": "evidence", "open": isOpen ? "" : nil],
      [
        .lines([
          .element("summary", text: summary.parts.isEmpty ? "checks" : summary.text),
          .element(
            "div",
            ["class": plot.isEmpty ? "figures" : "figures with-plot"],
            [.lines([.empty, plot, .element("div", ["class": "tables"], tables), .empty])]
          ),
          .empty,
        ])
      ]
    )
  }

  /// One row for each check.
  private func checks(_ checks: [Check]) -> HTML {
    guard !checks.isEmpty else { return .empty }
    let rows = checks.map { check in
      let (style, sign) =
        check.isAgainst ? ("bad", "✗ ") : check.result == .inconclusive ? ("plain", "") : ("good", "✓ ")
      let outcome = HTML.element("span", ["class": "stamp \(style)"], text: sign + check.result.rawValue)
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
    let head = ["check", "at", "outcome"].map { HTML.element("th", ["scope": "col"], text: $0) }
    return scrolling(
      .element(
        "table",
        ["class": "checks"],
        [
          .element("thead", [:], [.element("tr", [:], head)]), .element("tbody", [:], [.lines(rows)]),
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
    var matrices = figures.matrices
    if let first = matrices.first, matrices.count > 1, matrices.allSatisfy({ $0.rows == first.rows }) {
      // What has the same digits need not stand twice.
      matrices = [
        DecimalMatrix(caption: matrices.map(\.caption).joined(separator: " = "), rows: first.rows)
      ]
    }
    let maps = matrices.map { matrix in
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
