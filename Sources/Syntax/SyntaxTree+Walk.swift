// Walks over formulas: the parts of one, and the names in it.

extension SyntaxTree {
  /// The names that occur, in reading order, with repetition; names of functions among them.
  public var names: [String] {
    var result: [String] = []
    var work = [self]
    while let next = work.popLast() {
      switch next.kind {
      case .name(let name, _): result.append(name)
      case .call(let name, _, _, _), .indexed(_, let name, _, _): result.append(name)
      default: break
      }
      work.append(contentsOf: next.children.reversed())
    }
    return result
  }

  /// The formulas directly inside this one, in reading order; of a place with several readings, the plain one.
  public var children: [SyntaxTree] {
    switch kind {
    case .number, .name, .unreadable: []
    case .negative(let a), .transpose(let a), .differential(let a), .parenthesized(let a): [a]
    case .binary(_, let a, let b): [a, b]
    case .call(_, _, _, let arguments): arguments
    case .entry(let a, let indices): [a] + indices
    case .matrix(let rows): rows.flatMap { $0 }
    case .derivative(_, let of, let wrt): [of] + wrt
    case .directional(let of, let wrt, let along): [of] + wrt + along
    case .evaluated(let inner, let bindings): [inner] + bindings.map(\.value)
    case .indexed(_, _, let upTo, let body): (upTo.map { [$0] } ?? []) + [body]
    case .ambiguous(_, let ways): Array(ways.prefix(1))
    }
  }
}
