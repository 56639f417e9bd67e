// What this module says to an author.

import Diagnostics

extension Diagnostic {
  static func unclosedMath(
    _ opener: String,
    closer: String,
    at range: SourceRange,
    _ severity: Severity
  ) -> Diagnostic {
    Diagnostic(
      code: "markdown.unclosed-math",
      severity: severity,
      message: "'\(opener)' opens a formula that nothing closes in its paragraph",
      range: range,
      notes: [
        "a formula ends before a blank line, a fence, a heading, and where its list item or quotation ends"
      ],
      hints: ["close it with '\(closer)'", "write '\\\(opener)' for the characters themselves"]
    )
  }

  static func emptyMath(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "markdown.empty-math",
      severity: .warning,
      message: "a formula without content is shown as text",
      range: range
    )
  }

  static func unreadableAttributes(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "markdown.unreadable-attributes",
      severity: .error,
      message: "what stands behind the formula is no list of attributes",
      range: range,
      hints: ["write attributes as '{#eq-label .check expect=refuted of=\"f\"}'"]
    )
  }

  static func undefinedFootnote(_ label: String, at range: SourceRange, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "markdown.undefined-footnote",
      severity: .warning,
      message: "there is no footnote '\(label)'",
      range: range,
      hints: nearestNames(to: label, among: known).map { "did you mean '[^\($0)]'?" }
    )
  }

  static func repeatedFootnote(_ label: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "markdown.repeated-footnote",
      severity: .warning,
      message: "the footnote '\(label)' is defined twice; the first definition counts",
      range: range
    )
  }

  static func unusedFootnote(_ label: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "markdown.unused-footnote",
      severity: .warning,
      message: "nothing refers to the footnote '\(label)', so it is not shown",
      range: range
    )
  }

  static func lostCells(_ count: Int, columns: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "markdown.lost-cells",
      severity: .warning,
      message: "the row has \(count) cells, the table \(columns) columns; the rest is not shown",
      range: range,
      hints: ["write '\\|' for a pipe inside a cell"]
    )
  }

  static func bareEnvironment(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "markdown.bare-environment",
      severity: .warning,
      message: "'\\begin{\(name)}' outside of a formula is text",
      range: range,
      hints: ["put '$$' before and after the environment"]
    )
  }

  static func unclosedFrontMatter(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "markdown.unclosed-front-matter",
      severity: .error,
      message: "the front matter that begins here is not closed",
      range: range,
      hints: ["close it with a line '---'"]
    )
  }

  static func noPlaceholder(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "markdown.private-characters",
      message: "the text uses all private-use characters, so formulas, tables and references are not read",
      range: range
    )
  }

  static func tooDeep(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "markdown.too-deep",
      message: "blocks and inlines are nested more than \(MarkdownDocument.nestingBound) deep here",
      range: range,
      notes: ["what is nested deeper is shown without its wrapping"]
    )
  }
}
