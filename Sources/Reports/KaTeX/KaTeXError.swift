package import Diagnostics

/// Why a formula has no picture.
package enum KaTeXError: Error, Sendable, Hashable {
  /// KaTeX is in none of the searched folders.
  case missing(searched: [String])
  /// KaTeX is there but cannot be loaded: a damaged file, or a file of something else.
  case unusable(file: String, reason: String)
  /// KaTeX does not accept the TeX. The range is in UTF-8 bytes of the formula.
  case syntax(message: String, range: SourceRange?)
  /// The error is in the definitions that hold for the whole document, not in the formula.
  case definitions(message: String, range: SourceRange?)
  /// A command that names other files or pages, or writes HTML, which mathematics has no need of.
  case refused(command: String)
  /// A bound on length, expansions, nesting or time was met.
  case tooLarge(bound: String)
}

extension KaTeXError {
  /// The stable name of the error for `nabla explain`.
  package var code: String {
    switch self {
    case .missing: "math.katex-missing"
    case .unusable: "math.katex-unusable"
    case .syntax: "math.syntax"
    case .definitions: "math.definitions"
    case .refused: "math.refused"
    case .tooLarge: "math.too-large"
    }
  }

  /// The place inside the formula, or inside the definitions for an error in them, in UTF-8 bytes.
  package var range: SourceRange? {
    switch self {
    case .syntax(_, let range), .definitions(_, let range): range
    case .missing, .unusable, .refused, .tooLarge: nil
    }
  }

  /// The diagnostic at `range` of the document, which the caller finds from the place of the formula.
  package func diagnostic(at range: SourceRange?) -> Diagnostic {
    switch self {
    case .missing(let searched):
      Diagnostic(
        code: code,
        message: "KaTeX, which sets the formulas, is not installed",
        range: range,
        notes: ["searched: \(searched.joined(separator: ", "))"],
        hints: [
          "run: \(KaTeXInstallation.installLine)",
          "or set \(KaTeXInstallation.environmentVariable) to a folder with katex.js, katex.css and fonts",
        ]
      )
    case .unusable(let file, let reason):
      Diagnostic(
        code: code,
        message: "KaTeX cannot be loaded from '\(file)': \(reason)",
        range: range,
        hints: ["run: \(KaTeXInstallation.installLine)"]
      )
    case .syntax(let message, _):
      Diagnostic(code: code, message: "the formula cannot be read: \(message)", range: range)
    case .definitions(let message, _):
      Diagnostic(code: code, message: "the TeX definitions cannot be read: \(message)", range: range)
    case .refused(let command):
      Diagnostic(
        code: code,
        message: "'\(command)' is refused in formulas",
        range: range,
        notes: ["TeX in a notebook cannot read or write files, link to pages or write HTML"]
      )
    case .tooLarge(let bound):
      Diagnostic(code: code, message: "the formula is too large: \(bound)", range: range)
    }
  }
}
