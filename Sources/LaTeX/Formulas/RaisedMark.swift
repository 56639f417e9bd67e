// A mark above a letter that can be a part of its name: `*`, `+`, `-`, a word, a capital or ℓ.

/// A mark above a letter that can be a part of its name.
struct RaisedMark {
  /// What kind of mark it is, which says how sure it is that it belongs to the name.
  enum Kind: Sendable, Hashable {
    /// `*`, `\ast`, `\star`: of a matrix or vector also the transpose.
    case star
    /// `+`: of a matrix or vector also the pseudo-inverse.
    case plus
    /// `-` alone, which is no exponent.
    case minus
    /// An upright word, which is no exponent.
    case word
    /// A capital, ℓ, these with a number added, or letters side by side: also an exponent.
    case letters
  }

  let kind: Kind
  /// What it adds to the plain name.
  let text: String
  /// The transpose that stands after the mark in one superscript: `w^{*\top}`.
  let transpose: [LaTeXAtom]

  init?(_ content: [LaTeXAtom]) {
    let visible = content.visible
    guard let first = visible.first else { return nil }
    var count = 1
    switch first.kind {
    case .symbol("*"), .operator("ast"), .operator("star"): (kind, text) = (.star, "star")
    case .symbol("+"): (kind, text) = (.plus, "plus")
    case .symbol("-") where visible.count == 1: (kind, text) = (.minus, "minus")
    case .text(let words), .word(let words):
      let word = words.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
      guard word.count > 1, word.first?.isLetter == true else { return nil }
      (kind, text) = (.word, word)
    case .letter:
      let run = visible.prefix { $0.letter?.count == 1 && $0.font == first.font }
      let isUpright = ["roman", "text", "sans"].contains(first.font)
      guard let letters = RaisedMark.letters(visible, run.count, isUpright) else { return nil }
      let isWord = isUpright && run.count > 1 || RaisedMark.words.contains(letters.text)
      (kind, text, count) = (isWord ? .word : .letters, letters.text, letters.count)
    default: return nil
    }
    transpose = Array(visible.dropFirst(count))
    guard transpose.isEmpty || (kind != .letters && RaisedMark.isTranspose(transpose)) else { return nil }
  }

  /// The text of a word, of letters side by side, or of a capital or ℓ with a number added, and how many atoms it takes.
  private static func letters(_ visible: [LaTeXAtom], _ run: Int, _ isUpright: Bool) -> (
    text: String, count: Int
  )? {
    if run > 1 {
      // Two letters side by side may be two indices.
      guard run > 2 || isUpright else { return nil }
      return (visible.prefix(run).compactMap(\.letter).joined(), run)
    }
    guard let letter = visible[0].letter, letter == "ell" || isCapital(letter) else { return nil }
    guard visible.count == 3, case .digit(let digit) = visible[2].kind else {
      return visible.count == 1 ? (letter, 1) : nil
    }
    switch visible[1].kind {
    case .symbol("+"): return (letter + "plus" + digit, 3)
    case .symbol("-"): return (letter + "minus" + digit, 3)
    default: return nil
    }
  }

  /// The words that people set above a letter in italics, where they look like a product: `\theta^{new}`.
  private static let words: Set = [
    "est", "new", "next", "obs", "old", "opt", "pred", "prev", "ref", "test", "train", "true",
  ]

  private static func isCapital(_ letter: String) -> Bool {
    letter.count == 1 && letter.first?.isUppercase == true && letter != "T" && letter != "H"
  }

  private static func isTranspose(_ atoms: [LaTeXAtom]) -> Bool {
    guard atoms.count == 1 else { return false }
    switch atoms[0].kind {
    case .command("top"), .command("intercal"), .letter("T"), .letter("t"), .prime: return true
    default: return false
    }
  }
}
