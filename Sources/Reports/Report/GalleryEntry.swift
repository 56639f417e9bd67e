// A report in the gallery: what a reader chooses it by, and what it is found by.

import Diagnostics
import Findings
import Markdown
import Notation

/// What the gallery says of one report.
package struct GalleryEntry: Sendable, Hashable, Codable {
  /// A section of the report.
  package struct Section: Sendable, Hashable, Codable {
    /// Its title, as text.
    package let title: String
    /// Its anchor.
    package let anchor: String
  }

  /// The name of the report: its path in the output folder, without extension.
  package let name: String
  /// The title, as text.
  package let title: String
  /// The abstract, as text.
  package let abstract: String
  /// How many claims hold, are refuted as expected, are open as expected, are open in a draft, and are not as expected.
  package let counts: [Int]
  /// How many errors it has.
  package let errors: Int
  /// Its sections.
  package let sections: [Section]
  /// The rules that its derivations use.
  package let rules: [String]
  /// The functions that its questions and claims use.
  package let functions: [String]

  /// What the gallery says of a report.
  package init(_ report: Report) {
    let summary = report.summary
    name = report.notebook.name
    title = Self.text(report.title)
    abstract = report.abstract.map { block in
      if case .paragraph(let content) = block.content { Self.text(content) } else { "" }
    }
    .filter { !$0.isEmpty }
    .joined(separator: " ")
    counts = [
      summary.holding, summary.refutedAsExpected, summary.otherAsExpected, summary.openInDraft,
      summary.unexpected,
    ]
    errors = report.diagnostics.count { $0.severity == .error }
    sections = report.headings.map { Section(title: Self.text($0.content), anchor: $0.anchor) }
    rules = report.rules.map { Typography.typeset($0.name) }
    functions = Self.functions(in: report)
  }

  /// A line of Markdown as text, its formulas in Unicode where they have such a form.
  private static func text(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      if case .math(let formula) = inline {
        PlainMessage.formula(formula.tex.text)
      } else {
        [inline].plainText
      }
    }
    .joined()
    .split(whereSeparator: \.isWhitespace)
    .joined(separator: " ")
  }

  /// The names before brackets in what was asked and claimed, each once, in the order of the alphabet.
  private static func functions(in report: Report) -> [String] {
    var names: Set<String> = []
    let outcomes = report.notebook.cells.flatMap(\.outcomes) + report.notebook.displays.flatMap(\.outcomes)
    for outcome in outcomes {
      switch outcome {
      case .answer(let answer):
        names.formUnion(calls(in: answer.of.plain + " " + (answer.value?.plain ?? "")))
      case .checked(let statement):
        for line in statement.lines { names.formUnion(calls(in: line.reading ?? line.plain)) }
      case .declaration, .definition, .failure: continue
      }
    }
    return names.sorted()
  }

  private static func calls(in plain: String) -> [String] {
    plain.matches(of: /([a-z][A-Za-z0-9]+)\.?\(/).map { String($0.1) }
  }
}
