// A question answered: the lines of the derivation, the result, and what vouches for it.

import Findings

extension HTMLPage {
  /// A derivation, or a result that needs none.
  func answer(_ answer: Answer, _ item: NumberedItem, _ shown: Presentation) -> HTML {
    let subject = HTML.element(
      "span",
      ["class": "subject"],
      [formula(LaTeXText.onOneLine(answer.left.latex))]
    )
    let header = cardHeader(
      item,
      formula: subject,
      badge: badge(VerdictMark(answer)),
      remark: item.label.map { "@\($0)" } ?? ""
    )
    let lines = HTML.lines([helpers(of: answer), steps(of: answer, item, shown)])
    let rest = HTML.lines([
      result(of: answer, item, shown), footer([evidence(of: answer, shown), code(of: answer, item)]),
    ])
    let body: [HTML]
    if shown.isExercise {
      body = [
        shown.isHint ? hints(of: answer, item, shown) : .empty,
        folded("Solution", [helpers(of: answer), steps(of: answer, item, shown.solved), rest]),
      ]
    } else if shown.isHint {
      body = [hints(of: answer, item, shown), rest]
    } else if shown.isCollapsed, !answer.steps.isEmpty {
      body = [folded(Self.counted(answer.shownLines(shown.detail).count), [lines]), rest]
    } else {
      body = [lines, rest]
    }
    return .element(
      "article",
      ["class": "answer", "id": item.anchor],
      [.lines([.empty, header] + body + [.empty])]
    )
  }

  /// `5 lines`.
  static func counted(_ lines: Int) -> String { lines == 1 ? "1 line" : "\(lines) lines" }

  /// What is shown on demand.
  func folded(_ title: String, _ content: [HTML]) -> HTML {
    .element(
      "details",
      ["class": "folded"],
      [.lines([.element("summary", text: title)] + content + [.empty])]
    )
  }

  /// What opens at the foot of a card.
  func footer(_ parts: [HTML]) -> HTML {
    let shown = parts.filter { !$0.isEmpty }
    return shown.isEmpty
      ? .empty : .element("div", ["class": "footer"], [.lines([.empty] + shown + [.empty])])
  }

  /// A badge at the head of a card.
  func badge(_ mark: VerdictMark) -> HTML {
    .element("span", ["class": "badge \(mark.tone.rawValue)"], text: mark.text)
  }

  // MARK: - Lines

  private func steps(of answer: Answer, _ item: NumberedItem, _ shown: Presentation) -> HTML {
    guard !answer.steps.isEmpty else { return .empty }
    let lines = answer.shownLines(shown.detail)
    let rows = zip(lines, [nil] + lines.map(Optional.some)).map { shown, before in
      row(
        anchors: shown.numbers.map(item.anchor(ofRow:)),
        number: shown.number,
        left: shown.step.left.map { line($0.latex) } ?? .empty,
        isLong: shown.step.left.map { BreakableFormula.isLong($0.latex) } ?? false,
        right: line("=" + shown.step.markedLaTeX, after: before.map { "=" + $0.step.right.latex }),
        reason: reason(for: shown.step),
        spoken: shown.step.rules.map { Typography.typeset($0.name) }.joined(separator: " and "),
        mark: VerdictMark(shown.step)
      )
    }
    return .element(
      "ol",
      ["class": "steps", "aria-label": "Lines of \(item.name)"],
      [.lines([.empty] + rows + [.empty])]
    )
  }

  /// The reasons of the lines, without the lines.
  private func hints(of answer: Answer, _ item: NumberedItem, _ shown: Presentation) -> HTML {
    let reasons = answer.shownLines(shown.detail).map { reason(for: $0.step) }.filter { !$0.isEmpty }
    guard !reasons.isEmpty else { return .empty }
    return .element(
      "ol",
      ["class": "hints", "aria-label": "Hints for \(item.name)"],
      [.lines([.empty] + reasons.map { .element("li", [:], [$0]) } + [.empty])]
    )
  }

  /// A line of a derivation or proof.
  func row(
    anchors: [String],
    number: Int,
    left: HTML,
    isLong: Bool,
    right: HTML,
    reason: HTML,
    spoken: String = "",
    mark: VerdictMark,
    style: String = "step"
  ) -> HTML {
    let anchor = anchors.last ?? ""
    // Who goes from line to line by the keyboard hears what there is to know of each.
    let words = ["Line \(number)", spoken.isEmpty ? "" : "by \(spoken)", mark.word].filter { !$0.isEmpty }
      .joined(separator: ", ")
    // References to lines that are left out lead to the next one.
    let omitted = anchors.dropLast().map { HTML.element("span", ["id": $0]) }
    return .element(
      "li",
      ["class": isLong ? "\(style) long" : style, "id": anchor],
      [
        .element(
          "a",
          ["class": "line-number", "href": "#\(anchor)", "aria-label": words],
          text: "\(number)"
        ),
        .element("span", ["class": "left scroll"], [left]),
        .element(
          "span",
          ["class": "body"],
          [
            // A row is a grid: in a cell of its own an empty place would push the others aside.
            .element("span", ["class": "right scroll"], omitted + [right]),
            reason.isEmpty ? .empty : .element("span", ["class": "reason"], [reason]),
          ]
        ),
        stamp(mark),
      ]
    )
  }

  /// The rules of a step, each with its source and a link to the list, and the names it unfolds.
  private func reason(for step: AnswerStep) -> HTML {
    let rules = step.rules.map { rule in
      HTML.element(
        "a",
        ["class": "rule", "href": anchor(of: rule).map { "#\($0)" }, "title": rule.source],
        text: Typography.typeset(rule.name)
      )
    }
    let names = step.definitions.map { formula($0.latex) }
    let with =
      names.isEmpty
      ? HTML.empty
      : .element(
        "span",
        ["class": "with"],
        [.text(rules.isEmpty ? "with " : ", with "), .joined(names, by: .text(", "))]
      )
    let sources = step.rules.map(\.source).filter { !$0.isEmpty }
    return .joined([
      .joined(rules, by: .text("; ")), with,
      sources.first.map { .element("span", ["class": "rule-source"], text: $0) } ?? .empty,
    ])
  }

  /// The mark beside a line, the word of which narrow pages leave to those who hear them.
  func stamp(_ mark: VerdictMark) -> HTML {
    .element(
      "span",
      ["class": "stamp \(mark.tone.rawValue)", "title": mark.word],
      [
        .element("span", ["class": "sign", "aria-hidden": "true"], text: mark.sign), .text(" "),
        .element("span", ["class": "word"], text: mark.word),
      ]
    )
  }

  private func helpers(of answer: Answer) -> HTML {
    guard !answer.helpers.isEmpty else { return .empty }
    let formulas = answer.helpers.map { formula($0.latex) }
    return .element("p", ["class": "helpers"], [.text("with "), .joined(formulas, by: .text(", "))])
  }

  // MARK: - Result

  private func result(of answer: Answer, _ item: NumberedItem, _ shown: Presentation) -> HTML {
    guard let value = answer.shownValue(shown) else { return .empty }
    let equation = HTML.element(
      "div",
      ["class": "scroll value"],
      [line("\(answer.left.latex) = \(value.latex)")]
    )
    let condition =
      answer.conditions.isEmpty
      ? HTML.empty
      : .element("p", ["class": "condition"], [prose(TrialWords.pieces(of: answer.conditions))])
    var facts: [HTML] = []
    var cost = [answer.shapeInWords]
    if !answer.flops.isEmpty { cost.append(PlainCost.typeset(answer.flops) + " flops") }
    facts.append(.element("p", [:], text: cost.joined(separator: ", ")))
    if !answer.flopsAsWritten.isEmpty, answer.flopsAsWritten != answer.flops {
      facts.append(
        .element("p", ["class": "aside"], text: "as written \(PlainCost.typeset(answer.flopsAsWritten))")
      )
    }
    for convention in answer.shownConventions {
      facts.append(.element("p", ["class": "aside"], text: convention))
    }
    return .element(
      "div",
      ["class": "result", "id": answer.closingStep.map { _ in item.anchor(ofRow: answer.steps.count) }],
      [
        .lines([
          .empty, .element("div", [:], [equation, condition]),
          .element("div", ["class": "facts"], [.joined(facts)]),
          .empty,
        ])
      ]
    )
  }

  /// The formula in every language: buttons where scripts run, and a box that opens where they do not.
  private func code(of answer: Answer, _ item: NumberedItem) -> HTML {
    guard let value = answer.value else { return .empty }
    let formula = "\(answer.left.latex) = \(value.latex)"
    let texts = [(name: "LaTeX", text: formula)] + answer.code.map { (name: $0.language.name, text: $0.text) }
    let blocks = texts.enumerated().map { index, code in
      let place = "\(item.anchor)-code-\(index + 1)"
      let copy = copyButton(place, label: "Copy \(code.name)", text: "copy")
      return HTML.element(
        "figure",
        [:],
        [
          .element("figcaption", [:], [.text(code.name), .text(" "), copy]),
          .element("pre", [:], [.element("code", ["id": place], text: code.text)]),
        ]
      )
    }
    let buttons = texts.enumerated().map { index, code in
      copyButton("\(item.anchor)-code-\(index + 1)", label: "Copy as \(code.name)", text: code.name)
    }
    let summary = HTML.element("summary", text: texts.map(\.name).joined(separator: ", "))
    return .lines([
      .element("div", ["class": "buttons"], [.joined(buttons)]),
      .element("details", ["class": "code"], [.lines([summary] + blocks)]),
    ])
  }

  /// A button that copies a piece of code, which a script shows.
  private func copyButton(_ place: String, label: String, text: String) -> HTML {
    .element(
      "button",
      ["type": "button", "class": "copy", "data-copy": place, "hidden": "", "aria-label": label],
      text: text
    )
  }
}
