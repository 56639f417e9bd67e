// What a row was read as, where its reader should look at it.

package import Findings

/// The reading of a row that rests on a habit of writing.
package struct ShownReading: Sendable, Hashable {
  /// The last line: a claim, a definition or a formula of the cell language.
  package let claim: String
  /// The lines before it: options, indices, declarations, assumptions, definitions.
  package let context: [String]
  /// The names of the habits.
  package let habits: [String]

  /// The reading of a row; nil where the row says no more than what stands there.
  package init?(_ line: CheckedLine) {
    let lines = (line.reading ?? "").split(separator: "\n").map(String.init)
    guard let claim = lines.last, !line.habits.isEmpty else { return nil }
    self.claim = claim
    context = Array(lines.dropLast())
    habits = line.habits
  }

  /// The reading in one line: words, and code to be pasted.
  var pieces: [ProsePiece] {
    var pieces: [ProsePiece] = [.text("read as "), .code(claim)]
    for (place, line) in context.enumerated() {
      pieces += [.text(place == 0 ? ", with " : "; "), .code(line)]
    }
    if !habits.isEmpty { pieces.append(.text(" (\(habits.joined(separator: "; ")))")) }
    return pieces
  }

  /// The reading in one line of plain text.
  package var text: String { PlainMessage.text(pieces) }
}
