// Names with a meaning where nobody declared them: δ, e, E, I, J, K with indices, Euler's number, the sigmoid.

package import Diagnostics
import Expressions
package import Syntax

extension FormulaParser {
  /// The calls that signs stand for, strokes among them, and that no row defines.
  static let ownForms: Set<String> = [
    unitVector, singleEntry, smallestSingularValue, LaTeXReader.limitAtZero, "basis", "eye", "ones", "zeros",
    "norm1", "norm2", "normF", "nuclear", "spectral", "commutation",
  ]

  /// The call that stands for a matrix whose only entry is a 1 at two indices, of a size that fits.
  static let singleEntry = "singleentry"

  /// The call that stands for a unit vector of a size that fits.
  static let unitVector = "unitvector"

  /// Kronecker's delta, unit vectors and matrices with a single 1, when the author has not taken their names.
  mutating func specialEntry(_ base: String, _ content: [LaTeXAtom], place: Int, _ range: SourceRange)
    throws(UnreadableFormula) -> FormulaReading?
  {
    let count = items(content, isMatrix: true).count
    if base == "K" || base == "I", count == 2, let sizes = sizePair(content, range) {
      // The commutation matrix K_mn, the identity I_mn.
      atoms.remove(at: place)
      var product = SyntaxTree(.binary(.multiply, sizes[0], sizes[1]), range)
      // `I_{mm}` is m by m, `I_{mn}` the identity of order mn.
      if base == "I", sizes[0].kind == sizes[1].kind { product = sizes[0] }
      let call = SyntaxTree.Kind.call(
        name: base == "K" ? "commutation" : "eye",
        nameRange: range,
        isElementwise: false,
        arguments: base == "K" ? sizes : [product]
      )
      return FormulaReading(SyntaxTree(call, range), rank: .matrix)
    }
    switch (base, count) {
    case ("delta", 2), ("I", 2):
      let items = try indices(content, at: range, isMatrix: true)
      atoms.remove(at: place)
      return FormulaReading(.kroneckerDelta(items, range), rank: .scalar)
    case ("E", 2), ("e", 1):
      let items = try indices(content, at: range, isMatrix: true)
      atoms.remove(at: place)
      return FormulaReading(
        SyntaxTree(
          .call(
            name: count == 1 ? FormulaParser.unitVector : FormulaParser.singleEntry,
            nameRange: range,
            isElementwise: false,
            arguments: items
          ),
          range
        ),
        rank: count == 1 ? .column : .matrix
      )
    default: return nil
    }
  }

  /// `\delta^i_j`: Kronecker's delta with an index above and one below, where nobody declared a δ.
  mutating func mixedDelta(_ base: String, _ range: SourceRange) throws(UnreadableFormula) -> FormulaReading?
  {
    guard base == "delta", context.names[base] == nil, let first = peek, let second = peekAfter(1),
      case .script(let isFirstAbove, let one) = first.kind,
      case .script(let isSecondAbove, let other) = second.kind, isFirstAbove != isSecondAbove
    else { return nil }
    let letters = [one, other].map(\.visible).compactMap { $0.count == 1 ? $0[0].letter : nil }
    guard letters.count == 2, letters.allSatisfy({ isIndex($0) }) else {
      return nil
    }
    advance(by: 2)
    let (above, below) = isFirstAbove ? (one, other) : (other, one)
    let place = range.union(second.range)
    let items = [try nested(above, at: place).tree, try nested(below, at: place).tree]
    let identity = SyntaxTree(.name("I", latex: nil), range)
    return FormulaReading(SyntaxTree(.entry(identity, items), place), rank: .scalar)
  }

  /// Whether a letter may be an index: nobody declared it, but as an exponent it may be taken for a whole number.
  func isIndex(_ letter: String) -> Bool {
    guard letter != "T", letter.first?.isLowercase == true else { return false }
    let kind = context.names[letter]?.kind
    return kind == nil || kind == .size
  }

  /// The two sizes of a subscript such as `mn`, if both are sizes.
  private func sizePair(_ content: [LaTeXAtom], _ range: SourceRange) -> [SyntaxTree]? {
    let names = items(content, isMatrix: true).compactMap { item -> String? in
      guard item.count == 1, let letter = item[0].letter, context.names[letter]?.kind == .size else {
        return nil
      }
      return letter
    }
    return names.count == 2 ? names.map { SyntaxTree(.name($0, latex: nil), range) } : nil
  }

  mutating func unknown(_ name: String, _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading
  {
    let tree = SyntaxTree(.name(name, latex: nil), range)
    guard let next = peek else { return FormulaReading(tree, rank: name == "I" ? .matrix : nil) }
    if name == "e", case .script(isSuper: true, let content) = next.kind,
      case .power = meaning(of: content, rank: nil)
    {
      advance()
      let exponent = try nested(content, at: next.range)
      return applied("exp", [exponent], range.union(next.range), nameRange: range)
    }
    if name == "I" { return FormulaReading(tree, rank: .matrix) }
    if name == "e" || name == "pi" { return FormulaReading(tree, rank: .scalar) }
    if case .script(isSuper: true, let content) = next.kind, isIndexPair(content) {
      advance()
      let items = try indices(FormulaParser.unbracketed(content), at: next.range, isMatrix: true)
      let place = range.union(next.range)
      guard name == "J" || name == "E" else {
        return unknownName(name, FormulaParser.subscriptText(content), place)
      }
      return FormulaReading(
        SyntaxTree(
          .call(name: FormulaParser.singleEntry, nameRange: place, isElementwise: false, arguments: items),
          place
        ),
        rank: .matrix
      )
    }
    if next.isSymbol("(") || next.kind == .prime, name == "sigma",
      !context.ownFunctions.contains(name), bracketFollowsPrimes()
    {
      return try application(of: "sigmoid", wordRange: range)
    }
    if bracketFollowsPrimes(), !boundIndices.contains(name) { return try callOrProduct(name, range) }
    return FormulaReading(tree)
  }

  /// Whether a superscript is a pair of unknown letters, as in `J^{ij}`.
  private func isIndexPair(_ content: [LaTeXAtom]) -> Bool {
    let visible = FormulaParser.unbracketed(content)
    return visible.count == 2
      && visible.allSatisfy { atom in
        guard let letter = atom.letter, letter.count == 1, letter != "T" else { return false }
        return context.names[letter] == nil && letter.first?.isLowercase == true
      }
  }

  /// The letters of `ij`, `i,j`, `(i, j)` and `[ij]`.
  private static func unbracketed(_ content: [LaTeXAtom]) -> [LaTeXAtom] {
    content.visible.filter { atom in !["(", ")", "[", "]", ","].contains { atom.isSymbol($0) } }
  }
}

extension SyntaxTree {
  /// What keeps a form of LaTeX in the formula from being put into one of the plain language; nil without such a form.
  package func lackOfForm(at range: SourceRange) -> Diagnostic? {
    var work = [self]
    while let tree = work.popLast() {
      work.append(contentsOf: tree.children)
      guard case .call(let name, let place, _, _) = tree.kind else { continue }
      switch name {
      case FormulaParser.countedFromZero:
        return Diagnostic(
          code: "latex.sum-range",
          message: "this sum counts from 0 and does not run over all entries of what stands after it",
          range: place,
          hints: ["count from 1, or declare what it runs over one longer"]
        )
      case FormulaParser.indexBefore:
        return Diagnostic(
          code: "latex.sum-range",
          message: "how far the indices of this sum run does not follow from the row",
          range: place,
          hints: ["declare an index in a cell: 'i : index(n)'"]
        )
      case LaTeXReader.limitAtZero:
        return Diagnostic(code: "latex.limit", message: "this limit could not be worked out", range: range)
      case FormulaParser.unitVector, FormulaParser.singleEntry:
        let isVector = name == FormulaParser.unitVector
        return Diagnostic(
          code: "latex.unsized",
          message: isVector
            ? "the length of this unit vector does not follow from the row"
            : "the size of this matrix with a single 1 does not follow from the row",
          range: place,
          hints: ["declare its index in a cell: 'i : index(n)'"]
        )
      default: continue
      }
    }
    return nil
  }
}
