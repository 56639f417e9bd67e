// Names: letters, and words of several letters that were declared, are functions or stand for themselves.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// The letters that stand together from here, as single letters of one font.
  private func run() -> [LaTeXAtom] {
    guard index < atoms.count, let first = atoms[index].letter, first.count == 1 else { return [] }
    var result = [atoms[index]]
    var place = index + 1
    while place < atoms.count, result.count < 24, atoms[place].isJoined,
      atoms[place].font == atoms[index].font,
      let letter = atoms[place].letter, letter.count == 1, letter.first?.isASCII == true
    {
      result.append(atoms[place])
      place += 1
    }
    return result
  }

  /// The word that stands here as the name of something declared, and how many letters it has.
  func declaredWord() -> (name: String, count: Int)? {
    if index + 1 < atoms.count, let mark = atoms[index].letter, mark == "Delta" || mark == "delta",
      let letter = atoms[index + 1].letter, let entry = context.names[mark + letter]
    {
      return (entry.name, 2)
    }
    let letters = run()
    guard letters.count >= 2 else { return nil }
    for count in stride(from: letters.count, through: 2, by: -1) {
      let word = letters.prefix(count).compactMap(\.letter).joined()
      guard let entry = context.names[word] else { continue }
      // `X_a` is a name and `Xa` a product, where X and a are names too.
      if entry.name.contains("_"), letters.prefix(count).allSatisfy({ context.names[$0.letter ?? ""] != nil })
      {
        continue
      }
      return (entry.name, count)
    }
    return nil
  }

  /// A word that is a name of its own though nobody declared it: RSS, MSE, Loss.
  private func longName() -> (name: String, count: Int)? {
    let letters = run()
    let word = letters.compactMap(\.letter).joined()
    guard letters.count >= 2, word.first?.isUppercase == true,
      letters.allSatisfy({ context.names[$0.letter ?? ""] == nil })
    else { return nil }
    let isAcronym = word.allSatisfy(\.isUppercase) && !word.contains("I") && Set(word).count < 6
    let isWord = letters.count >= 3 && word.dropFirst().allSatisfy(\.isLowercase)
    return isAcronym || isWord ? (word, letters.count) : nil
  }

  /// The notation that a word of upright letters belongs to, `\mathrm{Cov}`, whatever its letters are declared as.
  private func uprightNotation() -> UnreadNotation? {
    let letters = run()
    guard letters.count >= 2, ["roman", "text", "sans"].contains(letters[0].font) else { return nil }
    return UnreadNotation(word: letters.compactMap(\.letter).joined())
  }

  /// The word that stands here as the name of a function, and how many letters it has.
  func functionWord() -> (name: String, count: Int)? {
    let letters = run()
    guard letters.count >= 2 else { return nil }
    let isUpright = ["roman", "bold", "type", "sans", "text"].contains(letters[0].font)
    for count in stride(from: letters.count, through: 2, by: -1) {
      let word = letters.prefix(count).compactMap(\.letter).joined()
      if LaTeXSymbols.derivativeWords[word] != nil { return (word, count) }
      guard context.names.function(called: word) != nil else { continue }
      if let after = atomAfter(index + count), after.opensBracket { return (word, count) }
      let isWhole = count == letters.count && word != "dg"
      let isUnknown = !letters.prefix(count).allSatisfy { context.names[$0.letter ?? ""] != nil }
      if isWhole, isUpright || isUnknown { return (word, count) }
    }
    return nil
  }

  private func atomAfter(_ place: Int) -> LaTeXAtom? {
    atoms[min(place, atoms.count)...].first { !$0.isInvisible }
  }

  /// A name with its subscripts; a call if it is a function.
  mutating func name() throws(UnreadableFormula) -> FormulaReading {
    if let (word, count) = declaredWord() {
      let range = atoms[index].range.union(atoms[index + count - 1].range)
      index += count
      return try countedFromOne(named(word, latex: word, range))
    }
    if let (word, count) = functionWord() {
      let range = atoms[index].range.union(atoms[index + count - 1].range)
      index += count
      return try application(of: word, wordRange: range)
    }
    if let notation = uprightNotation() { throw notation.unreadable(atoms[index].range) }
    if let (word, count) = longName() {
      let range = atoms[index].range.union(atoms[index + count - 1].range)
      index += count
      return try countedFromOne(named(word, latex: "\\mathrm{\(word)}", range))
    }
    guard let atom = peek, var letter = atom.letter else { throw unexpected(peek) }
    advance()
    if letter == "ell", context.names["ell"] == nil, context.names["l"] != nil { letter = "l" }
    if context.names[letter] == nil, let notation = UnreadNotation(atom) {
      throw notation.unreadable(atom.range)
    }
    if atom.font == "double", context.names[letter] == nil, letter != "I" {
      // 𝔼, ℙ, ℝ: operators and sets that have no meaning in a formula here, and are no names to be guessed.
      throw UnreadableFormula(
        "latex.notation",
        "'\\mathbb \(letter)' is not known",
        atom.range,
        hints: ["declare '\(letter)' if it is a name"]
      )
    }
    return try countedFromOne(named(letter, latex: nil, atom.range))
  }
}
