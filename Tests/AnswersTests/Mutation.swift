// Wrong answers made from right ones: one edit at one place, as a slip of the pen would make it.

import Diagnostics
import Expressions
import Syntax

/// A formula with one edit.
struct Mutation {
  /// What was done, and to which part.
  let name: String
  /// The edited formula.
  let tree: SyntaxTree
  /// The edited formula in plain text, every operation in brackets.
  var text: String { tree.plain }
}

extension SyntaxTree {
  /// Every formula that one slip makes from this one, no two written alike.
  var mutations: [Mutation] {
    var seen: Set<String> = [plain]
    var made = ownMutations + innerMutations
    made.append(Mutation(name: "sign of the whole", tree: SyntaxTree(.negative(self), range)))
    made.append(Mutation(name: "factor of the whole", tree: .product(.integer(2, range), self)))
    return made.filter { seen.insert($0.text).inserted }
  }

  /// Edits of this part itself.
  private var ownMutations: [Mutation] {
    func edit(_ name: String, _ kind: Kind) -> Mutation {
      Mutation(name: "\(name) in \(plain)", tree: SyntaxTree(kind, range))
    }
    switch kind {
    case .number(let value, _):
      return [Mutation(name: "factor \(plain)", tree: .number(value + 1, range))]
    case .name: return [edit("transpose added", .transpose(self))]
    case .transpose(let inner): return [Mutation(name: "transpose dropped in \(plain)", tree: inner)]
    case .negative(let inner): return [Mutation(name: "sign dropped in \(plain)", tree: inner)]
    case .binary(.add, let a, let b):
      return [
        edit("sign", .binary(.subtract, a, b)),
        Mutation(name: "second term dropped in \(plain)", tree: a),
        Mutation(name: "first term dropped in \(plain)", tree: b),
      ]
    case .binary(.subtract, let a, let b):
      return [
        edit("sign", .binary(.add, a, b)),
        Mutation(name: "second term dropped in \(plain)", tree: a),
        Mutation(name: "first term dropped in \(plain)", tree: b),
      ]
    case .binary(.multiply, _, _):
      let factors = self.factors
      return (1..<factors.count).map { place in
        var swapped = factors
        swapped.swapAt(place - 1, place)
        let product = swapped.dropFirst().reduce(swapped[0]) { SyntaxTree.product($0, $1) }
        return Mutation(name: "factors \(place) and \(place + 1) swapped in \(plain)", tree: product)
      }
    case .binary, .call, .entry, .argument, .matrix, .differential, .derivative, .directional, .indexed,
      .evaluated,
      .parenthesized, .ambiguous, .unreadable:
      return []
    }
  }

  /// Edits inside the parts; a product is one part, however it is bracketed.
  private var innerMutations: [Mutation] {
    func inside(_ inner: SyntaxTree, _ whole: (SyntaxTree) -> SyntaxTree) -> [Mutation] {
      (inner.ownMutations + inner.innerMutations).map { Mutation(name: $0.name, tree: whole($0.tree)) }
    }
    switch kind {
    case .negative(let a): return inside(a) { SyntaxTree(.negative($0), range) }
    case .transpose(let a): return inside(a) { SyntaxTree(.transpose($0), range) }
    case .parenthesized(let a): return inside(a) { SyntaxTree(.parenthesized($0), range) }
    case .binary(.multiply, _, _):
      let factors = self.factors
      return factors.indices.flatMap { place in
        inside(factors[place]) { edited in
          var changed = factors
          changed[place] = edited
          return changed.dropFirst().reduce(changed[0]) { SyntaxTree.product($0, $1) }
        }
      }
    case .binary(let operation, let a, let b):
      return inside(a) { SyntaxTree(.binary(operation, $0, b), range) }
        + inside(b) { SyntaxTree(.binary(operation, a, $0), range) }
    case .call(let name, let nameRange, let isElementwise, let arguments):
      return arguments.indices.flatMap { place in
        inside(arguments[place]) { edited in
          var changed = arguments
          changed[place] = edited
          return SyntaxTree(
            .call(name: name, nameRange: nameRange, isElementwise: isElementwise, arguments: changed),
            range
          )
        }
      }
    case .number, .name, .entry, .argument, .matrix, .differential, .derivative, .directional, .indexed,
      .evaluated,
      .ambiguous, .unreadable:
      return []
    }
  }

  /// The factors of a product, from left to right.
  private var factors: [SyntaxTree] {
    switch kind {
    case .binary(.multiply, let a, let b): a.factors + [b]
    case .parenthesized(let inner):
      if case .binary(.multiply, _, _) = inner.kind { inner.factors } else { [self] }
    default: [self]
    }
  }

  private static func product(_ a: SyntaxTree, _ b: SyntaxTree) -> SyntaxTree {
    SyntaxTree(.binary(.multiply, a, b), a.range)
  }

  private static func integer(_ value: Int, _ range: SourceRange) -> SyntaxTree {
    number(Rational(value), range)
  }

  private static func number(_ value: Rational, _ range: SourceRange) -> SyntaxTree {
    SyntaxTree(.number(value, text: value.description), range)
  }

  /// The formula in the cell language, every operation in brackets.
  var plain: String {
    switch kind {
    case .number(_, let text): text
    case .name(let name, _): name
    case .negative(let a): "(-\(a.plain))"
    case .transpose(let a): "(\(a.plain))'"
    case .parenthesized(let a): a.plain
    case .differential(let a): "(d(\(a.plain)))"
    case .binary(let operation, let a, let b): "(\(a.plain) \(operation.rawValue) \(b.plain))"
    case .call(let name, _, let isElementwise, let arguments):
      "\(name)\(isElementwise ? "." : "")(\(arguments.map(\.plain).joined(separator: ", ")))"
    case .argument(.axis(let axis)): axis.rawValue
    case .entry, .argument, .matrix, .derivative, .directional, .indexed, .evaluated, .ambiguous, .unreadable:
      "?"
    }
  }
}
