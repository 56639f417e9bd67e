// Results in LaTeX: derivations with a reason beside every line, boxed results, claims with their verdicts.

import Findings
import Diagnostics

extension LaTeXDocument {
  /// A cell with its results.
  func cell(_ part: NumberedPart) -> String {
    var parts: [String] = []
    if let cell = part.cell, cell.presentation.echo, !cell.source.isEmpty {
      parts.append(listing(cell.source))
    }
    parts += part.outcomes.map(outcome)
    parts += part.unsaidDiagnostics.map(problem)
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// One outcome; declarations and definitions are in the source.
  func outcome(_ numbered: NumberedOutcome) -> String {
    guard let item = numbered.item else { return "" }
    switch numbered.outcome {
    case .answer(let answer): return self.answer(answer, item, numbered.presentation)
    case .checked(let statement): return checked(statement, item, numbered.presentation)
    case .declaration, .definition, .failure: return ""
    }
  }

  /// A diagnostic as a paragraph.
  func problem(_ diagnostic: Diagnostic) -> String {
    let position = diagnostic.range.map { report.notebook.file.position(at: $0.start) }
    let place = position.map { " (line \($0.line), column \($0.column))" } ?? ""
    let sign = diagnostic.severity == .error ? "\\nablabad{error}" : "\\nablaopen{warning}"
    let remarks = (diagnostic.notes + diagnostic.hints).map {
      " \\textcolor{nablasoft}{\(message($0)).}"
    }
    return
      "{\\small \(sign)\\quad \(message(diagnostic.message))\(LaTeXEscaping.text(place)).\(remarks.joined())\\par}"
  }

  // MARK: - Answers

  private func answer(_ answer: Answer, _ item: NumberedItem, _ shown: Presentation) -> String {
    var parts = [
      head(
        item,
        "$\(own(LaTeXText.onOneLine(answer.left.latex)))$\\quad{\\small \(mark(VerdictMark(answer)))}"
      )
    ]
    let lines = answer.shownLines(shown.detail)
    if shown.isHint { parts.append(hints(lines.map { reason(for: $0.step) })) }
    // Paper cannot unfold: the sheet with the solutions is another one.
    if shown.isExercise { return parts.filter { !$0.isEmpty }.joined(separator: "\n") }
    if !answer.helpers.isEmpty {
      let names = answer.helpers.map { "$\(own($0.latex))$" }.joined(separator: ", ")
      parts.append("\\par\\noindent{\\small\\color{nablasoft}with \(names)\\par}")
    }
    if !lines.isEmpty, !shown.isHint, !shown.isCollapsed {
      parts.append(
        rows(
          lines.map { line in
            Row(
              number: line.number,
              labels: line.numbers.map(item.anchor(ofRow:)),
              left: line.step.left.map { own($0.latex) } ?? "",
              right: broken("=" + line.step.markedLaTeX, .factored),
              reason: reason(for: line.step),
              verdict: mark(VerdictMark(line.step))
            )
          }
        )
      )
    }
    if let value = answer.shownValue(shown) {
      let labels = answer.closingStep == nil ? [] : [item.anchor(ofRow: answer.steps.count)]
      parts.append(
        "\\nablaanswer{\(self.labels(labels))}{\(broken("\(answer.left.latex) = \(value.latex)", .factored))}"
      )
      parts.append(facts(of: answer))
    }
    var reproducible = answer
    reproducible.checks = answer.reproducibleChecks
    parts.append(
      evidence(EvidenceSummary(reproducible), reproducible.checks, reproducible.figures, shown)
    )
    if let code = answer.code.first { parts.append(listing(code.text, language: "Python")) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The first line of a result.
  private func head(_ item: NumberedItem, _ rest: String) -> String {
    "\\nablahead{\(item.name)\(labels([item.anchor]))}{\(rest)}"
  }

  /// Places that references lead to.
  func labels(_ anchors: [String]) -> String {
    anchors.isEmpty
      ? "" : "\\phantomsection" + anchors.map { "\\label{\(LaTeXEscaping.label($0))}" }.joined()
  }

  /// Reasons without their lines.
  private func hints(_ reasons: [String]) -> String {
    let shown = reasons.filter { !$0.isEmpty }
    guard !shown.isEmpty else { return "" }
    return "\\begin{enumerate}\\setlength{\\itemsep}{0pt}\\small\n"
      + shown.map { "\\item\\relax \($0)" }.joined(separator: "\n") + "\n\\end{enumerate}"
  }

  private func facts(of answer: Answer) -> String {
    var facts = [answer.shapeInWords]
    if !answer.flops.isEmpty {
      let written = answer.flopsAsWritten
      let isDifferent = !written.isEmpty && written != answer.flops
      let comparison = isDifferent ? " (as written \(PlainCost.typeset(written)))" : ""
      facts.append("\(PlainCost.typeset(answer.flops)) flops\(comparison)")
    }
    facts += answer.shownConventions
    var text = LaTeXEscaping.text(facts.joined(separator: "; "))
    if !answer.conditions.isEmpty {
      text = prose(TrialWords.pieces(of: answer.conditions)) + "; " + text
    }
    return "{\\centering\\small\\color{nablasoft}\(text)\\par}"
  }

  private func reason(for step: AnswerStep) -> String {
    let rules = step.rules.map { LaTeXEscaping.text(Typography.typeset($0.name)) }.joined(separator: "; ")
    guard !step.definitions.isEmpty else { return rules }
    let names = step.definitions.map { "$\(own($0.latex))$" }.joined(separator: ", ")
    return rules.isEmpty ? "with \(names)" : "\(rules), with \(names)"
  }

  private func mark(_ mark: VerdictMark) -> String {
    let word = LaTeXEscaping.text(mark.word)
    return switch mark.tone {
    case .plain, .calm: word
    case .good: "\\nablagood{\(word)}"
    case .open: "\\nablaopen{\(word)}"
    case .bad: "\\nablabad{\(word)}"
    }
  }

  /// All that vouches for a result in one line; the table and the plot where something speaks against it, or on request.
  private func evidence(
    _ summary: EvidenceSummary,
    _ checks: [Check],
    _ figures: AnswerFigures,
    _ shown: Presentation
  ) -> String {
    guard !checks.isEmpty else { return "" }
    let line = "{\\centering\\footnotesize\\textcolor{nablasoft}{\(LaTeXEscaping.text(summary.text))}\\par}"
    guard shown.showsFigures || summary.hasContradiction else { return line }
    let rows = checks.map { check in
      let cells = [
        Typography.typeset(check.method), TrialWords.place(of: check),
        Typography.typeset(check.finding),
      ]
      return cells.map(LaTeXEscaping.text).joined(separator: " & ")
    }
    let column = ">{\\raggedright\\arraybackslash}p"
    let table =
      "\\begin{center}\\footnotesize\n\\begin{tabular}"
      + "{@{}\(column){0.3\\linewidth}\(column){0.25\\linewidth}\(column){0.37\\linewidth}@{}}\n\\toprule\n"
      + "check & at & outcome \\tabularnewline\n\\midrule\n"
      + rows.map { $0 + " \\tabularnewline" }.joined(separator: "\n")
      + "\n\\bottomrule\n\\end{tabular}\n\\end{center}"
    return [line, table, plot(figures)].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  // MARK: - Claims

  private func checked(_ statement: CheckedStatement, _ item: NumberedItem, _ shown: Presentation) -> String {
    var parts = [head(item, "{\\small \(mark(VerdictMark(statement)))}")]
    if shown.isHint { parts.append(hints(statement.lines.compactMap { $0.reason.map(LaTeXEscaping.text) })) }
    if !shown.isExercise, !shown.isHint { parts += lines(of: statement, item, shown) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func lines(of statement: CheckedStatement, _ item: NumberedItem, _ shown: Presentation) -> [String]
  {
    var parts: [String] = []
    var rows: [Row] = []
    let isSingle = statement.lines.count == 1
    for (index, line) in statement.lines.enumerated() where !shown.isCollapsed || line.verdict.isWrong {
      let row = row(line, index + 1, item.anchor(ofRow: index + 1))
      if isSingle {
        parts.append("\\nablasingle{\(labels(row.labels))}{\(row.left) \(row.right)}")
      } else {
        rows.append(row)
      }
      let remarks = explanation(of: line)
      guard !remarks.isEmpty else { continue }
      parts += [rows.isEmpty ? "" : self.rows(rows), remarks]
      rows = []
    }
    if !rows.isEmpty { parts.append(self.rows(rows)) }
    parts.append(evidence(EvidenceSummary(statement), statement.checks, AnswerFigures(), shown))
    let sizes = TrialWords.sizes(of: statement)
    if statement.checks.isEmpty, !sizes.isEmpty { parts.append(quiet(LaTeXEscaping.text(sizes))) }
    return parts
  }

  /// A line of small print.
  private func quiet(_ text: String) -> String {
    "{\\footnotesize\\raggedright\\textcolor{nablasoft}{\(text)}\\par}"
  }

  private func row(_ line: CheckedLine, _ number: Int, _ anchor: String) -> Row {
    let plain = LaTeXText.withoutAlignment(line.latex)
    func row(_ left: String, _ right: String) -> Row {
      Row(
        number: number,
        labels: [anchor],
        left: left,
        right: right,
        reason: line.reason.map(LaTeXEscaping.text) ?? "",
        verdict: mark(VerdictMark(line))
      )
    }
    if case .failure(let refusal) = LaTeXFormula.checked(plain, expansion) {
      if case .command = refusal { refuse(refusal, at: line.range) }
      return row("", "\\text{\(LaTeXEscaping.code(plain))}")
    }
    guard let split = LaTeXText.splitAtRelation(plain) else {
      return row("", broken(LaTeXText.marking(line.faultyPart, in: plain), .kept))
    }
    let relation = line.verdict.isWrong && split.relation == "=" ? "\\overset{?}{=}" : split.relation
    let left = LaTeXText.marking(line.faultyPart, in: split.left)
    let right = left == split.left ? LaTeXText.marking(line.faultyPart, in: split.right) : split.right
    return row(authored(left), broken("\(relation) \(right)", .kept))
  }

  private func explanation(of line: CheckedLine) -> String {
    var parts: [String] = []
    if !line.message.isEmpty || line.fault != nil {
      let fault =
        line.fault.map { "\\textcolor{nablabad}{\\textbf{\(LaTeXEscaping.text($0.rawValue))}}\\quad " } ?? ""
      parts.append("\(fault)\(prose(line.message))")
    }
    if !line.conditions.isEmpty { parts.append(quiet(prose(TrialWords.pieces(of: line.conditions)))) }
    if let reading = ShownReading(line) { parts.append(quiet(prose(reading.pieces))) }
    if let example = line.counterexample {
      let details = example.details
      let values = example.values.map { LaTeXText.value($0, in: example.letters) }
      let sides =
        "\\underbrace{\(LaTeXText.matrix(example.left))}_{\\text{left side}} \\neq "
        + "\\underbrace{\(LaTeXText.matrix(example.right))}_{\\text{right side}}"
      parts.append(
        "Counterexample\(details.isEmpty ? "" : " (\(LaTeXEscaping.text(details)))"):\n\\[ "
          + "\\nablafit{\((values + [sides]).joined(separator: ",\\quad "))} \\]"
      )
    }
    if !line.suggestions.isEmpty {
      let formulas = line.suggestions.map { "$\\displaystyle \(own($0))$" }.joined(separator: "\\qquad ")
      parts.append("\(line.suggestions.count == 1 ? "This holds" : "These hold"): \(formulas)")
    }
    guard !parts.isEmpty else { return "" }
    return "{\\small \(parts.joined(separator: "\\par\n"))\\par}"
  }

  /// A message about what an author wrote, which may stand in it: only formulas that can do no harm are passed on.
  private func message(_ message: String) -> String {
    prose(
      ProsePiece.pieces(of: message).map { piece in
        if case .formula(let tex) = piece, case .failure = LaTeXFormula.checked(tex) {
          .text("$\(tex)$")
        } else {
          piece
        }
      }
    )
  }

  private func prose(_ message: String) -> String { prose(ProsePiece.pieces(of: message)) }

  private func prose(_ pieces: [ProsePiece]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): LaTeXEscaping.text(text)
      case .formula(let tex): "$\(quoted(tex))$"
      case .code(let code): LaTeXEscaping.code(code)
      }
    }
    .joined()
  }
}
