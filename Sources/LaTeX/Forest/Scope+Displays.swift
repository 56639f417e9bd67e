// From the formulas of a row to expressions: free indices get their ranges, and what LaTeX leaves without a size gets
// that of its neighbours.

package import Diagnostics
package import Expressions
package import Syntax

extension Scope {
  /// Lowers formulas joined by relations, every place of them decided.
  ///
  /// Names that only occur as indices of entries stand for every index of the range.
  package mutating func lower(
    chain trees: [SyntaxTree],
    continuing previous: ExpressionID? = nil,
    range: SourceRange
  ) -> LoweredRow {
    let ranges = freeIndexRanges(in: trees)
    let outer = bindings
    for (name, size) in ranges.sorted(by: { $0.key < $1.key }) {
      bindings[name] = .symbol(indexSymbol(name, size))
    }
    let known = trees.map { sized($0, ranges) }
    let neighbour = previous.map { graph.shape($0) } ?? known.compactMap { shape(of: $0) }.first
    let complete = known.map { tree in
      guard let neighbour, isFillable(tree) else { return tree }
      return self.filled(tree, neighbour) ?? tree
    }
    let prepared = identities(in: complete, previous, range)
    let row = lower(
      row: Statement.ProofRow(formulas: prepared, continues: previous != nil, reason: nil, range: range),
      continuing: previous
    )
    for name in ranges.keys { bindings[name] = outer[name] }
    return row
  }

  /// Takes the undeclared names up to which sums run for sizes: the n of `\sum_{i=1}^n`.
  package mutating func takeRanges(of rows: [DisplayRow]) {
    for row in rows {
      for case .chain(let formulas, _) in row.statements.map(\.kind) {
        var work = formulas.map(\.tree)
        while let tree = work.popLast() {
          work.append(contentsOf: tree.children)
          switch tree.kind {
          case .indexed(_, _, let upTo?, _):
            guard case .name(let name, _) = upTo.kind, bindings[name] == nil, sizes[name] == nil else {
              continue
            }
            sizes[name] = "as the range of a sum"
          case .evaluated(_, let places):
            // The t of `|_{t=0}` is a number that only this formula knows.
            for place in places where bindings[place.name.text] == nil && sizes[place.name.text] == nil {
              guard case .number = place.value.kind else { continue }
              let declaration = Statement.Kind.declaration(
                names: [place.name],
                indices: [:],
                type: .scalar,
                attributes: []
              )
              _ = perform(Statement(declaration, tree.range))
            }
          case .binary(.power, let base, let exponent):
            // The p of `X^p` is a whole number.
            guard case .name(let name, _) = exponent.kind, name.count == 1, name.first?.isLowercase == true,
              bindings[name] == nil, sizes[name] == nil, let shape = shape(of: base), !shape.isScalar
            else { continue }
            sizes[name] = "as an exponent"
          default: continue
          }
        }
      }
    }
  }

  /// Takes the meaning of a name away.
  package mutating func forget(_ name: String) { bindings[name] = nil }

  /// Declares the parameters of a function of a row that nobody declared, where one shape alone fits its body.
  package mutating func inferParameters(_ parameters: [Statement.Name], of body: SyntaxTree) {
    let free = parameters.filter { isFree($0.text) }
    guard !free.isEmpty, free.count == freeNames(in: [body]).count else { return }
    inferFreeNames(in: [body])
  }
}
