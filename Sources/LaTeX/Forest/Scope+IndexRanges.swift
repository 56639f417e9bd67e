// The ranges of free indices, from the entries, unit vectors and deltas in which they stand.

import Diagnostics
package import Expressions
package import Syntax

extension Scope {
  /// The names that are used as indices and mean nothing else, with the range their entries give them.
  package func freeIndexRanges(in trees: [SyntaxTree]) -> [String: Size] {
    var ranges: [String: Size] = [:]
    var pairs: [(String, String)] = []
    var work = trees
    while let tree = work.popLast() {
      work.append(contentsOf: tree.children)
      if case .binary(.multiply, let left, let right) = tree.kind {
        for (index, size) in unitRanges(left, right) where isUnknown(index) && ranges[index] == nil {
          ranges[index] = size
        }
      }
      if case .call(FormulaParser.indexBefore, _, _, let indices) = tree.kind,
        case .name(let first, _) = indices[0].kind, case .name(let second, _) = indices[1].kind
      {
        pairs.append((first, second))
      }
      guard case .entry(let base, let indices) = tree.kind else { continue }
      if indices.count == 2, case .name("I", _) = base.kind, case .name(let row, _) = indices[0].kind,
        case .name(let column, _) = indices[1].kind
      {
        pairs.append((row, column))
      }
      for (place, index) in indices.enumerated() {
        guard case .name(let name, _) = index.kind, bindings[name] == nil, sizes[name] == nil,
          ranges[name] == nil,
          let size = extent(of: base, at: place, of: indices.count)
        else { continue }
        ranges[name] = size
      }
    }
    // Both indices of Kronecker's delta have one range, and indices that are in order.
    for _ in pairs {
      for (row, column) in pairs {
        if let size = ranges[row], ranges[column] == nil, isUnknown(column) { ranges[column] = size }
        if let size = ranges[column], ranges[row] == nil, isUnknown(row) { ranges[row] = size }
      }
    }
    return ranges
  }

  /// The indices of unit vectors in a product, with the lengths that the factors beside them give: e_i'A, Ae_j.
  private func unitRanges(_ left: SyntaxTree, _ right: SyntaxTree) -> [(index: String, size: Size)] {
    var result: [(index: String, size: Size)] = []
    if let unit = unsizedUnit(right), case .name(let index, _) = unit.kind {
      var beside = left
      if shape(of: beside) == nil, case .binary(.multiply, _, let last) = left.kind { beside = last }
      if let shape = shape(of: beside), !shape.isScalar { result.append((index, shape.columns)) }
    }
    if case .transpose(let inner) = left.kind, let unit = unsizedUnit(inner),
      case .name(let index, _) = unit.kind,
      let shape = shape(of: right), !shape.isScalar
    {
      result.append((index, shape.rows))
    }
    return result
  }

  private func isUnknown(_ name: String) -> Bool { bindings[name] == nil && sizes[name] == nil }

  /// The number of values of the index at a place of an entry of `base`.
  func extent(of base: SyntaxTree, at place: Int, of count: Int) -> Size? {
    var trial = self
    trial.diagnostics = []
    switch base.kind {
    case .name("I", _) where bindings["I"] == nil: return nil
    case .name(let name, _):
      if case .family(let family, _) = bindings[name] { return memberRange(of: family) }
    case .entry(let member, _):
      if case .name(let name, _) = member.kind, case .family(let family, _) = bindings[name] {
        let shape = graph[family].shape
        return place == 0 ? (shape.columns.isOne || count == 2 ? shape.rows : shape.columns) : shape.columns
      }
    default: break
    }
    var known = trial.lower(base).map { trial.graph.shape($0) }
    if known == nil, case .derivative(.gradient, _, let wrt) = base.withoutBrackets.kind, wrt.count == 1 {
      // A gradient has the shape of what it is taken by, also where the function has indices without a range.
      known = trial.lower(wrt[0]).map { trial.graph.shape($0) }
    }
    guard let shape = known else { return nil }
    if count == 1 { return shape.columns.isOne ? shape.rows : shape.columns }
    return place == 0 ? shape.rows : shape.columns
  }
}
