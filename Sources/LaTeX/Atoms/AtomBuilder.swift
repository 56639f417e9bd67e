// Builds the atoms of a display from its tokens: lists, groups, arguments and single signs.

import Diagnostics

struct AtomBuilder {
  /// How deep groups and arguments may be nested.
  static let nestingBound = 60

  let tokens: [Token]
  var index = 0
  var depth = 0
  private(set) var diagnostics: [Diagnostic] = []
  /// The delimiters of `\left` that are open, innermost last.
  var fences: [String] = []
  /// The names and the functions that are known.
  let names: NameTable
  /// The words of `\text` that were taken for the name of a value.
  var spokenNames: Set<String> = []
  /// Whether the text is there to give names their meaning, so that a name in words needs no row that uses it.
  let isDefining: Bool

  init(_ tokens: [Token], names: NameTable, isDefining: Bool) {
    self.tokens = tokens
    self.names = names
    self.isDefining = isDefining
  }

  /// Whether a word inside `\text` belongs to the formula.
  func isFormulaWord(_ word: String) -> Bool {
    names.function(called: word) != nil || names[word] != nil
  }

  /// All atoms of the display.
  mutating func atoms() -> [LaTeXAtom] {
    var atoms: [LaTeXAtom] = []
    while index < tokens.count {
      atoms += list(font: nil)
      if index < tokens.count {
        report("latex.unbalanced-brace", "nothing is open that this brace could close", tokens[index].range)
        index += 1
      }
    }
    return atoms
  }

  // MARK: Lists

  /// Says that groups stand inside more groups than are followed.
  mutating func reportNesting(at range: SourceRange) {
    report("latex.nesting", "groups are nested more than \(AtomBuilder.nestingBound) deep", range)
  }

  /// The atoms up to a closing brace or an `\end` or `\right` that belongs to someone else.
  mutating func list(font start: String?) -> [LaTeXAtom] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= AtomBuilder.nestingBound else {
      reportNesting(at: tokens[min(index, tokens.count - 1)].range)
      index = tokens.count
      return []
    }
    var font = start
    var atoms: [LaTeXAtom] = []
    var isSpaced = false
    var beginsColumn = false
    while index < tokens.count {
      let token = tokens[index]
      if token.kind == .close { break }
      if token.kind == .command, LaTeXSymbols.spaces.contains(token.text) { isSpaced = true }
      if token.kind == .alignment { beginsColumn = true }
      if token.isCommand("end") { break }
      if token.kind == .command, let name = LaTeXSymbols.switches[token.text] {
        font = name
        index += 1
        continue
      }
      var new = unit(font: font)
      if !new.isEmpty {
        new[0].isSpaced = new[0].isSpaced || isSpaced
        new[0].beginsColumn = new[0].beginsColumn || beginsColumn
        isSpaced = false
        beginsColumn = false
      }
      append(new, to: &atoms)
    }
    return AtomBuilder.joined(atoms)
  }

  mutating func group(font: String?) -> [LaTeXAtom] {
    let open = tokens[index]
    index += 1
    let content = list(font: font)
    var end = open.range
    if index < tokens.count, tokens[index].kind == .close {
      end = tokens[index].range
      index += 1
    } else {
      report("latex.unbalanced-brace", "this brace is never closed", open.range)
    }
    if let place = content.firstIndex(where: { $0.kind == .over }) {
      let top = Array(content[..<place])
      let bottom = Array(content[(place + 1)...])
      return [LaTeXAtom(.fraction(top, bottom), open.range.union(end))]
    }
    return [LaTeXAtom(.groupOpen, open.range)] + content + [LaTeXAtom(.groupClose, end)]
  }

  /// The argument of a command or script: a group or the next unit.
  mutating func argument(font: String? = nil) -> [LaTeXAtom] {
    while index < tokens.count, tokens[index].kind == .command, LaTeXSymbols.silent[tokens[index].text] == 0 {
      index += 1
    }
    guard index < tokens.count, !endsCell(tokens[index]) else {
      report(
        "latex.missing-argument",
        "an argument is missing here",
        tokens[min(index, tokens.count - 1)].range
      )
      return []
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= AtomBuilder.nestingBound else {
      index = tokens.count
      reportNesting(at: tokens[0].range)
      return []
    }
    return unit(font: font)
  }

  /// Whether a token ends what stands before it, so that it is nobody's argument.
  private func endsCell(_ token: Token) -> Bool {
    switch token.kind {
    case .close, .alignment: true
    case .command: token.text == "end" || LaTeXSymbols.rowBreaks.contains(token.text)
    case .character, .open, .superscript, .subscript: false
    }
  }

  // MARK: Units

  /// The atoms of one token, or of one command with its arguments.
  mutating func unit(font: String?) -> [LaTeXAtom] {
    let token = tokens[index]
    switch token.kind {
    case .open: return group(font: font)
    case .close: return []
    case .alignment:
      index += 1
      return []
    case .superscript, .subscript:
      index += 1
      let isSuper = token.kind == .superscript
      let content = isSuper ? argument() : AtomBuilder.primedIndices(argument())
      let range = content.range.map { token.range.union($0) } ?? token.range
      return [LaTeXAtom(.script(isSuper: isSuper, content), range)]
    case .character:
      index += 1
      return [character(token, font: font)]
    case .command:
      index += 1
      return command(token, font: font)
    }
  }

  func character(_ token: Token, font: String?) -> LaTeXAtom {
    let isJoined = !token.isSpaced
    let text = token.text
    let kind: LaTeXAtom.Kind
    if text == "'" {
      kind = .prime
    } else if text == "=" {
      kind = .relation(.equal)
    } else if text == "ℝ" {
      return LaTeXAtom(.letter("R"), token.range, isJoined: isJoined, font: "double")
    } else if text.count == 1, let scalar = text.unicodeScalars.first, scalar.isASCII {
      if scalar.properties.isAlphabetic {
        kind = .letter(text)
      } else if ("0"..."9").contains(scalar) {
        kind = .digit(text)
      } else if ".,;:+-*/()[]|<>!?".unicodeScalars.contains(scalar) {
        kind = .symbol(text)
      } else {
        kind = .unknown(text)
      }
    } else if let scalar = text.unicodeScalars.first, scalar.properties.isAlphabetic {
      kind = .letter(text)
    } else {
      kind = .unknown(text)
    }
    return LaTeXAtom(kind, token.range, isJoined: isJoined, font: font)
  }

  mutating func report(_ code: String, _ message: String, _ range: SourceRange) {
    diagnostics.append(Diagnostic(code: code, message: message, range: range))
  }
}
