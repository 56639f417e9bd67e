// Sizes and costs come as plain text of the cell language, `9*n^2`; a reader sees 9n².

enum PlainCost {
  /// The expression with raised exponents and without signs of multiplication.
  static func typeset(_ plain: String) -> String {
    var result = ""
    var isExponent = false
    for character in plain {
      switch character {
      case "^": isExponent = true
      case "*":
        isExponent = false
        // Two numbers keep a sign between them.
        if result.last?.isNumber == true { result += "\u{2009}" }
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
