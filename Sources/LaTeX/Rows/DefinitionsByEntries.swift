// Names that rows define entry by entry: `s_i = …`, `B_{ij} = …`, `f_i(z) = …`, `[f(z)]_i = …`.

import Diagnostics
import Expressions
package import Syntax

/// What a name is whose entries rows state.
package enum EntryForm: Sendable, Hashable {
  /// A family, whose members are no numbers, or no known number of them.
  case family
  /// Nothing: each name with its subscript is one of its own.
  case none
}

extension DisplayStatement.Definition {
  /// The index of a family that is defined.
  package var memberIndex: Statement.Name? { form == .member ? entry.first : nil }

  /// What the name stands for when its entry is a formula: the vector or matrix of all its values.
  package func whole(of given: SyntaxTree) -> SyntaxTree {
    let formula: SyntaxTree
    switch form {
    case .value: formula = given
    case .member: return given
    case .square:
      // Squares that are named are those of lengths and deviations, which are not negative.
      formula = SyntaxTree(
        .call(name: "sqrt", nameRange: given.range, isElementwise: false, arguments: [given]),
        given.range
      )
    case .transpose:
      formula = SyntaxTree(.transpose(SyntaxTree(.parenthesized(given), given.range)), given.range)
    }
    return switch entry.count {
    case 1: FormulaParser.vector(of: formula, at: entry[0].text, upTo: nil, formula.range)
    case 2: FormulaParser.matrix(of: formula, at: entry[0].text, entry[1].text, formula.range)
    default: formula
    }
  }
}

extension SyntaxTree {
  /// Whether it is a vector or matrix of all values that an entry has, whose sizes are still to be found.
  package var isWholeOfEntries: Bool {
    guard case .indexed(.sum, let index, nil, let body) = kind else { return false }
    var work = [body]
    while let part = work.popLast() {
      if case .call(FormulaParser.unitVector, _, _, let arguments) = part.kind,
        case .name(index, _)? = arguments.first?.kind
      {
        return true
      }
      work += part.children
    }
    return false
  }
}

extension LaTeXReader {
  /// The names that rows define entry by entry, and the functions of conventional names that they define, with what they are.
  ///
  /// They are found before the rows are read, since `s_j` and `s` of later rows are read by them.
  ///
  /// N_k beside a size N, and λ_i beside a number λ, are entries of something else, which has a name of its own.
  func namesByEntries(in atoms: [LaTeXAtom], _ context: inout FormulaContext) {
    context.lettersApart = LaTeXReader.lettersApart(in: atoms, context)
    var found: [NameTable.Entry] = []
    // The names that rows before define as a whole: of Q = AX, q_ij is an entry.
    var whole = Set<String>()
    for (side, relation, _) in LaTeXReader.equations(in: atoms)
    where [.equal, .defined, .identical].contains(relation) {
      if side.count == 1, let letter = side[0].letter { whole.insert(letter) }
      guard let entry = LaTeXReader.definedEntry(side, context, isDefining),
        !whole.contains(entry.name.prefix(1).uppercased() + entry.name.dropFirst()),
        !found.contains(where: { $0.name == entry.name })
      else { continue }
      switch entryForms[entry.name] {
      case nil: found.append(entry)
      case .family? where entry.kind == .vector:
        found.append(NameTable.Entry(entry.name, .family(.other), isDefined: true))
      case .family?, EntryForm.none?: continue
      }
    }
    for entry in found {
      context.names.insert(entry)
      context.namesByEntries.insert(entry.name)
    }
  }

  /// The letters that alone, or as a function, are given another value than the vector of what has them with indices:
  /// the loss L of the losses L_i.
  private static func lettersApart(in atoms: [LaTeXAtom], _ context: FormulaContext) -> Set<String> {
    var apart = Set<String>()
    for (side, _, right) in equations(in: atoms) {
      guard let letter = side.first.flatMap(markedLetter) else { continue }
      let isCall = side.count > 3 && side[1].isSymbol("(") && side[side.count - 1].isSymbol(")")
      guard side.count == 1 || isCall else { continue }
      var isKnown = false
      switch context.names[FormulaContext.entryName(of: letter)]?.kind {
      case .vector, .matrix, .family: isKnown = isCall
      default: break
      }
      if isKnown || hasIndices(letter, in: right) { apart.insert(letter) }
    }
    return apart
  }

  /// Whether a letter stands with something below it.
  private static func hasIndices(_ letter: String, in atoms: [LaTeXAtom]) -> Bool {
    atoms.levels.contains { list in
      zip(list, list.dropFirst()).contains { base, atom in
        if case .script(isSuper: false, _) = atom.kind { markedLetter(base) == letter } else { false }
      }
    }
  }

  /// The first relation of each statement, with what stands on its sides.
  private static func equations(in atoms: [LaTeXAtom])
    -> [(left: [LaTeXAtom], relation: DisplayRelation, right: [LaTeXAtom])]
  {
    atoms.split(whereSeparator: endsStatement).compactMap { statement in
      for (place, atom) in zip(statement.indices, statement) {
        if case .relation(let relation) = atom.kind {
          return (Array(statement[..<place]).visible, relation, Array(statement[(place + 1)...]))
        }
      }
      return nil
    }
  }

  private static func endsStatement(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .rowBreak, .connective, .text, .wideSpace, .symbol(";"): true
    default: false
    }
  }

  /// What a left side makes of the name in it; nil where it states no entry of a new name.
  private static func definedEntry(_ side: [LaTeXAtom], _ context: FormulaContext, _ isDefining: Bool)
    -> NameTable.Entry?
  {
    // `\sigma_j^2 = …` says what the square of each entry is.
    var side = side.filter { !isSquare($0) }
    var count = 0
    func takeIndices(_ place: Int) -> Bool {
      guard count == 0, case .script(isSuper: false, let content) = side[place].kind,
        let found = indexCount(content.visible, context)
      else { return false }
      side.remove(at: place)
      count = found
      return true
    }
    if side.count > 3, side[0].isSymbol("["), side[side.count - 2].isSymbol("]") {
      guard takeIndices(side.count - 1) else { return nil }
      side = Array(side.dropFirst().dropLast())
    }
    guard let letter = side.first.flatMap(markedLetter) else { return nil }
    if side.count > 1 { _ = takeIndices(1) }
    if side.count > 2 { _ = takeIndices(2) }
    if side.count == 2, let mark = mark(above: side[1]) {
      // `\mu_k^{\text{new}} = …`, `\mu_k^{(t+1)} = …`: a family of its own, beside that of the μ_k.
      let name = CanonicalName.plain(letter + "_" + mark)
      return count == 0 || context.names[name] != nil
        ? nil : NameTable.Entry(name, count == 2 ? .matrix : .vector, isDefined: true)
    }
    guard var name = entryName(letter, context) else { return nil }
    if side.count > 3 { _ = takeIndices(side.count - 1) }
    let value: NameTable.Kind = count == 2 ? .matrix : .vector
    if side.count == 1 {
      // Where the letter alone may be something else, what has it with indices goes by another name.
      if name == letter, isDefining || context.lettersApart.contains(letter) {
        name = FormulaContext.entryName(of: letter)
        guard context.names[name] == nil else { return nil }
      }
      return count == 0 || isEntryOfKnown(letter, count, context)
        ? nil : NameTable.Entry(name, value, isDefined: true)
    }
    guard side.count > 3, name == letter, side[1].isSymbol("("), side[side.count - 1].isSymbol(")") else {
      return nil
    }
    if count > 0, context.lettersApart.contains(letter) {
      // The parts σ_i(w) of which a number σ(w) is the sum.
      name = FormulaContext.entryName(of: letter)
      guard context.names[name] == nil else { return nil }
    }
    let arguments = side[2..<(side.count - 1)].split { $0.isSymbol(",") }
    let parameters = arguments.compactMap { $0.count == 1 ? $0.first?.letter : nil }
    guard parameters.count == arguments.count else { return nil }
    // A function with a conventional name is the author's where the author defines it.
    guard count > 0 || context.ownFunctions.contains(name) else { return nil }
    let kind = NameTable.Kind.function(parameters: parameters, value: count > 0 ? value : nil)
    return NameTable.Entry(name, kind, isDefined: true)
  }

  /// What a superscript adds to a name: an upright word, or the step of an iteration in brackets.
  private static func mark(above atom: LaTeXAtom) -> String? {
    guard case .script(isSuper: true, let content) = atom.kind else { return nil }
    if let mark = RaisedMark(content), mark.kind == .word, mark.transpose.isEmpty { return mark.text }
    let visible = content.visible
    guard visible.count > 2, visible[0].isSymbol("("), visible[visible.count - 1].isSymbol(")") else {
      return nil
    }
    return FormulaParser.subscriptText(Array(visible.dropFirst().dropLast()))
  }

  private static func isSquare(_ atom: LaTeXAtom) -> Bool {
    if case .script(isSuper: true, let content) = atom.kind {
      content.visible.map(\.kind) == [.digit("2")]
    } else {
      false
    }
  }

  /// The letter that an atom is, perhaps with an accent.
  private static func markedLetter(_ atom: LaTeXAtom) -> String? {
    if case .accent(let accent, let content) = atom.kind, content.visible.count == 1 {
      return content.visible[0].letter.map { $0 + "_" + accent }
    }
    return atom.letter
  }

  /// The name of what has a letter with indices: the letter, or another name where the letter is a size or a number.
  private static func entryName(_ letter: String, _ context: FormulaContext) -> String? {
    guard isUsual(letter, context) else { return nil }
    switch context.names[letter]?.kind {
    case nil: return letter
    case .size, .scalar:
      let name = FormulaContext.entryName(of: letter)
      return context.names[name] == nil ? name : nil
    default: return nil
    }
  }

  /// The letters that stand for something by convention where they have indices, whatever a row says.
  private static let conventional: Set<String> = ["I", "J", "E", "delta", "partial", "R"]

  private static func isUsual(_ name: String, _ context: FormulaContext) -> Bool {
    !conventional.contains(name) && (name != "e" || !context.hasExponential)
  }

  /// Whether `x_i` or `x_{ij}` are entries of a vector or matrix X, which has a meaning.
  private static func isEntryOfKnown(_ name: String, _ count: Int, _ context: FormulaContext) -> Bool {
    let capital = name.prefix(1).uppercased() + name.dropFirst()
    guard capital != name, let kind = context.names[capital]?.kind else { return false }
    return kind == (count == 2 ? .matrix : .vector)
  }

  /// How many indices a subscript has, where it is nothing else: single small letters, each once, of no other meaning.
  private static func indexCount(_ content: [LaTeXAtom], _ context: FormulaContext) -> Int? {
    let letters = content.filter { !$0.isSymbol(",") }.map(\.letter)
    let indices = letters.compactMap { letter -> String? in
      guard let letter, letter.count == 1, letter.first?.isLowercase == true, letter.first?.isASCII == true
      else { return nil }
      switch context.names[letter]?.kind {
      case nil: return letter
      // An index that a cell declares is a number for the reader.
      case .scalar: return ["i", "j", "k", "l"].contains(letter) ? letter : nil
      default: return nil
      }
    }
    guard indices.count == letters.count, (1...2).contains(indices.count),
      Set(indices).count == indices.count
    else { return nil }
    return indices.count
  }
}
