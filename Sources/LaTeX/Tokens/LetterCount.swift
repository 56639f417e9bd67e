// In which letters the formulas of a text write each name, bold or ordinary, so that results are set as the author sets them.
//
// Whatever else a formula says, its letters can be read: nothing is understood here beyond fonts, groups and subscripts.

package import Findings
import Syntax

/// Counts how formulas write names; what most of them do is the author's way, and what defines a name decides.
package struct LetterCount: Sendable {
  /// One way to write a name.
  private struct Use: Sendable {
    /// The LaTeX of its letter; empty for the ordinary one.
    let letter: String
    var count: Int
  }

  private let reader: LaTeXReader
  /// The ways of each name in the order of their first uses.
  private var uses: [String: [Use]] = [:]
  /// The ways of the members of a family, by its name.
  private var members: [String: [Use]] = [:]
  private var decided: [String: String] = [:]

  /// No formula yet; `macros` are the definitions of the front matter.
  package init(macros: String = "") { reader = LaTeXReader(macros: macros) }

  /// Whether some TeX changes the letters of names at all.
  package static func changesLetters(_ text: String) -> Bool {
    var rest = text.utf8[...]
    while let start = rest.firstIndex(where: { $0 == UInt8(ascii: "\\") || $0 == 0xF0 || $0 == 0xE2 }) {
      rest = rest[start...].dropFirst()
      // 𝐖 and ℓ are such letters themselves.
      if text.utf8[start] != UInt8(ascii: "\\") { return true }
      let word = rest.prefix { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      }
      let name = String(decoding: word, as: UTF8.self)
      if name == "ell" || fonts[name] != nil || LaTeXSymbols.switches[name] != nil { return true }
    }
    return false
  }

  /// Takes up the letters of a formula, which `decides` where it defines names.
  package mutating func note(_ formula: String, decides: Bool) {
    let tokens = reader.expandedTokens(of: formula)
    // The font in each of the open groups.
    var groups: [String?] = [nil]
    var place = 0
    while place < tokens.count {
      let token = tokens[place]
      place += 1
      switch token.kind {
      case .open: groups.append(groups[groups.count - 1])
      case .close: if groups.count > 1 { groups.removeLast() }
      case .alignment, .subscript: break
      case .superscript:
        // The T of a transpose is no name.
        if place < tokens.count, tokens[place].isCharacter("T") { place += 1 }
      case .command where LetterCount.silent.contains(token.text) || LaTeXSymbols.texts[token.text] != nil:
        place = LetterCount.end(ofArgumentAt: place, in: tokens)
      case .command where LaTeXSymbols.switches[token.text] != nil:
        groups[groups.count - 1] = LetterCount.switches[token.text]
      case .command where LetterCount.fonts[token.text] != nil:
        guard place < tokens.count else { break }
        let font = LetterCount.fonts[token.text]
        if tokens[place].kind == .open {
          groups.append(font)
        } else {
          note(letterAt: place, in: tokens, font: font, decides)
        }
        place += 1
      case .command, .character:
        note(letterAt: place - 1, in: tokens, font: groups[groups.count - 1], decides)
      }
    }
  }

  /// The letters that are not the ordinary ones.
  package var letters: AuthorsLetters {
    var table: [String: String] = [:]
    for (name, uses) in members.merging(uses, uniquingKeysWith: { $1 }) {
      let most = uses.map(\.count).max()
      let letter = decided[name] ?? uses.first { $0.count == most }?.letter ?? ""
      if !letter.isEmpty { table[name] = letter }
    }
    return AuthorsLetters(table)
  }

  // MARK: - Letters

  private mutating func note(letterAt place: Int, in tokens: [Token], font: String?, _ decides: Bool) {
    let token = tokens[place]
    let name: String
    switch token.kind {
    case .command:
      guard let letter = LaTeXSymbols.letters[token.text] else { return }
      name = letter
    case .character:
      guard let first = token.text.unicodeScalars.first, first.properties.isAlphabetic else { return }
      name = CanonicalName.plain(token.text)
    default: return
    }
    let plain = token.kind == .command ? "\\" + token.text : token.text
    let letter = font.map { "\($0){\(plain)}" } ?? ""
    let index = LetterCount.subscriptText(after: place, in: tokens)
    note(index.isEmpty ? name : CanonicalName.plain("\(name)_\(index)"), letter, decides)
    if !index.isEmpty { LetterCount.count(letter, of: name, in: &members) }
    // ℓ is the l of those who declare one.
    if name == "ell" { note("l", "\\ell", false) }
  }

  private mutating func note(_ name: String, _ letter: String, _ decides: Bool) {
    LetterCount.count(letter, of: name, in: &uses)
    if decides, decided[name] == nil { decided[name] = letter }
  }

  private static func count(_ letter: String, of name: String, in table: inout [String: [Use]]) {
    if let known = table[name]?.firstIndex(where: { $0.letter == letter }) {
      table[name]?[known].count += 1
    } else {
      table[name, default: []].append(Use(letter: letter, count: 1))
    }
  }

  /// The letters and digits below a letter, `1` or `ij`; empty where anything else stands there.
  private static func subscriptText(after place: Int, in tokens: [Token]) -> String {
    var next = place + 1
    while next < tokens.count, tokens[next].kind == .close { next += 1 }
    guard next < tokens.count, tokens[next].kind == .subscript else { return "" }
    let content = tokens[(next + 1)..<end(ofArgumentAt: next + 1, in: tokens)].filter {
      $0.kind != .open && $0.kind != .close
    }
    guard content.allSatisfy({ $0.kind == .character && $0.text.allSatisfy { $0.isLetter || $0.isNumber } })
    else { return "" }
    return content.map(\.text).joined()
  }

  /// Where a group that begins at a place ends, or the single token that stands there.
  private static func end(ofArgumentAt place: Int, in tokens: [Token]) -> Int {
    guard place < tokens.count, tokens[place].kind == .open else { return min(place + 1, tokens.count) }
    var depth = 0
    var end = place
    repeat {
      if tokens[end].kind == .open { depth += 1 }
      if tokens[end].kind == .close { depth -= 1 }
      end += 1
    } while depth > 0 && end < tokens.count
    return end
  }

  // MARK: - Commands

  /// The fonts that letters keep, by the commands that people write for them.
  private static let fonts: [String: String] = {
    var table: [String: String] = [:]
    for (font, names) in [
      "\\mathbf": ["mathbf", "bold", "symbf", "vectorbold"],
      "\\boldsymbol": ["boldsymbol", "bm", "pmb", "mathbfit", "symbfit", "bs"],
      "\\mathcal": ["mathcal", "cal"], "\\mathscr": ["mathscr"], "\\mathfrak": ["mathfrak"],
      "\\mathsf": ["mathsf"], "\\mathtt": ["mathtt"], "\\vec": ["vec", "overrightarrow", "vect"],
    ] {
      for name in names { table[name] = font }
    }
    return table
  }()

  /// The same for the switches that hold up to the end of their group; others give the ordinary letters back.
  private static let switches = [
    "bf": "\\mathbf", "bfseries": "\\mathbf", "boldmath": "\\boldsymbol", "tt": "\\mathtt", "sf": "\\mathsf",
    "cal": "\\mathcal", "frak": "\\mathfrak",
  ]

  /// Commands whose argument holds no names: words, sets, labels.
  private static let silent: Set<String> = [
    "mathrm", "mathbb", "Bbb", "mathds", "mathbbm", "operatorname", "begin", "end", "label", "tag", "ref",
    "eqref", "color", "textcolor", "hspace", "vspace",
  ]
}
