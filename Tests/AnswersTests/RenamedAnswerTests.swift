// An answer is printed in one order, whatever its names are: what the author wrote first stands first.
//
// theta : vector(d); a[i], b[i] : vector(d); r[i] : scalar; beta : scalar positive
// gradient -sum(i in 1..n, log(sigmoid(beta*(theta'*(a[i] - b[i]) - r[i])))) wrt theta
// had (b[i] - a[i])'*theta under some names and theta'*(b[i] - a[i]) under others, and a power had 1 + γ or γ + 1.

import Findings
import Judging
import Testing

@testable import Answers

@Suite("Renamed answers") struct RenamedAnswerTests {
  /// Cells in which each name stands between « and ».
  private static let cells = [
    """
    «1» : vector(d)
    «2»[i], «3»[i] : vector(d)
    «4»[i] : scalar
    «5» : scalar positive
    gradient -sum(i in 1..n, log(sigmoid(«5»*(«1»'*(«2»[i] - «3»[i]) - «4»[i])))) wrt «1»
    """,
    """
    «1» : scalar
    «2» : scalar positive
    gradient -(1 - sigmoid(«1»))^«2»*log(sigmoid(«1»)) wrt «1»
    """,
    """
    «1», «2» : vector(n)
    «A», «B» : matrix(n, n) symmetric
    gradient («1»'*«A»*«1»)*(«2»'*«B»*«1»)^3 wrt «1»
    """,
    """
    «1», «2», «3» : vector(n)
    «4», «5» : scalar
    gradient («4»*«1»'*«2» + «5»*«2»'*«3»)^2*(«1»'*«3») wrt «2»
    """,
    """
    «A», «B» : matrix(n, m)
    «1» : vector(m)
    «2» : vector(n)
    gradient sum(«A» .* «B» .* exp.(«A»))*(«2»'*«A»*«1») wrt «A»
    """,
  ]

  private static let namings: [[String: String]] = [
    ["1": "x", "2": "y", "3": "z", "4": "s", "5": "t", "A": "A", "B": "B"],
    ["1": "z", "2": "x", "3": "y", "4": "t", "5": "s", "A": "B", "B": "A"],
    ["1": "theta", "2": "a", "3": "b", "4": "r", "5": "beta", "A": "M", "B": "K"],
    ["1": "u", "2": "gamma", "3": "alpha", "4": "mu", "5": "c", "A": "Z", "B": "Q"],
    ["1": "beta", "2": "w", "3": "a", "4": "q", "5": "h", "A": "S", "B": "W"],
  ]

  /// The value of the answer with the places of its names.
  private func value(_ cell: String, _ naming: [String: String]) -> String? {
    var text = cell
    for (place, name) in naming { text = text.replacing("«\(place)»", with: name) }
    var session = Session()
    var options = AnswerOptions()
    options.drawsFigures = false
    guard case .answer(let answer)? = session.run(cell: text, options: options).outcomes.last,
      let value = answer.value?.plain
    else { return nil }
    let places = Dictionary(uniqueKeysWithValues: naming.map { ($1, $0) })
    var result = ""
    var word = ""
    for character in value + " " {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else {
        result += places[word].map { "«\($0)»" } ?? word
        result.append(character)
        word = ""
      }
    }
    return result
  }

  @Test("have the order of the answer in other names", arguments: cells) func order(_ cell: String) {
    let values = Self.namings.map { value(cell, $0) }
    #expect(!values.contains(nil))
    #expect(Set(values).count == 1, "\(values)")
  }
}
