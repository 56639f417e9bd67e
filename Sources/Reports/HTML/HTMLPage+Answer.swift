// A question answered: the lines of the derivation, the result, and what vouches for it.

import Findings

extension HTMLPage {
  /// A derivation, or a result that needs none.
  func answer(_ answer: Answer, _ item: NumberedItem) -> HTML {
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
    return .element(
      "article",
      ["class": "answer", "id": item.anchor],
      [
        .lines([
          .empty, header, steps(of: answer, item), helpers(of: answer), result(of: answer, item),
          code(of: answer, item),
          evidence(of: answer), .empty,
        ])
      ]
    )
  }

  /// A badge at the head of a card.
  func badge(_ mark: VerdictMark) -> HTML {
    .element("span", ["class": "badge \(Self.style(mark.tone))"], text: mark.text)
  }

  /// The name of a tone in the style sheet.
  private static func style(_ tone: VerdictMark.Tone) -> String {
    switch tone {
    case .plain: "plain"
    case .good: "good"
    case .open: "open"
    case .bad: "bad"
    case .calm: "calm"
    }
  }

  // MARK: - Lines

  /// The line that reads off the answer, which is the result and need not stand twice.
  private func closingStep(of answer: Answer) -> AnswerStep? {
    guard answer.steps.count > 1, let last = answer.steps.last, last.verdict == .holds,
      last.left?.latex == answer.left.latex, last.right.latex == answer.value?.latex
    else { return nil }
    return last
  }

  private func steps(of answer: Answer, _ item: NumberedItem) -> HTML {
    guard !answer.steps.isEmpty else { return .empty }
    let lines = closingStep(of: answer) == nil ? answer.steps[...] : answer.steps.dropLast()
    let isWide = lines.contains { $0.right.unicode.count + ($0.left?.unicode.count ?? 0) > 64 }
    let rows = lines.enumerated().map { index, step in
      self.row(
        anchor: item.anchor(ofRow: index + 1),
        number: index + 1,
        left: step.left.map { formula("\\displaystyle \($0.latex)") } ?? .empty,
        right: formula("\\displaystyle {}=\(step.markedLaTeX)"),
        reason: reason(for: step),
        verdict: mark(VerdictMark(step.verdict, step.evidence))
      )
    }
    return .element(
      "ol",
      ["class": isWide ? "steps wide" : "steps", "aria-label": "Lines of \(item.name)"],
      [
        .lines([.empty] + rows + [.empty])
      ]
    )
  }

  /// A line of a derivation or proof.
  func row(
    anchor: String,
    number: Int,
    left: HTML,
    right: HTML,
    reason: HTML,
    verdict: HTML,
    style: String = "step"
  ) -> HTML {
    .element(
      "li",
      ["class": style, "id": anchor],
      [
        .element(
          "a",
          ["class": "line-number", "href": "#\(anchor)", "aria-label": "Line \(number)"],
          text: "\(number)"
        ),
        .element("span", ["class": "left"], [left]),
        .element("span", ["class": "right scroll", "tabindex": "0"], [right]),
        .element("span", ["class": "reason"], [reason]),
        .element("span", ["class": "verdict"], [verdict]),
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

  /// The mark beside a line.
  func mark(_ mark: VerdictMark) -> HTML {
    .element(
      "span",
      ["class": "mark \(Self.style(mark.tone))"],
      [
        .element("span", ["class": "sign"], text: mark.sign), .text(" "), .text(mark.word),
      ]
    )
  }

  private func helpers(of answer: Answer) -> HTML {
    guard !answer.helpers.isEmpty else { return .empty }
    let formulas = answer.helpers.map { formula($0.latex) }
    return .element("p", ["class": "helpers"], [.text("with "), .joined(formulas, by: .text(", "))])
  }

  // MARK: - Result

  private func result(of answer: Answer, _ item: NumberedItem) -> HTML {
    guard let value = answer.value else { return .empty }
    let equation = HTML.element(
      "div",
      ["class": "scroll value", "tabindex": "0"],
      [
        formula("\\displaystyle \(answer.left.latex) = \(value.latex)")
      ]
    )
    let condition =
      answer.conditions.isEmpty
      ? HTML.empty
      : .element("p", ["class": "condition"], [prose(TrialWords.pieces(of: answer.conditions))])
    var facts: [HTML] = []
    let shape = answer.shape.isEmpty ? "scalar" : answer.shape.map(PlainCost.typeset).joined(separator: " × ")
    var cost = [shape]
    if !answer.flops.isEmpty { cost.append(PlainCost.typeset(answer.flops) + " flops") }
    facts.append(.element("p", [:], text: cost.joined(separator: " · ")))
    if !answer.flopsAsWritten.isEmpty, answer.flopsAsWritten != answer.flops {
      facts.append(
        .element("p", ["class": "aside"], text: "as written \(PlainCost.typeset(answer.flopsAsWritten))")
      )
    }
    for convention in answer.conventions { facts.append(.element("p", ["class": "aside"], text: convention)) }
    return .element(
      "div",
      ["class": "result"],
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
      let name = code.name
      return HTML.lines([
        .element(
          "figure",
          [:],
          [
            .element(
              "figcaption",
              [:],
              [
                .text(name), .text(" "),
                .element(
                  "button",
                  [
                    "type": "button", "class": "copy", "data-copy": "\(item.anchor)-code-\(index + 1)",
                    "hidden": "",
                  ],
                  text: "copy"
                ),
              ]
            ),
            .element(
              "pre",
              ["tabindex": "0"],
              [
                .element("code", ["id": "\(item.anchor)-code-\(index + 1)"], text: code.text)
              ]
            ),
          ]
        )
      ])
    }
    let buttons = texts.enumerated().map { index, code in
      HTML.element(
        "button",
        [
          "type": "button", "class": "copy", "data-copy": "\(item.anchor)-code-\(index + 1)", "hidden": "",
          "aria-label": "Copy as \(code.name)",
        ],
        text: code.name
      )
    }
    return .element(
      "div",
      ["class": "code"],
      [
        .lines([
          .empty, .element("div", ["class": "buttons"], [.joined(buttons)]),
          .element(
            "details",
            [:],
            [
              .lines(
                [
                  .element(
                    "summary",
                    text: texts.map { $0.name }.joined(separator: ", ")
                  )
                ] + blocks
              )
            ]
          ), .empty,
        ])
      ]
    )
  }
}
