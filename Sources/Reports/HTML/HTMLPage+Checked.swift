// Claims, proofs and checked displays: the rows as they were written, each with its verdict; a wrong one with
// the faulty part marked, a counterexample, and what holds instead.

import Findings

extension HTMLPage {
  /// A claim, a proof or a checked display.
  func checked(_ statement: CheckedStatement, _ item: NumberedItem, _ shown: Presentation) -> HTML {
    let style =
      statement.standing == .unexpected
      ? "checked failing" : statement.verdict.isWrong ? "checked calm" : "checked"
    let header = cardHeader(
      item,
      formula: .empty,
      badge: badge(VerdictMark(statement)),
      trials: statement.checks.isEmpty ? TrialWords.sizes(of: statement) : "",
      remark: remark(of: statement, item)
    )
    let body =
      rows(of: statement, item)
      + [footer([evidence(of: statement, shown)])]
    return .element(
      "article",
      ["class": style, "id": item.anchor],
      [.lines([.empty, header] + hidden(body, of: statement, item, shown) + [.empty])]
    )
  }

  private func rows(of statement: CheckedStatement, _ item: NumberedItem) -> [HTML] {
    if statement.lines.count == 1, let line = statement.lines.first {
      return [single(line, item), explanation(of: line)]
    }
    let rows = statement.lines.enumerated().flatMap { index, line in
      let explanation = explanation(of: line)
      return [
        self.row(line, index + 1, item),
        explanation.isEmpty ? .empty : HTML.element("li", ["class": "explained"], [explanation]),
      ]
    }
    return [
      .element(
        "ol",
        ["class": "steps as-written", "aria-label": "Lines of \(item.name)"],
        [.lines([.empty] + rows + [.empty])]
      )
    ]
  }

  /// The rows as the author wants them shown: behind a title, or by their reasons alone.
  private func hidden(
    _ body: [HTML],
    of statement: CheckedStatement,
    _ item: NumberedItem,
    _ shown: Presentation
  ) -> [HTML] {
    let reasons = statement.lines.compactMap(\.reason)
    let hints =
      !shown.isHint || reasons.isEmpty
      ? HTML.empty
      : .element(
        "ol",
        ["class": "hints", "aria-label": "Hints for \(item.name)"],
        reasons.map { .element("li", text: $0) }
      )
    if shown.isExercise { return [hints, folded("Solution", body)] }
    if shown.isHint { return [hints] }
    return shown.isCollapsed ? [folded(Self.counted(statement.lines.count), body)] : body
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
        .element("div", ["class": "scroll"], [whole(line)])
      ]
    )
  }

  private func row(_ line: CheckedLine, _ number: Int, _ item: NumberedItem) -> HTML {
    let (left, right) = sides(line)
    let tone = line.verdict.isWrong ? "step wrong" : line.isCarriedOn ? "step carried" : "step"
    return row(
      anchors: [item.anchor(ofRow: number)],
      number: number,
      left: left,
      isLong: LaTeXText.splitAtRelation(LaTeXText.withoutAlignment(line.latex))
        .map { BreakableFormula.isLong($0.left) } ?? false,
      right: right,
      reason: line.reason.map { .element("span", ["class": "rule"], text: $0) } ?? .empty,
      spoken: line.reason ?? "",
      mark: VerdictMark(line),
      style: tone
    )
  }

  /// The row in one piece, the faulty part marked and the equals sign doubted where it is wrong.
  private func whole(_ written: CheckedLine) -> HTML {
    let row = LaTeXText.withoutAlignment(written.latex)
    let marked = LaTeXText.marking(written.faultyPart, in: row)
    guard written.verdict.isWrong, let split = LaTeXText.splitAtRelation(marked), split.relation == "=" else {
      return line(authored: marked, else: row)
    }
    return line(authored: "\(split.left) \(Self.doubted) \(split.right)", else: row)
  }

  /// The equals sign of a row that is wrong.
  private static let doubted = "\\overset{?}{=}"

  /// The two columns of a row: what stands before the first relation, and the rest.
  private func sides(_ written: CheckedLine) -> (left: HTML, right: HTML) {
    let row = LaTeXText.withoutAlignment(written.latex)
    guard let plain = LaTeXText.splitAtRelation(row) else {
      return (.empty, line(authored: LaTeXText.marking(written.faultyPart, in: row), else: row))
    }
    let sign = written.verdict.isWrong && plain.relation == "=" ? Self.doubted : plain.relation
    let rest = "\(sign) \(plain.right)"
    let left =
      plain.left.isEmpty
      ? HTML.empty
      : line(authored: LaTeXText.marking(written.faultyPart, in: plain.left), else: plain.left)
    let isLeft = written.faultyPart.map { plain.left.contains($0) && !plain.right.contains($0) } ?? false
    let right = isLeft ? rest : "\(sign) \(LaTeXText.marking(written.faultyPart, in: plain.right))"
    return (left, line(authored: right, else: rest))
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
        HTML.element("li", ["class": "scroll"], [self.line(suggestion)])
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
    let values = example.values.map { LaTeXText.value($0, in: example.letters) }
    let sides = [
      "\\underbrace{\(LaTeXText.matrix(example.left))}_{\\text{left side}}",
      "{}\\neq \\underbrace{\(LaTeXText.matrix(example.right))}_{\\text{right side}}",
    ]
    let heading = details.isEmpty ? "Counterexample" : "Counterexample (\(details))"
    func row(_ formulas: [String], _ style: String) -> HTML {
      let boxes = formulas.map {
        HTML.element("span", ["class": "scroll"], [formula("\\displaystyle \($0)")])
      }
      return boxes.isEmpty ? .empty : .element("div", ["class": style], boxes)
    }
    return .element(
      "div",
      ["class": "counterexample"],
      [
        .lines([
          .element("p", text: heading), row(values, "values"), row(sides, "values sides"),
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
        case .formula(let tex): quoted(tex)
        case .code(let code): .element("code", text: code)
        }
      }
    )
  }
}
