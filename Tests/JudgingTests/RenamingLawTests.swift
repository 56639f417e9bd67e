// A verdict never depends on a name: rows in other letters are worth the same.

import Findings
import Testing

/// Letters in the place of others, in a cell and in the rows after it.
struct Renaming {
  /// Letters that are put in the place of declared ones: the first that the notebook does not use.
  let targets: [Character]

  /// The letters that mean something by themselves and stand for no name here: `d e I T t H K E J`.
  static let reserved: Set<Character> = ["d", "e", "I", "T", "t", "H", "K", "E", "J"]

  /// A letter for each single letter that a cell declares; capitals stay capitals.
  func map(_ cell: String, _ rows: [String]) -> [Character: Character] {
    let written = Set(rows.joined())
    let used = written.union(cell)
    var free = targets.filter { !used.contains($0) && !Self.reserved.contains($0) }
    var map: [Character: Character] = [:]
    let declared = Self.declared(in: cell)
    for name in declared where map[name] == nil && !Self.reserved.contains(name) {
      // A small letter beside its capital stands for an entry: both change together.
      let small = name.lowercased().first.flatMap { letter in
        name.isUppercase && !declared.contains(letter) && written.contains(letter) ? letter : nil
      }
      func isFree(_ letter: Character?) -> Bool { letter.map(free.contains) ?? false }
      guard
        let target = free.first(where: {
          $0.isUppercase == name.isUppercase && (small == nil || isFree($0.lowercased().first))
        })
      else { continue }
      map[name] = target
      if let small { map[small] = target.lowercased().first }
      free.removeAll { $0 == target || $0 == map[small ?? name] }
    }
    return map
  }

  /// The names of one letter before the colon, the equals sign or the bracket of a line.
  private static func declared(in cell: String) -> [Character] {
    cell.split(separator: "\n").flatMap { line -> [Character] in
      let head = line.prefix { $0 != ":" && $0 != "=" && $0 != "(" && $0 != "[" }
      return head.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.filter { $0.count == 1 }.compactMap(
        \.first
      )
    }
  }

  /// The text of a cell in other letters: whole words only, the words after a colon left alone.
  static func cell(_ text: String, _ map: [Character: Character]) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let colon = line.firstIndex(of: ":") else { return words(String(line), map) }
      return words(String(line[..<colon]), map) + line[colon...]
    }.joined(separator: "\n")
  }

  /// A text in which each word of one letter is another letter.
  private static func words(_ text: String, _ map: [Character: Character]) -> String {
    var result = ""
    var word = ""
    for character in text + "\n" {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
        continue
      }
      if word.count == 1, let letter = word.first, let other = map[letter] { word = String(other) }
      result += word
      word = ""
      result.append(character)
    }
    return String(result.dropLast())
  }

  /// A row of LaTeX in other letters: commands and the words in their braces left alone.
  static func row(_ text: String, _ map: [Character: Character]) -> String {
    var result = ""
    var rest = text[...]
    while let first = rest.first {
      if first == "\\" {
        let command = rest.dropFirst().prefix { $0.isLetter }
        var taken = rest.prefix(max(1 + command.count, 2))
        rest = rest.dropFirst(taken.count)
        if ["operatorname", "text", "mathrm", "begin", "end"].contains(String(command)), rest.first == "{",
          let end = rest.firstIndex(of: "}")
        {
          taken += rest[...end]
          rest = rest[rest.index(after: end)...]
        }
        result += taken
      } else {
        result.append(map[first] ?? first)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}

@Suite("A row in other letters") struct RenamingLawTests {
  private static let renaming = Renaming(targets: Array("GQZFMWLPRSUVYNXBACDOqzwlpgrsuvyhkxabcfnmoij"))
  private static let other = Renaming(targets: Array("ODCUVNSRPYLWMFZQGABXoyvusrpglwzqkhcbaxfmn"))

  /// Both rows of a pair, one after the other.
  @Test("has the verdict that it had", arguments: RowPair.meanings.filter { $0.decision != .convention })
  func pairs(_ pair: RowPair) throws {
    try compare(pair.cell, pair.rows, nil, pair.varying, Self.other)
  }

  @Test("of a derivation has the verdict that it had", arguments: DisplaySample.usage)
  func displays(_ sample: DisplaySample) throws {
    let varying = sample.variable.split(separator: ", ").map(String.init)
    try compare(sample.cell, sample.rows.map(\.0), sample.subject, varying, Self.renaming)
  }

  private func compare(
    _ cell: String,
    _ rows: [String],
    _ subject: String?,
    _ varying: [String],
    _ renaming: Renaming
  ) throws {
    let map = renaming.map(cell, rows)
    try #require(!map.isEmpty)
    func name(_ text: String) -> String { Renaming.cell(text, map) }
    let before = try SmallNotebook(cell).lines(rows, of: subject, varying: varying)
    let after = try SmallNotebook(name(cell)).lines(
      rows.map { Renaming.row($0, map) },
      of: subject.map(name),
      varying: varying.map(name)
    )
    for (one, other) in zip(before, after) {
      #expect(one.verdict == other.verdict, "\(one.latex), \(other.latex): \(other.message)")
      #expect(one.habits == other.habits, "\(one.latex), \(other.latex)")
    }
  }
}
