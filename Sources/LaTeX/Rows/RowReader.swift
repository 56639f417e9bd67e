// Splits a display into rows, and a row into statements: chains of relations, definitions, declarations, words.

import Diagnostics
import Expressions
import Syntax

struct RowReader {
  let text: String
  var context: FormulaContext
  private var diagnostics: [Diagnostic] = []

  /// A part of a row that makes one statement.
  struct Segment {
    var atoms: [LaTeXAtom] = []
    var connective: DisplayConnective = .none
    var remark: String?
  }

  init(text: String, context: FormulaContext) {
    self.text = text
    self.context = context
  }

  /// The rows of the display; `diagnostics` are those of the earlier phases, and are put to the row they fall in.
  mutating func rows(_ atoms: [LaTeXAtom], diagnostics earlier: [Diagnostic]) -> [DisplayRow] {
    var rows: [DisplayRow] = []
    let parts = RowReader.joiningRelations(
      atoms.split(omittingEmptySubsequences: true) { $0.kind == .rowBreak }.map { Array($0) }
        .filter { !$0.visible.isEmpty }
    )
    for (index, part) in parts.enumerated() {
      let range = whole(RowReader.range(of: part))
      let isLast = index == parts.count - 1
      let nextStart = isLast ? Int.max : RowReader.range(of: parts[index + 1]).start
      let mine = earlier.filter { diagnostic in
        let start = diagnostic.range?.start ?? 0
        return start < nextStart && (index == 0 || start >= range.start)
      }
      rows.append(row(part, range, earlier: mine, isFirst: index == 0))
    }
    if rows.isEmpty, !earlier.isEmpty {
      let range = SourceRange(0, text.utf8.count)
      rows.append(
        DisplayRow(range: range, latex: source(range), statements: [unreadable(range)], diagnostics: earlier)
      )
    }
    return rows
  }

  /// A row that ends in a relation goes on in the next row: the relation is moved there, as people also write it.
  private static func joiningRelations(_ rows: [[LaTeXAtom]]) -> [[LaTeXAtom]] {
    var rows = rows
    for place in rows.indices.dropLast() {
      guard let last = rows[place].lastIndex(where: { !$0.isInvisible }), last > 0,
        case .relation = rows[place][last].kind
      else { continue }
      let relation = rows[place].remove(at: last)
      let next = rows[place + 1].first { !$0.isInvisible }
      if case .relation = next?.kind { continue }
      let start = next?.range.start ?? relation.range.start
      rows[place + 1].insert(LaTeXAtom(relation.kind, SourceRange(start, start)), at: 0)
    }
    return rows
  }

  private static func range(of atoms: [LaTeXAtom]) -> SourceRange {
    var result = atoms.first?.range ?? SourceRange(0, 0)
    for atom in atoms { result = result.union(atom.range) }
    return result
  }

  /// The range with the font command before its first letter and the brace after its last.
  private func whole(_ range: SourceRange) -> SourceRange {
    let bytes = Array(text.utf8)
    var start = range.start
    while true {
      var position = start
      while position > 0,
        [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "{")].contains(bytes[position - 1])
      {
        position -= 1
      }
      let end = position
      while position > 0, isLetter(bytes[position - 1]) { position -= 1 }
      guard position > 0, position < end, bytes[position - 1] == UInt8(ascii: "\\"),
        LaTeXSymbols.fonts[String(decoding: bytes[position..<end], as: UTF8.self)] != nil
      else { break }
      start = position - 1
    }
    var end = range.end
    var open = 0
    for position in start..<min(end, bytes.count) {
      if position > 0, bytes[position - 1] == UInt8(ascii: "\\") { continue }
      if bytes[position] == UInt8(ascii: "{") { open += 1 }
      if bytes[position] == UInt8(ascii: "}") { open -= 1 }
    }
    while open > 0, end < bytes.count, bytes[end] == UInt8(ascii: "}") {
      end += 1
      open -= 1
    }
    return SourceRange(start, end)
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private func source(_ range: SourceRange) -> String {
    let bytes = text.utf8.dropFirst(range.start).prefix(range.end - range.start)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func unreadable(_ range: SourceRange) -> DisplayStatement {
    DisplayStatement(.unreadable, connective: .none, continuation: .none, definition: nil, range: range)
  }

  private mutating func row(_ atoms: [LaTeXAtom], _ range: SourceRange, earlier: [Diagnostic], isFirst: Bool)
    -> DisplayRow
  {
    diagnostics = earlier
    var statements: [DisplayStatement] = []
    if earlier.contains(where: { $0.severity == .error }) {
      statements = [unreadable(range)]
    } else {
      for segment in merged(segments(atoms)) {
        statements += self.statements(segment, isFirst: isFirst && statements.isEmpty)
      }
    }
    return DisplayRow(range: range, latex: source(range), statements: statements, diagnostics: diagnostics)
  }

  // MARK: Segments

  /// The segments of a row: parts between commas, words, wide spaces and arrows.
  private func segments(_ atoms: [LaTeXAtom]) -> [Segment] {
    var result: [Segment] = []
    var current = Segment()
    var depth = 0
    func close(_ connective: DisplayConnective) {
      if !current.atoms.visible.isEmpty || current.remark != nil { result.append(current) }
      current = Segment(connective: connective)
    }
    var index = 0
    while index < atoms.count {
      let atom = atoms[index]
      index += 1
      if case .symbol(let sign) = atom.kind {
        if ["(", "[", "\\{", "langle", "eval("].contains(sign) {
          if depth == 0, let end = remarkEnd(atoms, from: index - 1) {
            let inner = atoms[(index - 1)..<end]
            close(.none)
            current.remark = source(RowReader.range(of: Array(inner)))
            current.atoms = Array(inner)
            close(.none)
            index = end
            continue
          }
          depth += 1
        }
        if [")", "]", "\\}", "rangle", "eval)"].contains(sign) { depth = max(0, depth - 1) }
      }
      guard depth == 0 else {
        current.atoms.append(atom)
        continue
      }
      switch atom.kind {
      case .connective(let connective): close(connective)
      case .symbol(","), .symbol(";"): close(.and)
      case .symbol("."):
        let isDecimal =
          index < atoms.count && { if case .digit = atoms[index].kind { true } else { false } }()
        if isDecimal { current.atoms.append(atom) } else { close(.none) }
      case .arrow where hasRelation(current.atoms) && hasRelation(Array(atoms[index...])): close(.implies)
      case .text(let words):
        let connective = RowReader.connective(of: words)
        guard connective != nil || isMembership(current.atoms) || standsApart(atoms, index - 1, words) else {
          // Words that touch a formula are a part of it: what they say is not known.
          current.atoms.append(atom)
          continue
        }
        close(connective ?? .none)
        if connective == nil || connective == .condition || connective == .reason {
          current.remark = words
          current.atoms = [atom]
          if connective != nil {
            while index < atoms.count, !RowReader.endsRemark(atoms[index]) {
              current.atoms.append(atoms[index])
              index += 1
            }
            current.remark = source(RowReader.range(of: current.atoms))
          }
          close(.none)
        }
      case .command("forall"), .command("exists"):
        close(.condition)
        current.atoms = [atom]
        while index < atoms.count, !RowReader.endsRemark(atoms[index]) {
          current.atoms.append(atoms[index])
          index += 1
        }
        current.remark = source(RowReader.range(of: current.atoms))
        close(.none)
      case .wideSpace:
        if hasRelation(current.atoms), let next = atoms[index...].first(where: { !$0.isInvisible }),
          begins(next), hasRelation(Array(atoms[index...].prefix { !RowReader.isBreak($0) }))
        {
          close(.and)
        }
      default: current.atoms.append(atom)
      }
    }
    close(.none)
    return result
  }

  /// Whether words are a remark: after a comma or a wide space, at the beginning or in a column of their own, and with
  /// nothing that goes on from them.
  private func standsApart(_ atoms: [LaTeXAtom], _ place: Int, _ words: String) -> Bool {
    let text = words.filter { $0 != " " }
    if text.hasPrefix("("), text.hasSuffix(")") { return true }
    let before = atoms[..<place].last { $0.kind != .groupOpen && $0.kind != .groupClose }
    let after = atoms[(place + 1)...].first { $0.kind != .groupOpen && $0.kind != .groupClose }
    let beginsApart =
      before.map { RowReader.separates($0) } ?? true || atoms[place].beginsColumn
      || [",", ";", "."].contains { text.hasPrefix($0) }
    let endsApart =
      after.map { RowReader.separates($0) || $0.beginsColumn } ?? true
      || [",", ";", ":"].contains { text.hasSuffix($0) }
    return beginsApart && endsApart
  }

  /// Whether an atom parts statements, or words from a formula.
  private static func separates(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .connective, .wideSpace, .text, .rowBreak: true
    case .symbol(let sign): [",", ";", "."].contains(sign)
    default: false
    }
  }

  private static func isBreak(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .connective, .wideSpace, .text: true
    default: false
    }
  }

  private static func endsRemark(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .connective, .wideSpace: true
    default: false
    }
  }

  /// Whether an atom can begin a statement, rather than go on with one.
  private func begins(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .relation, .operator, .script, .prime, .arrow: false
    case .symbol(let sign): !["+", "-", ":", "/", "*"].contains(sign)
    default: true
    }
  }

  private func hasRelation(_ atoms: [LaTeXAtom]) -> Bool {
    atoms.contains { if case .relation = $0.kind { true } else { false } }
  }

  /// The end of a bracket that holds words: `(\text{by (3)})`, `(\text{since } A = A^T)`.
  ///
  /// Beside words that give no reason only digits and references may stand, so that no factor is taken for a remark.
  private func remarkEnd(_ atoms: [LaTeXAtom], from start: Int) -> Int? {
    guard isBracket(atoms[start]) else { return nil }
    var depth = 0
    var end: Int?
    for place in start..<atoms.count {
      guard case .symbol(let sign) = atoms[place].kind else { continue }
      if ["(", "[", "\\{"].contains(sign) { depth += 1 }
      if [")", "]", "\\}"].contains(sign) { depth -= 1 }
      if depth == 0 {
        end = place + 1
        break
      }
    }
    guard let end else { return nil }
    let inner = atoms[(start + 1)..<(end - 1)].filter { !$0.isInvisible }
    if case .text(let words)? = inner.first?.kind, words.contains(where: \.isLetter) {
      if RowReader.connective(of: words) != nil { return end }
      return inner.allSatisfy { RowReader.isWordOrNumber($0) } ? end : nil
    }
    let upright = inner.filter { atom in
      guard let letter = atom.letter, ["roman", "text"].contains(atom.font) else { return false }
      return context.names[letter] == nil
    }
    let isWords =
      inner.allSatisfy { $0.letter == nil || upright.contains($0) } && !inner.contains(where: isSign)
    return isWords && upright.count > RowReader.uprightWordLength ? end : nil
  }

  private func isBracket(_ atom: LaTeXAtom) -> Bool {
    if case .symbol(let sign) = atom.kind { return ["(", "[", "\\{"].contains(sign) }
    return false
  }

  /// From how many upright letters on a bracket holds words.
  private static let uprightWordLength = 3

  private static func isWordOrNumber(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .text, .digit, .wideSpace, .groupOpen, .groupClose: true
    case .symbol(let sign): ["(", ")", "[", "]", ".", ",", "-"].contains(sign)
    default: false
    }
  }

  private func isSign(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .digit, .word, .relation, .fraction: true
    default: false
    }
  }

  /// What words between statements say; nil when they only comment.
  private static func connective(of words: String) -> DisplayConnective? {
    let first = words.lowercased().split { !$0.isLetter && $0 != "." }.first.map(String.init) ?? ""
    switch first {
    case "where", "let", "with", "put", "set", "define", "denote", "denoting", "call", "letting", "say":
      return .naming
    case "and", "or", "also", "": return .and
    case "since", "because", "as", "by", "using", "from", "due", "recall", "note", "via": return .reason
    case "if", "for", "when", "provided", "assuming", "given", "such", "s.t.", "whenever", "on", "in":
      return .condition
    case "so", "hence", "thus", "therefore", "then", "implies", "gives", "yields", "consequently", "i.e.",
      "that":
      return .implies
    case "iff": return .equivalent
    default: return nil
    }
  }

  /// Joins `x, y \in …`: names before a membership belong to it.
  private func merged(_ segments: [Segment]) -> [Segment] {
    var result: [Segment] = []
    for segment in segments {
      var segment = segment
      if segment.remark == nil, isMembership(segment.atoms) {
        while let last = result.last, last.remark == nil, segment.connective == .and, isNameOnly(last.atoms) {
          segment.atoms = last.atoms + [LaTeXAtom(.symbol(","), last.atoms[0].range)] + segment.atoms
          segment.connective = last.connective
          result.removeLast()
        }
      }
      result.append(segment)
    }
    return result
  }

  private func isMembership(_ atoms: [LaTeXAtom]) -> Bool { atoms.contains { $0.kind == .relation(.member) } }

  private func isNameOnly(_ atoms: [LaTeXAtom]) -> Bool {
    let visible = atoms.visible
    guard visible.count <= 2, visible.first?.letter != nil else { return false }
    guard visible.count == 2 else { return true }
    if case .script(isSuper: false, _) = visible[1].kind { return true }
    return false
  }

  // MARK: Statements

  private mutating func statements(_ segment: Segment, isFirst: Bool) -> [DisplayStatement] {
    let range = RowReader.range(of: segment.atoms)
    func statement(
      _ kind: DisplayStatement.Kind,
      _ continuation: DisplayContinuation = .none,
      _ definition: DisplayStatement.Definition? = nil
    ) -> DisplayStatement {
      DisplayStatement(
        kind,
        connective: segment.connective,
        continuation: continuation,
        definition: definition,
        range: range
      )
    }
    if let remark = segment.remark { return [statement(.remark(remark))] }
    do throws(UnreadableFormula) {
      if isMembership(segment.atoms) {
        let declarations = DeclarationReader(context: context)
        guard let declaration = try declarations.declaration(segment.atoms, range: range) else {
          return [statement(.remark(source(range)))]
        }
        for entry in declarations.entries(of: declaration) { context.names.insert(entry) }
        return [statement(.declaration(declaration))]
      }
      if segment.atoms.contains(where: { if case .arrow = $0.kind { true } else { false } }) {
        guard let (formulas, relation, definition) = try map(segment.atoms, range) else {
          return [statement(.remark(source(range)))]
        }
        let relations = formulas.dropFirst().map { _ in relation }
        return [statement(.chain(formulas, relations), .none, definition)]
      }
      let named = namedParts(segment.atoms)
      let (chain, relations, continuation, ranks) = try self.chain(segment.atoms, range, isFirst: isFirst)
      let definition = self.definition(chain, relations, continuation, segment.connective)
      if let definition { note(definition, rank: ranks.count > 1 ? ranks[1] : nil) }
      return named + [statement(.chain(chain, relations), continuation, definition)]
    } catch {
      diagnostics.append(error.diagnostic)
      return [statement(.unreadable)]
    }
  }

  /// `\underbrace{AX^{-1}}_{:=B}` gives what stands over the brace a name.
  private mutating func namedParts(_ atoms: [LaTeXAtom]) -> [DisplayStatement] {
    var result: [DisplayStatement] = []
    for atom in atoms {
      guard case .labelled(let content, let label) = atom.kind else { continue }
      let name = label.filter { if case .relation = $0.kind { false } else { true } }
      guard name.visible.count < label.visible.count, let place = name.range,
        let head = try? formula(name), let body = try? formula(content),
        case .name(let text, let latex) = head.tree.kind, context.names[text] == nil,
        text != "I"
      else { continue }
      let definition = DisplayStatement.Definition(name: Statement.Name(text, latex: latex, range: place))
      note(definition, rank: nil)
      result.append(
        DisplayStatement(
          .chain([head, body], [.defined]),
          connective: .naming,
          continuation: .none,
          definition: definition,
          range: atom.range
        )
      )
    }
    return result
  }

  /// The formulas between the relations of a segment.
  private mutating func chain(_ atoms: [LaTeXAtom], _ range: SourceRange, isFirst: Bool)
    throws(UnreadableFormula)
    -> ([DisplayFormula], [DisplayRelation], DisplayContinuation, [FormulaRank?])
  {
    var parts: [[LaTeXAtom]] = [[]]
    var relations: [DisplayRelation] = []
    var depth = 0
    for atom in atoms {
      if case .symbol(let sign) = atom.kind {
        if ["(", "[", "\\{", "langle", "eval("].contains(sign) { depth += 1 }
        if [")", "]", "\\}", "rangle", "eval)"].contains(sign) { depth = max(0, depth - 1) }
      }
      if depth == 0, case .relation(let relation) = atom.kind {
        relations.append(relation)
        parts.append([])
      } else {
        parts[parts.count - 1].append(atom)
      }
    }
    var continuation = DisplayContinuation.none
    if parts.count > 1, parts[0].visible.isEmpty {
      continuation = .relation(relations.removeFirst())
      parts.removeFirst()
    } else if parts.count == 1, !isFirst, let first = parts[0].visible.first,
      first.isSymbol("+") || first.isSymbol("-")
    {
      continuation = .terms
    }
    // `= \cdots =` leaves steps out.
    for place in parts.indices.reversed() where place > 0 && RowReader.isDots(parts[place]) {
      parts.remove(at: place)
      relations.remove(at: place - 1)
    }
    var formulas: [DisplayFormula] = []
    var ranks: [FormulaRank?] = []
    for part in parts {
      guard !part.visible.isEmpty else {
        throw UnreadableFormula("latex.incomplete", "a formula is missing beside a relation", range)
      }
      let place = RowReader.range(of: part)
      let isFirstSide = formulas.isEmpty && continuation == .none
      let (reading, isCut) = try LaTeXReader.formula(
        part,
        context: context,
        isFirstSide: isFirstSide,
        place: place
      )
      formulas.append(DisplayFormula(reading.tree, range: place, isCut: isCut))
      ranks.append(reading.rank)
    }
    return (formulas, relations, continuation, ranks)
  }

  private static func isDots(_ atoms: [LaTeXAtom]) -> Bool {
    let visible = atoms.visible
    guard !visible.isEmpty else { return false }
    return visible.allSatisfy { atom in
      switch atom.kind {
      case .command("dots"), .command("cdots"), .command("ldots"), .command("dotsc"), .command("dotsb"): true
      case .symbol("."): true
      default: false
      }
    }
  }

  /// `Df_T : H \to …`: the derivative in the direction H; `f : X \mapsto …`: the definition of f.
  private mutating func map(_ atoms: [LaTeXAtom], _ range: SourceRange) throws(UnreadableFormula)
    -> ([DisplayFormula], DisplayRelation, DisplayStatement.Definition?)?
  {
    guard let arrow = atoms.firstIndex(where: { if case .arrow = $0.kind { true } else { false } }) else {
      return nil
    }
    if atoms.contains(where: { $0.font == "double" && ["R", "S", "C"].contains($0.letter) }) { return nil }
    guard let colon = atoms[..<arrow].firstIndex(where: { $0.isSymbol(":") }) else {
      throw UnreadableFormula("latex.arrow", "an arrow here is not read", atoms[arrow].range)
    }
    let head = try formula(Array(atoms[..<colon]))
    let variable = try formula(Array(atoms[(colon + 1)..<arrow]))
    let body = Array(atoms[(arrow + 1)...])
    let (first, direction) = (head.tree, variable.tree)
    let place = head.range.union(variable.range)
    if case .name(let name, let latex) = first.kind,
      case .name(let parameter, let parameterLaTeX) = direction.kind
    {
      let value = try formula(body)
      let call = SyntaxTree(
        .call(name: name, nameRange: first.range, isElementwise: false, arguments: [direction]),
        place
      )
      let definition = DisplayStatement.Definition(
        name: Statement.Name(name, latex: latex, range: first.range),
        parameters: [Statement.Name(parameter, latex: parameterLaTeX, range: direction.range)]
      )
      let isNew = context.names[name] == nil
      if isNew { note(definition, rank: nil) }
      return ([DisplayFormula(call, range: place), value], .defined, isNew ? definition : nil)
    }
    var map = first
    while case .ambiguous(_, let ways) = map.kind, let plain = ways.first { map = plain }
    guard case .derivative(_, let function, let wrt) = map.kind else {
      throw UnreadableFormula("latex.arrow", "only a derivative or a name can be stated as a map", head.range)
    }
    let directional = SyntaxTree(.directional(of: function, wrt: wrt, along: [direction]), place)
    let values = body.split { if case .relation(.equal) = $0.kind { true } else { false } }
    var formulas = [DisplayFormula(directional, range: place)]
    for value in values { formulas.append(try formula(Array(value))) }
    return (formulas, .equal, nil)
  }

  private func formula(_ atoms: [LaTeXAtom]) throws(UnreadableFormula) -> DisplayFormula {
    let place = RowReader.range(of: atoms)
    guard !atoms.visible.isEmpty else {
      throw UnreadableFormula("latex.incomplete", "a formula is missing here", place)
    }
    let (reading, isCut) = try LaTeXReader.formula(atoms, context: context, place: place)
    return DisplayFormula(reading.tree, range: place, isCut: isCut)
  }

  // MARK: Definitions

  /// The left side of a definition: a name that is not known yet, perhaps with parameters or an index.
  private func definition(
    _ chain: [DisplayFormula],
    _ relations: [DisplayRelation],
    _ continuation: DisplayContinuation,
    _ connective: DisplayConnective
  ) -> DisplayStatement.Definition? {
    guard chain.count > 1, continuation == .none, let relation = relations.first,
      [.equal, .defined, .identical].contains(relation)
    else { return nil }
    let left = chain[0].tree
    switch left.kind {
    case .name(let name, let latex):
      guard context.names[name] == nil, name != "I" else { return nil }
      return DisplayStatement.Definition(name: Statement.Name(name, latex: latex, range: left.range))
    case .call(let name, let nameRange, false, let arguments):
      guard context.names[name] == nil, LaTeXSymbols.functions[name] == nil, !arguments.isEmpty else {
        return nil
      }
      var parameters: [Statement.Name] = []
      for argument in arguments {
        guard case .name(let parameter, let latex) = argument.kind else { return nil }
        parameters.append(Statement.Name(parameter, latex: latex, range: argument.range))
      }
      guard name != "basis", name != "eye", name != "ones" else { return nil }
      return DisplayStatement.Definition(name: Statement.Name(name, range: nameRange), parameters: parameters)
    default: return nil
    }
  }

  /// Takes the defined name up for the rows that follow.
  private mutating func note(_ definition: DisplayStatement.Definition, rank: FormulaRank?) {
    let value = FormulaRank.kind(rank)
    let kind: NameTable.Kind =
      definition.parameters.map { .function(parameters: $0.map(\.text), value: value) } ?? value
    context.names.insert(NameTable.Entry(definition.name.text, kind, isDefined: true))
  }
}
