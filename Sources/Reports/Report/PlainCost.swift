// Sizes and costs come as plain text of the cell language, `9*n^2`; a reader sees 9n².

enum PlainCost {
  /// The expression with raised exponents and without signs of multiplication.
  static func typeset(_ plain: String) -> String {
    var result = ""
    var isExponent = false
    let characters = Array(plain)
    for (place, character) in characters.enumerated() {
      switch character {
      case "^": isExponent = true
      case "*":
        isExponent = false
        // Only two numbers need a sign between them.
        if place + 1 < characters.count, characters[place + 1].isNumber { result += "·" }
      case "-":
        isExponent = false
        result.append("−")
      case let digit where isExponent && digit.isWholeNumber: result.append(superscript(digit))
      default:
        isExponent = false
        result.append(character)
      }
    }
    return result
  }

  private static func superscript(_ digit: Character) -> Character {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return digit.wholeNumberValue.flatMap { digits.indices.contains($0) ? digits[$0] : nil } ?? digit
  }
}
