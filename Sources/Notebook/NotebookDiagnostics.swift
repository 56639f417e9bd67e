// What this module says to an author.

import Diagnostics

extension Diagnostic {
  static func unreadableYAML(_ what: String, _ problem: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(code: "notebook.yaml", message: "\(what) cannot be read: \(problem)", range: range)
  }

  static func notAMapping(_ what: String, _ kind: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.yaml",
      message: "\(what) must be lines 'key: value', not \(kind)",
      range: range
    )
  }

  static func unknownKey(_ key: String, known: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.unknown-key",
      severity: .warning,
      message: "the front matter has no key '\(key)'",
      range: range,
      notes: ["the keys are \(known.joined(separator: ", "))"],
      hints: hints(key, known)
    )
  }

  static func wrongType(of key: String, expected: String, found: String, at range: SourceRange) -> Diagnostic
  {
    Diagnostic(
      code: "notebook.wrong-type",
      message: "'\(key)' must be \(expected), not \(found)",
      range: range
    )
  }

  static func unknownOption(
    _ key: String,
    of what: String,
    known: [String],
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      code: "notebook.unknown-option",
      message: "\(what) has no option '\(key)'",
      range: range,
      notes: ["the options are \(known.joined(separator: ", "))"],
      hints: hints(key, known)
    )
  }

  static func unknownValue(
    _ value: String,
    of key: String,
    known: [String],
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      code: "notebook.unknown-value",
      message: "'\(key)' cannot be '\(value)'",
      range: range,
      notes: ["it can be \(known.joined(separator: ", "))"],
      hints: hints(value, known)
    )
  }

  static func badLabel(_ label: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.bad-label",
      message: "'\(label)' cannot be a label",
      range: range,
      notes: ["a label has letters, digits, hyphens and underscores, and begins with a letter"]
    )
  }

  static func unreachableLabel(_ label: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.unreachable-label",
      severity: .warning,
      message: "nothing can refer to the label '\(label)', because it does not begin with 'eq-'",
      range: range,
      hints: ["write 'eq-\(label)'"]
    )
  }

  static func badInstance(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.bad-instance",
      message: "an instance gives values to sizes",
      range: range,
      hints: ["write 'instance: {n: 3, m: 2}'"]
    )
  }

  static func badSize(_ value: String, _ bound: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.bad-size",
      message: "'\(value)' is no size; sizes are integers from 1 to \(bound)",
      range: range
    )
  }

  static func badLimit(_ value: String, _ bound: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.bad-limit",
      message:
        "'\(value)' is no limit; limits are from '1x' to '\(bound)x', so many times what a cell may take",
      range: range
    )
  }

  static func textAfterCellMark(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.cell-options",
      message: "'\(text)' after '{nabla' is not read",
      range: range,
      hints: ["write options as lines '#| key: value' at the head of the cell"]
    )
  }

  static func nearlyACell(_ mark: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.not-a-cell",
      message: "code marked '\(mark)' is shown, not run",
      range: range,
      hints: [mark == "{nabla}" ? "put a space behind '{nabla}'" : "did you mean '{nabla}'?"]
    )
  }

  static func strayAttributes(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.stray-attributes",
      message: "'\(text)' belongs to no formula",
      range: range,
      hints: [
        "attributes stand on the line on which a displayed formula ends, behind the end: '$$ … $$ {.check}'"
      ]
    )
  }

  static func bareAttributes(_ words: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.stray-attributes",
      message: "'\(words)' stands without braces, and is read as text",
      range: range,
      hints: ["write '{\(words)}' on the line on which the formula ends"]
    )
  }

  static func attributesInHTML(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.stray-attributes",
      message: "'\(text)' stands in raw HTML, in which no formula is read",
      range: range,
      hints: ["put a blank line between the tag and the formula"]
    )
  }

  static func idleOption(_ key: String, of roles: [String], heeding: [String], at range: SourceRange)
    -> Diagnostic
  {
    func classes(_ names: [String]) -> String { names.map { "'.\($0)'" }.joined(separator: " or ") }
    return Diagnostic(
      code: "notebook.idle-option",
      message: "'\(key)' does nothing on a formula that is \(roles.isEmpty ? "only shown" : classes(roles))",
      range: range,
      hints: [
        heeding.isEmpty
          ? "it is an option of cells" : "it is an option of formulas that are \(classes(heeding))"
      ]
    )
  }

  static func unclosedCell(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.unclosed-cell",
      message: "nothing closes the cell that begins here",
      range: range,
      hints: ["close it with a fence of the same length"]
    )
  }

  static func unclosedCode(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.unclosed-code",
      severity: .warning,
      message: "nothing closes the block of code that begins here",
      range: range,
      hints: ["close it with a fence of the same length"]
    )
  }

  static func emptyInlineResult(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.empty-inline",
      message: "there is no expression after '{nabla}'",
      range: range,
      hints: ["write '`{nabla} expression`'"]
    )
  }

  static func unknownClass(_ name: String, known: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.unknown-class",
      message: "a formula cannot be '.\(name)'",
      range: range,
      notes: ["it can be \(known.map { "." + $0 }.joined(separator: ", "))"],
      hints: hints(name, known)
    )
  }

  static func repeatedLabel(_ label: String, first line: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.repeated-label",
      message: "the label '\(label)' is given twice",
      range: range,
      notes: ["it is first given in line \(line)"]
    )
  }

  static func unknownLabel(_ label: String, known: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "notebook.unknown-label",
      message: "nothing has the label '\(label)'",
      range: range,
      hints: nearestNames(to: label, among: known).map { "did you mean '@\($0)'?" }
    )
  }

  private static func hints(_ name: String, _ known: [String]) -> [String] {
    nearestNames(to: name, among: known).map { "did you mean '\($0)'?" }
  }
}
