// Results in LaTeX: derivations with a reason beside every line, boxed results, claims with their verdicts.

import Findings
import Diagnostics

extension LaTeXDocument {
  /// A cell with its results.
  func cell(_ part: NumberedPart) -> String {
    var parts: [String] = []
    if let cell = part.cell, cell.echo == .shown, !cell.source.isEmpty { parts.append(listing(cell.source)) }
    parts += part.outcomes.map(outcome)
    parts += part.unsaidDiagnostics.map(problem)
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// One outcome; declarations and definitions are in the source.
  func outcome(_ numbered: NumberedOutcome) -> String {
    guard let item = numbered.item else { return "" }
    switch numbered.outcome {
    case .answer(let answer): return self.answer(answer, item)
    case .checked(let statement): return checked(statement, item)
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

  private func answer(_ answer: Answer, _ item: NumberedItem) -> String {
    let label = LaTeXEscaping.label(item.anchor)
    var parts = [
      "\\nablahead{\(item.name)}{$\(own(LaTeXText.onOneLine(answer.left.latex)))$\\quad{\\small \(mark(VerdictMark(answer)))}}"
    ]
    if !answer.steps.isEmpty {
      let rows = answer.steps.enumerated().map { index, step in
        row(
          left: step.left.map { own($0.latex) } ?? "",
          right: "=" + own(step.markedLaTeX),
          length: step.right.unicode.count + (step.left?.unicode.count ?? 0),
          reason: reason(for: step),
          verdict: mark(VerdictMark(step.verdict, step.evidence)),
          tag:
            "\\tag{\(item.number).\(index + 1)}\\label{\(LaTeXEscaping.label(item.anchor(ofRow: index + 1)))}"
        )
      }
      parts.append(aligned(rows))
    }
    if !answer.helpers.isEmpty {
      parts.append("with " + answer.helpers.map { "$\(own($0.latex))$" }.joined(separator: ", "))
    }
    if let value = answer.value {
      let equation = own("\(answer.left.latex) = \(value.latex)")
      let content = value.unicode.count > 70 ? "\\nablafit{\(equation)}" : "\\boxed{\(equation)}"
      parts.append("\\begin{equation}\n\(content)\n\\tag{\(item.number)}\\label{\(label)}\n\\end{equation}")
      parts.append(facts(of: answer))
    }
    parts.append(checks(answer.checks, answer.figures))
    if let code = answer.code.first { parts.append(listing(code.text, language: "Python")) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func facts(of answer: Answer) -> String {
    var facts = [
      answer.shape.isEmpty ? "scalar" : answer.shape.map(PlainCost.typeset).joined(separator: " × ")
    ]
    if !answer.flops.isEmpty {
      let written = answer.flopsAsWritten
      let isDifferent = !written.isEmpty && written != answer.flops
      let comparison = isDifferent ? " (as written \(PlainCost.typeset(written)))" : ""
      facts.append("\(PlainCost.typeset(answer.flops)) flops\(comparison)")
    }
    facts += answer.conventions
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

  // MARK: - Lines

  private func aligned(_ rows: [String]) -> String {
    "\\begin{alignat*}{2}\n\(rows.joined(separator: "\\\\[2pt]\n"))\n\\end{alignat*}"
  }

  /// A line with its reason beside it, or under it when the line is long.
  private func row(
    left: String,
    right: String,
    length: Int,
    reason: String,
    verdict: String,
    tag: String
  ) -> String {
    guard length > 36 else { return "\(left) &\(right) &\\quad& \\nablareason{\(reason)}{\(verdict)}\(tag)" }
    let formula = length > 80 ? "\\nablafit{\(right)}" : right
    return "\(left) &\(formula) && \(tag)\\\\*\n&\\quad\\nablanote{\(reason)}{\(verdict)} &&"
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

  private func checks(_ checks: [Check], _ figures: AnswerFigures) -> String {
    guard !checks.isEmpty else { return "" }
    var rows = checks.map { check in
      let cells = [
        Typography.typeset(check.method), TrialWords.place(of: check),
        Typography.typeset(check.finding),
      ]
      return cells.map(LaTeXEscaping.text).joined(separator: " & ")
    }
    if !figures.slopeWith.isEmpty {
      let slopes = "slope \(figures.slopeWith) (without the gradient \(figures.slopeWithout))"
      rows.append("Taylor remainder & \(LaTeXEscaping.text(figures.sizes)) & \(LaTeXEscaping.text(slopes))")
    }
    let column = ">{\\raggedright\\arraybackslash}p"
    return "\\begin{center}\\footnotesize\n\\begin{tabular}"
      + "{@{}\(column){0.3\\linewidth}\(column){0.25\\linewidth}\(column){0.37\\linewidth}@{}}\n\\toprule\n"
      + "check & at & outcome \\tabularnewline\n\\midrule\n"
      + rows.map { $0 + " \\tabularnewline" }.joined(separator: "\n")
      + "\n\\bottomrule\n\\end{tabular}\n\\end{center}"
  }

  // MARK: - Claims

  private func checked(_ statement: CheckedStatement, _ item: NumberedItem) -> String {
    var parts = [
      "\\nablahead{\(item.name)\\phantomsection\\label{\(LaTeXEscaping.label(item.anchor))}}{{\\small \(mark(VerdictMark(statement)))}}"
    ]
    var rows: [String] = []
    for (index, line) in statement.lines.enumerated() {
      rows.append(row(line, "\(item.number).\(index + 1)", item.anchor(ofRow: index + 1)))
      let remarks = explanation(of: line)
      guard !remarks.isEmpty else { continue }
      parts += [aligned(rows), remarks]
      rows = []
    }
    if !rows.isEmpty { parts.append(aligned(rows)) }
    parts.append(checks(statement.checks, AnswerFigures()))
    let sizes = TrialWords.sizes(of: statement)
    if statement.checks.isEmpty, !sizes.isEmpty { parts.append(quiet(LaTeXEscaping.text(sizes))) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// A line of small print.
  private func quiet(_ text: String) -> String {
    "{\\footnotesize\\raggedright\\textcolor{nablasoft}{\(text)}\\par}"
  }

  private func row(_ line: CheckedLine, _ number: String, _ anchor: String) -> String {
    let plain = LaTeXText.withoutAlignment(line.latex)
    let isWrong = line.verdict.isWrong
    let tag = "\\tag{\(number)}\\label{\(LaTeXEscaping.label(anchor))}"
    let reason = line.reason.map(LaTeXEscaping.text) ?? ""
    let verdict = mark(VerdictMark(line))
    if case .failure(let refusal) = LaTeXFormula.checked(plain, expansion) {
      if case .command = refusal { refuse(refusal, at: line.range) }
      return row(
        left: "",
        right: "\\text{\(LaTeXEscaping.code(plain))}",
        length: 40,
        reason: reason,
        verdict: verdict,
        tag: tag
      )
    }
    let length = plain.count { $0.isLetter || $0.isNumber } * 2 / 3
    guard let split = LaTeXText.splitAtRelation(plain) else {
      let right = own(LaTeXText.marking(line.faultyPart, in: plain))
      return row(left: "", right: right, length: length, reason: reason, verdict: verdict, tag: tag)
    }
    let relation = isWrong && split.relation == "=" ? "\\overset{?}{=}" : split.relation
    let left = LaTeXText.marking(line.faultyPart, in: split.left)
    let right = left == split.left ? LaTeXText.marking(line.faultyPart, in: split.right) : split.right
    return row(
      left: own(left),
      right: "\(relation) \(own(right))",
      length: length,
      reason: reason,
      verdict: verdict,
      tag: tag
    )
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
      let values = example.values.map { "\(LaTeXText.name($0.name)) = \(LaTeXText.matrix($0.rows))" }
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
      case .formula(let tex): "$\(own(tex))$"
      case .code(let code): LaTeXEscaping.code(code)
      }
    }
    .joined()
  }
}
