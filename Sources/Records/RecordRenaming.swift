// Which names of one record are other names in another one: texts at the same places that differ in names alone.

import JSON

/// New names for old ones.
struct RecordRenaming {
  /// The new names by the old ones.
  private(set) var names: [String: String] = [:]

  /// The renaming that texts at the same places agree on; a name that stays somewhere stays everywhere.
  init(_ old: [String: String], _ new: [String: String]) {
    var candidates: [String: Set<String>] = [:]
    for (place, text) in old {
      guard let other = new[place] else { continue }
      let (before, after) = (RecordToken.tokens(of: text), RecordToken.tokens(of: other))
      guard before.count == after.count,
        zip(before, after).allSatisfy({ $0 == $1 || $0.isName && $1.isName })
      else { continue }
      for (name, other) in zip(before, after) where name.isName {
        candidates[name.text, default: []].insert(other.text)
      }
    }
    // What is a differential of a renamed name is none of its own.
    func isUsed(_ name: String, in texts: [String: Set<String>]) -> Bool { texts[name] != nil }
    let oldNames = Set(candidates.keys)
    let newNames = Set(new.values.flatMap { RecordToken.tokens(of: $0).filter(\.isName).map(\.text) })
    for (name, others) in candidates {
      guard others.count == 1, let other = others.first, other != name, !newNames.contains(name),
        !oldNames.contains(other)
      else { continue }
      names[name] = other
    }
    // Two old names are never one new name.
    var owners: [String: [String]] = [:]
    for (name, other) in names { owners[other, default: []].append(name) }
    for (_, claimants) in owners where claimants.count > 1 { for name in claimants { names[name] = nil } }
  }

  /// A text with the new names.
  func callAsFunction(_ text: String) -> String {
    guard !names.isEmpty else { return text }
    var result = ""
    var end = text.startIndex
    for token in RecordToken.tokens(of: text) where token.isName {
      guard let new = names[token.text] else { continue }
      result += text[end..<token.range.lowerBound] + new
      end = token.range.upperBound
    }
    return result + text[end...]
  }
}

/// A token of a formula.
struct RecordToken: Hashable {
  let text: String
  /// Whether it is a name; of a differential `dX` the name is `X` and the `d` a token of its own.
  let isName: Bool
  let range: Range<String.Index>

  static func == (left: RecordToken, right: RecordToken) -> Bool { left.text == right.text }
  func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// The tokens of a text.
  static func tokens(of text: String) -> [RecordToken] {
    text.matches(of: #/\w+|[^\w\s]/#).map { match in
      let word = String(match.output)
      let isWord = word.first.map { $0.isLetter || $0 == "_" } ?? false
      return RecordToken(text: word, isName: isWord, range: match.range)
    }
  }
}
