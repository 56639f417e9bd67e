// Claims, proofs and checked displays: the rows as they were written, each with its verdict; a wrong one with
// the faulty part marked, a counterexample, and what holds instead.

import Findings

extension HTMLPage {
  /// A claim, a proof or a checked display.
  func checked(_ statement: CheckedStatement, _ item: NumberedItem) -> HTML {
    let style =
      statement.standing == .unexpected
      ? "checked failing" : statement.verdict.isWrong ? "checked calm" : "checked"
    let header = cardHeader(
      item,
      formula: .empty,
      badge: badge(of: statement),
      remark: remark(of: statement, item)
    )
    let body: [HTML]
    if statement.lines.count == 1, let line = statement.lines.first {
      body = [single(line, item), explanation(of: line)]
    } else {
      let rows = statement.lines.enumerated().flatMap { index, line in
        let explanation = explanation(of: line)
        return [
          self.row(line, index + 1, item),
          explanation.isEmpty ? .empty : HTML.element("li", ["class": "explained"], [explanation]),
        ]
      }
      body = [
        .element(
          "ol",
          ["class": "steps as-written", "aria-label": "Lines of \(item.name)"],
          [
            .lines([.empty] + rows + [.empty])
          ]
        )
      ]
    }
    return .element(
      "article",
      ["class": style, "id": item.anchor],
      [.lines([.empty, header] + body + [evidence(of: statement), .empty])]
    )
  }

  /// The table of checks, and at which sizes the rows were tried where no table says it.
  private func evidence(of statement: CheckedStatement) -> HTML {
    if !statement.checks.isEmpty {
      return .element("div", ["class": "evidence"], [checks(statement.checks)])
    }
    let sizes = TrialWords.sizes(of: statement)
    return sizes.isEmpty ? .empty : .element("p", ["class": "trials"], text: sizes)
  }

  private func badge(of statement: CheckedStatement) -> HTML {
    badge(VerdictMark(statement))
  }

  /// Which line is the first wrong one, and the label.
  private func remark(of statement: CheckedStatement, _ item: NumberedItem) -> String {
    var parts: [String] = []
    let count = statement.lines.count
    if count > 1,
      let first = statement.lines.firstIndex(where: { $0.verdict != .holds && $0.verdict != .definition })
    {
      parts.append("line \(first + 1) of \(count)")
    }
    if let label = item.label { parts.append("@\(label)") }
    return parts.joined(separator: " · ")
  }

  // MARK: - Rows

  private func single(_ line: CheckedLine, _ item: NumberedItem) -> HTML {
    .element(
      "div",
      ["class": "single", "id": item.anchor(ofRow: 1)],
      [
        .element("div", ["class": "scroll", "tabindex": "0"], [whole(line, .display)]),
        .element("span", ["class": "verdict"], [mark(VerdictMark(line))]),
      ]
    )
  }

  private func row(_ line: CheckedLine, _ number: Int, _ item: NumberedItem) -> HTML {
    let (left, right) = sides(line)
    return row(
      anchor: item.anchor(ofRow: number),
      number: number,
      left: left,
      right: right,
      reason: line.reason.map { .element("span", ["class": "rule"], text: $0) } ?? .empty,
      verdict: mark(VerdictMark(line)),
      style: line.verdict.isWrong ? "step wrong" : "step"
    )
  }

  /// The row in one piece, the faulty part marked and the equals sign doubted where it is wrong.
  private func whole(_ line: CheckedLine, _ place: Place) -> HTML {
    let row = LaTeXText.withoutAlignment(line.latex)
    let marked = LaTeXText.marking(line.faultyPart, in: row)
    guard line.verdict.isWrong, let split = LaTeXText.splitAtRelation(marked), split.relation == "=" else {
      return authored(marked, else: row, place)
    }
    return authored("\(split.left)\\overset{?}{=}\(split.right)", else: row, place)
  }

  /// The two columns of a row: what stands before the first relation, and the rest.
  private func sides(_ line: CheckedLine) -> (left: HTML, right: HTML) {
    let row = LaTeXText.withoutAlignment(line.latex)
    let style = "\\displaystyle "
    guard let plain = LaTeXText.splitAtRelation(row) else {
      return (
        .empty, authored(style + LaTeXText.marking(line.faultyPart, in: row), else: style + row, .inline)
      )
    }
    let sign = line.verdict.isWrong && plain.relation == "=" ? "\\overset{?}{=}" : plain.relation
    let rest = style + "{}" + sign + plain.right
    let left =
      plain.left.isEmpty
      ? HTML.empty
      : authored(
        style + LaTeXText.marking(line.faultyPart, in: plain.left),
        else: style + plain.left,
        .inline
      )
    let isLeft = line.faultyPart.map { plain.left.contains($0) && !plain.right.contains($0) } ?? false
    let right = isLeft ? rest : style + "{}" + sign + LaTeXText.marking(line.faultyPart, in: plain.right)
    return (left, authored(right, else: rest, .inline))
  }

  /// A row of the author's with marks of this program; without marks where they do not fit, and as TeX where
  /// KaTeX refuses what the author wrote.
  private func authored(_ marked: String, else plain: String, _ place: Place) -> HTML {
    guard accepts(plain, place) else { return .element("code", ["class": "tex"], text: plain) }
    return formula(marked, else: plain, place)
  }

  // MARK: - Explanations

  private func explanation(of line: CheckedLine) -> HTML {
    var parts: [HTML] = []
    if !line.message.isEmpty || line.fault != nil {
      let fault = line.fault.map { HTML.element("span", ["class": "fault"], text: $0.rawValue) } ?? .empty
      parts.append(.element("p", ["class": "message"], [fault, prose(line.message)]))
    }
    if !line.conditions.isEmpty {
      parts.append(.element("p", ["class": "condition"], [prose(TrialWords.pieces(of: line.conditions))]))
    }
    if let reading = ShownReading(line) {
      parts.append(.element("p", ["class": "reading"], [prose(reading.pieces)]))
    }
    if let example = line.counterexample { parts.append(counterexample(example)) }
    if !line.suggestions.isEmpty {
      let formulas = line.suggestions.map { suggestion in
        HTML.element("li", ["class": "scroll", "tabindex": "0"], [formula("\\displaystyle \(suggestion)")])
      }
      parts.append(
        .element(
          "div",
          ["class": "suggestions"],
          [
            .element("p", text: line.suggestions.count == 1 ? "This holds:" : "These hold:"),
            .element("ul", [:], formulas),
          ]
        )
      )
    }
    guard !parts.isEmpty else { return .empty }
    return .element(
      "div",
      ["class": line.verdict.isWrong ? "explanation wrong" : "explanation"],
      [.lines(parts)]
    )
  }

  private func counterexample(_ example: Counterexample) -> HTML {
    let details = example.details
    let values = example.values.map { "\(LaTeXText.name($0.name)) = \(LaTeXText.matrix($0.rows))" }
    let sides =
      "\\underbrace{\(LaTeXText.matrix(example.left))}_{\\text{left side}} \\;\\neq\\; "
      + "\\underbrace{\(LaTeXText.matrix(example.right))}_{\\text{right side}}"
    let heading = details.isEmpty ? "Counterexample" : "Counterexample (\(details))"
    return .element(
      "div",
      ["class": "counterexample"],
      [
        .lines([
          .element("p", text: heading),
          .element(
            "div",
            ["class": "scroll", "tabindex": "0"],
            [
              formula((values + [sides]).joined(separator: ",\\qquad "), .display)
            ]
          ),
        ])
      ]
    )
  }

  /// A message about what an author wrote, which may stand in it: its formulas are set as those of the notebook.
  func message(_ text: String) -> HTML {
    .joined(
      ProsePiece.pieces(of: text).map { piece in
        switch piece {
        case .text(let text): .text(text)
        case .formula(let tex): authored(message: tex)
        case .code(let code): .element("code", text: code)
        }
      }
    )
  }

  /// A message of the program, in which formulas stand between dollars and code between backticks.
  func prose(_ text: String) -> HTML { prose(ProsePiece.pieces(of: text)) }

  func prose(_ pieces: [ProsePiece]) -> HTML {
    .joined(
      pieces.map { piece in
        switch piece {
        case .text(let text): .text(text)
        case .formula(let tex): formula(tex)
        case .code(let code): .element("code", text: code)
        }
      }
    )
  }
}
