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
    var conditions: [IndexCondition] = []
  }

  /// The conditions on indices under which the statement that is read holds.
  var conditions: [IndexCondition] = []

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

  static func range(of atoms: [LaTeXAtom]) -> SourceRange {
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

  func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  func source(_ range: SourceRange) -> String {
    let bytes = text.utf8.dropFirst(range.start).prefix(range.end - range.start)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func unreadable(_ range: SourceRange) -> DisplayStatement {
    DisplayStatement(.unreadable, connective: .none, continuation: .none, definition: nil, range: range)
  }

  mutating func row(_ atoms: [LaTeXAtom], _ range: SourceRange, earlier: [Diagnostic], isFirst: Bool)
    -> DisplayRow
  {
    diagnostics = earlier
    var statements: [DisplayStatement] = []
    if earlier.contains(where: { $0.severity == .error }) {
      statements = [unreadable(range)]
    } else {
      // A row that goes on with a relation says more of the indices of the row before.
      let continues = if case .relation? = atoms.visible.first?.kind { true } else { false }
      let own = IndexLetters.free(in: atoms)
      context.freeIndices = continues ? context.freeIndices.union(own) : own
      context.zeroPlacesOfRow =
        context.zeroPlaces.isEmpty ? [] : IndexLetters.places(from: "0", in: atoms, context.names)
      context.upperIndices = UpperIndices.letters(in: atoms, context)
      context.onBothLevels =
        context.upperIndices.isEmpty ? [] : UpperIndices.onBothLevels(in: atoms, context)
      for segment in conditioned(merged(segments(RowReader.withoutMarks(atoms)))) {
        statements += self.statements(segment, isFirst: isFirst && statements.isEmpty)
      }
    }
    let first = atoms.visible.first?.kind
    return DisplayRow(
      range: range,
      latex: source(range),
      statements: statements,
      diagnostics: diagnostics,
      beginsWithProductSign: RowReader.productSigns.contains { first == .operator($0) }
    )
  }

  /// The signs with which people go on with a product in another row.
  private static let productSigns = ["cdot", "times", "odot", "otimes", "circ"]

  // MARK: Statements

  mutating func statements(_ segment: Segment, isFirst: Bool) -> [DisplayStatement] {
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
    if let remark = segment.remark {
      if let (formulas, relations) = statedCondition(segment, range) {
        return [statement(.chain(formulas, relations))]
      }
      return [statement(.remark(remark))]
    }
    do throws(UnreadableFormula) {
      if let problem = try problem(segment, range, isFirst: isFirst) { return problem }
      if isMembership(segment.atoms),
        let (chain, relations, continuation) = try shapeClaim(segment.atoms, range, isFirst: isFirst)
      {
        let definition = self.definition(chain, relations, continuation, segment.connective)
        if let definition { note(definition, rank: nil) }
        return [statement(.chain(chain, relations), continuation, definition)]
      }
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
      var (chain, relations, continuation, ranks) = try self.chain(segment.atoms, range, isFirst: isFirst)
      try takeConditions(segment.conditions, continuation, range)
      if !conditions.isEmpty { chain = chain.map { formula($0, under: conditions) } }
      let definition = self.definition(chain, relations, continuation, segment.connective)
      if let definition { note(definition, rank: ranks.count > 1 ? ranks[1] : nil) }
      return named + [statement(.chain(chain, relations), continuation, definition)]
    } catch {
      diagnostics.append(error.diagnostic)
      return [statement(.unreadable)]
    }
  }

  /// The formulas between the relations of a segment.
  mutating func chain(_ atoms: [LaTeXAtom], _ range: SourceRange, isFirst: Bool)
    throws(UnreadableFormula)
    -> ([DisplayFormula], [DisplayRelation], DisplayContinuation, [FormulaRank?])
  {
    try refuseUnlikeArguments(atoms)
    var (parts, relations) = RowReader.sides(atoms)
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
      let (formula, rank) = try LaTeXReader.formula(
        part,
        context: context,
        isFirstSide: isFirstSide,
        place: place
      )
      formulas.append(formula)
      ranks.append(rank)
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

  func formula(_ atoms: [LaTeXAtom]) throws(UnreadableFormula) -> DisplayFormula {
    let place = RowReader.range(of: atoms)
    guard !atoms.visible.isEmpty else {
      throw UnreadableFormula("latex.incomplete", "a formula is missing here", place)
    }
    return try LaTeXReader.formula(atoms, context: context, place: place).formula
  }
}
