// Words of checks and rules come in plain text, `2^-50`, `x - y` and `A : B'`; a reader sees 2⁻⁵⁰, x − y and A : Bᵀ.

enum Typography {
  /// The text with raised exponents and transposes, for readers.
  static func typeset(_ plain: String) -> String {
    let characters = Array(plain)
    var result = ""
    var place = 0
    while place < characters.count {
      let character = characters[place]
      let exponent = exponent(in: characters, after: place)
      if character == "^", !exponent.isEmpty {
        result += String(exponent.map(raised))
        place += exponent.count
      } else if character == "'", isTransposition(characters, place) {
        result += "ᵀ"
      } else if character == "-", place > 0, characters[place - 1] == " ", place + 1 < characters.count,
        characters[place + 1] == " "
      {
        result += "−"
      } else {
        result.append(character)
      }
      place += 1
    }
    return result
  }

  /// The digits after a caret, with their sign.
  private static func exponent(in characters: [Character], after place: Int) -> [Character] {
    let rest = characters[(place + 1)...]
    let sign = rest.prefix { $0 == "-" || $0 == "−" }.prefix(1)
    let digits = rest.dropFirst(sign.count).prefix { $0.isASCII && $0.isNumber }
    return digits.isEmpty ? [] : Array(sign + digits)
  }

  /// Whether an apostrophe follows a matrix and no word goes on after it.
  private static func isTransposition(_ characters: [Character], _ place: Int) -> Bool {
    guard place > 0 else { return false }
    let before = characters[place - 1]
    let isMatrix = before.isUppercase || before == ")"
    let follows = place + 1 < characters.count ? characters[place + 1] : " "
    return isMatrix && !follows.isLowercase
  }

  private static func raised(_ character: Character) -> Character {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    guard let value = character.wholeNumberValue, digits.indices.contains(value) else { return "⁻" }
    return digits[value]
  }
}
