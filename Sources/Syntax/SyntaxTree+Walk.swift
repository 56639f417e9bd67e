// Walks over formulas: the parts of one, the names in it, and the formula with other parts.

extension SyntaxTree {
  /// The names that occur, in reading order, with repetition; names of functions among them.
  package var names: [String] {
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
  package var children: [SyntaxTree] {
    switch kind {
    case .number, .name, .unreadable: []
    case .negative(let a), .transpose(let a), .differential(let a), .parenthesized(let a): [a]
    case .binary(_, let a, let b): [a, b]
    case .call(_, _, _, let arguments): arguments
    case .entry(let a, let indices): [a] + indices
    case .argument(let form): form.children
    case .matrix(let rows): rows.flatMap { $0 }
    case .derivative(_, let of, let wrt): [of] + wrt
    case .directional(let of, let wrt, let along): [of] + wrt + along
    case .evaluated(let inner, let bindings): [inner] + bindings.map(\.value)
    case .indexed(_, _, let upTo, let body): (upTo.map { [$0] } ?? []) + [body]
    case .ambiguous(_, let ways): Array(ways.prefix(1))
    }
  }

  /// Whether it is a range of indices.
  package var isRange: Bool { if case .argument(.range) = kind { true } else { false } }

  /// The tree with each formula directly inside it replaced.
  package func mapChildren(_ transform: (SyntaxTree) -> SyntaxTree) -> SyntaxTree {
    let kind: Kind =
      switch self.kind {
      case .number, .name, .unreadable: self.kind
      case .negative(let a): .negative(transform(a))
      case .transpose(let a): .transpose(transform(a))
      case .differential(let a): .differential(transform(a))
      case .parenthesized(let a): .parenthesized(transform(a))
      case .binary(let operation, let a, let b): .binary(operation, transform(a), transform(b))
      case .argument(let form): .argument(form.map(transform))
      case .matrix(let rows): .matrix(rows.map { $0.map(transform) })
      case .entry(let base, let indices): .entry(transform(base), indices.map(transform))
      case .derivative(let form, let of, let wrt):
        .derivative(form, of: transform(of), wrt: wrt.map(transform))
      case .directional(let of, let wrt, let along):
        .directional(of: transform(of), wrt: wrt.map(transform), along: along.map(transform))
      case .evaluated(let inner, let bindings):
        .evaluated(
          transform(inner),
          at: bindings.map { Statement.Binding(name: $0.name, value: transform($0.value)) }
        )
      case .indexed(let operation, let index, let upTo, let body):
        .indexed(operation, index: index, upTo: upTo.map(transform), body: transform(body))
      case .ambiguous(let habit, let ways): .ambiguous(habit, ways.map(transform))
      case .call(let name, let nameRange, let isElementwise, let arguments):
        .call(
          name: name,
          nameRange: nameRange,
          isElementwise: isElementwise,
          arguments: arguments.map(transform)
        )
      }
    return SyntaxTree(kind, range)
  }
}
