/// Something the program has to say about a place in what the user wrote.
///
/// The one type for errors and warnings of every phase. The messages themselves are declared as extensions
/// of this type in the files that emit them. Messages are lower case, without a full stop, names in quotes.
package struct Diagnostic: Sendable, Hashable {
  /// How bad it is.
  package enum Severity: String, Sendable, Hashable {
    /// The result cannot be trusted or does not exist; the exit code is 1.
    case error
    /// Worth knowing; the exit code does not change.
    case warning
  }

  /// A stable name such as `shape.mismatch`, explained by `nabla explain`.
  package let code: String
  /// How bad it is.
  package var severity: Severity
  /// One sentence, lower case, no full stop.
  package let message: String
  /// The place, in UTF-8 offsets of `file`; nil when the diagnostic is about a whole file or the command.
  package var range: SourceRange?
  /// What else is known: where a size was declared, what was expected.
  package var notes: [String]
  /// What the user can do about it.
  package var hints: [String]

  /// A diagnostic with its place, notes and hints.
  package init(
    code: String,
    severity: Severity = .error,
    message: String,
    range: SourceRange?,
    notes: [String] = [],
    hints: [String] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.range = range
    self.notes = notes
    self.hints = hints
  }
}

extension Diagnostic {
  /// Code in a message, in quotes that are not taken for its own: a prime in it is a transpose.
  package static func quoted(_ code: String) -> String { code.contains("'") ? "`\(code)`" : "'\(code)'" }
}

/// A diagnostic together with the file its range belongs to.
package struct LocatedDiagnostic: Sendable, Hashable {
  /// What is said.
  package let diagnostic: Diagnostic
  /// Where it is said.
  package let file: SourceFile

  /// A diagnostic about `file`.
  ///
  /// What is said of a text that was put together is said of the file that the place comes from.
  package init(_ diagnostic: Diagnostic, in file: SourceFile) {
    guard let range = diagnostic.range else {
      self.diagnostic = diagnostic
      self.file = file
      return
    }
    let origin = file.origin(of: range)
    var located = diagnostic
    located.range = origin.range
    self.diagnostic = located
    self.file = origin.file
  }

  /// The position of the first byte, line 1 column 1 when the diagnostic is about the whole file.
  package var start: SourcePosition { file.position(at: diagnostic.range?.start ?? 0) }

  /// The position after the last byte.
  package var end: SourcePosition { file.position(at: diagnostic.range?.end ?? 0) }

  /// The total order for printing: file, place, code, message.
  package static func precedes(_ left: LocatedDiagnostic, _ right: LocatedDiagnostic) -> Bool {
    if left.file.path != right.file.path { return left.file.path < right.file.path }
    if left.start != right.start { return left.start < right.start }
    if left.end != right.end { return left.end < right.end }
    if left.diagnostic.code != right.diagnostic.code { return left.diagnostic.code < right.diagnostic.code }
    return left.diagnostic.message < right.diagnostic.message
  }
}

extension Diagnostic {
  /// The known names nearest to `name` by edit distance, best first, at most three; for hints.
  package static func nearestNames(to name: String, among names: [String]) -> [String] {
    let limit = max(1, name.count / 3)
    let scored = names.compactMap { candidate -> (Int, String)? in
      guard candidate != name, abs(candidate.count - name.count) <= limit else { return nil }
      let distance = editDistance(Array(name), Array(candidate))
      return distance <= limit ? (distance, candidate) : nil
    }
    return scored.sorted { $0 < $1 }.prefix(3).map(\.1)
  }

  /// The number of letters to add, drop, change or swap with a neighbour; a change of case alone costs nothing.
  private static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    func isSame(_ i: Int, _ j: Int) -> Bool {
      left[i] == right[j] || left[i].lowercased() == right[j].lowercased()
    }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for i in left.indices {
      var current = [i + 1]
      for j in right.indices {
        var least = min(previous[j] + (isSame(i, j) ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, isSame(i, j - 1), isSame(i - 1, j) { least = min(least, beforePrevious[j - 1] + 1) }
        current.append(least)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
