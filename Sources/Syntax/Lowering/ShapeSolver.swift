// The shapes of names that nobody declared, solved from all rows in which they stand. For hints alone: what is offered is
// declared by its author, and read then as everything is.

import Diagnostics
package import Expressions

/// A name that nobody declared, with what its use asks for.
package struct SolvedName: Sendable, Hashable {
  /// What the name is.
  package enum Role: Sendable, Hashable {
    /// A value of a shape; nil where the shape does not follow.
    case value(Shape?)
    /// A size, which comes with what has it.
    case size
  }

  /// The name.
  package let name: Statement.Name
  /// What it is.
  package let role: Role

  /// The letter of a member of a family, `x` of `x_i`, where the index is one of the given; else nil.
  static func stem(of name: String, _ indices: Set<String>) -> String? {
    guard let place = name.firstIndex(of: "_"), indices.contains(String(name[name.index(after: place)...]))
    else {
      return nil
    }
    return String(name[..<place])
  }

  /// Whether a name is another member of one of the families: `x_1`, `x_n`.
  static func isMember(_ name: String, of families: Set<String>) -> Bool {
    families.contains { family in
      let rest = name.dropFirst(family.count)
      return name.hasPrefix(family) && !rest.isEmpty && (rest.first == "_" || rest.allSatisfy(\.isNumber))
    }
  }
}

extension Scope {
  /// The names of a display that mean nothing yet, in reading order, with their shapes where they follow.
  ///
  /// Each row is a list of formulas of one shape; `definitions` are the names that rows define. Capital letters are taken
  /// for matrices and small ones for vectors, and for numbers where these do not fit; what has several shapes that fit
  /// equally well has none.
  package func solvedNames(in rows: [[SyntaxTree]], definitions: [String: SyntaxTree]) -> [SolvedName] {
    let trees = rows.flatMap { $0 }
    let indices = Set(trees.flatMap(\.namesOfIndices))
    // How far a sum runs is a size of its own, which the sum declares.
    let ends = Set(trees.flatMap(\.namesOfEnds))
    let sizes = Set(trees.flatMap(\.namesOfSizes)).union(["m", "n", "M", "N"]).subtracting(ends)
    let bound = Set(trees.flatMap(\.namesOfBoundIndices))
    let all = freeNames(in: trees).filter {
      definitions[$0.text] == nil && !indices.contains($0.text) && !ends.contains($0.text)
    }
    let families = Set(all.compactMap { SolvedName.stem(of: $0.text, bound) })
    let free = all.filter {
      !SolvedName.isMember($0.text, of: families) || SolvedName.stem(of: $0.text, bound) != nil
    }
    let values = free.filter { !sizes.contains($0.text) }.map(\.text)
    let numbers = sizes.intersection(free.map(\.text))
    let solved = shapes(of: values, rows, numbers: numbers, ends: ends, definitions)
    return free.map { name in
      SolvedName(name: name, role: sizes.contains(name.text) ? .size : .value(solved[name.text]))
    }
  }

  private func shapes(
    of names: [String],
    _ rows: [[SyntaxTree]],
    numbers: Set<String>,
    ends: Set<String>,
    _ definitions: [String: SyntaxTree]
  ) -> [String: Shape] {
    guard names.count <= ShapeSolver.nameBound else { return [:] }
    var best: Int?
    var found: [[String: Shape]] = []
    for choice in ShapeSolver.choices(of: names) where best.map({ choice.cost <= $0 }) ?? true {
      var solver = ShapeSolver(
        self,
        names,
        scalars: choice.numbers,
        numbers: numbers,
        ends: ends,
        definitions
      )
      guard let shapes = solver.solve(rows) else { continue }
      best = choice.cost
      found.append(shapes)
    }
    // Numbers fit nearly everywhere: that all would be numbers, matrices too, says nothing.
    guard let first = found.first,
      names.count < 2 || names.allSatisfy({ $0.first?.isUppercase != true })
        || first.values.contains(where: { !$0.isScalar })
    else { return [:] }
    return first.filter { name, shape in found.allSatisfy { $0[name] == shape } }
  }
}

/// One way to take the names: which are numbers, the others matrices or vectors by their letters.
struct ShapeSolver {
  /// How many names are solved at once.
  static let nameBound = 7

  private static let greek: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "kappa", "lambda",
    "mu", "nu",
    "xi", "rho", "sigma", "tau", "phi", "varphi", "chi", "psi", "omega",
  ]

  private let scope: Scope
  private var sizes = SizeUnifier()
  private var shapes: [String: ShapeTerm] = [:]
  private let names: [String]
  /// Names that are sizes, and numbers in formulas.
  private let numbers: Set<String>
  /// Names up to which sums run.
  private let ends: Set<String>
  private let definitions: [String: SyntaxTree]
  private var defined: [String: ShapeTerm?] = [:]
  private var nesting = 0

  init(
    _ scope: Scope,
    _ names: [String],
    scalars: Set<Int>,
    numbers: Set<String>,
    ends: Set<String>,
    _ definitions: [String: SyntaxTree]
  ) {
    self.ends = ends
    self.scope = scope
    self.names = names
    self.numbers = numbers
    self.definitions = definitions
    for (place, name) in names.enumerated() {
      if scalars.contains(place) {
        shapes[name] = .scalar
      } else if name.first?.isUppercase == true {
        shapes[name] = ShapeTerm(rows: sizes.fresh(), columns: sizes.fresh())
      } else {
        shapes[name] = ShapeTerm(rows: sizes.fresh(), columns: .one)
      }
    }
  }

  /// The sets of names, by place, that can be numbers, those that fewer authors would mean so later: a Greek letter rather
  /// than a Latin one, a small one rather than a capital.
  static func choices(of names: [String]) -> [(numbers: Set<Int>, cost: Int)] {
    let costs = names.map { name in
      if name.first?.isUppercase == true { return 4 }
      return Self.greek.contains(name) ? 2 : 3
    }
    return (0..<(1 << names.count)).map { bits in
      let numbers = Set(names.indices.filter { bits >> $0 & 1 == 1 })
      return (numbers, numbers.reduce(0) { $0 + costs[$1] })
    }
    .enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element)
  }

  /// The shapes of the names, nil where rows do not fit; sizes that nothing fixes get letters that are free.
  mutating func solve(_ rows: [[SyntaxTree]]) -> [String: Shape]? {
    do {
      for row in rows {
        var reference: ShapeTerm?
        for tree in row {
          guard let shape = try shape(of: tree), !tree.isWrittenNumber else { continue }
          if let reference { try sizes.unify(reference, shape) }
          reference = reference ?? shape
        }
      }
    } catch { return nil }
    return named()
  }

  private func named() -> [String: Shape] {
    var taken = Set(scope.sizeNames).union(names).union(definitions.keys).union(scope.names)
    taken.formUnion(["i", "j", "l"])
    taken.formUnion(ends)
    taken.subtract(numbers)
    var letters: [Int: Size] = [:]
    func size(_ term: SizeTerm) -> Size {
      switch sizes.resolved(term) {
      case .known(let size): return size
      case .unknown(let place):
        if let size = letters[place] { return size }
        // A size that stands in the formulas as a number is the size of something in them.
        let known = numbers.sorted() + ["n", "m", "k", "p", "q", "r", "s"]
        let letter = known.first { !taken.contains($0) } ?? "n_\(letters.count + 1)"
        taken.insert(letter)
        letters[place] = Size(named: letter)
        return Size(named: letter)
      }
    }
    var result: [String: Shape] = [:]
    for name in names {
      if let shape = shapes[name] { result[name] = Shape(size(shape.rows), size(shape.columns)) }
    }
    return result
  }

  // MARK: - Formulas

  /// The shape of a formula; nil where it is not known.
  private mutating func shape(of tree: SyntaxTree) throws(SizeClash) -> ShapeTerm? {
    guard nesting < Scope.nestingBound else { return nil }
    nesting += 1
    defer { nesting -= 1 }
    switch tree.kind {
    case .number: return .scalar
    case .name(let name, _): return try shape(named: name)
    case .negative(let a), .differential(let a), .parenthesized(let a): return try shape(of: a)
    case .transpose(let a): return try shape(of: a)?.transposed
    case .binary(let operation, let a, let b): return try binary(operation, a, b)
    case .call(let name, _, _, let arguments): return try call(name, arguments)
    case .entry(let base, let indices):
      _ = try shape(of: base)
      return indices.count == 2 && !indices.contains(where: \.isRange) ? .scalar : nil
    case .argument(let form):
      for part in form.children { _ = try shape(of: part) }
      return nil
    case .matrix(let rows):
      for entry in rows.flatMap({ $0 }) { _ = try shape(of: entry) }
      return nil
    case .derivative(let form, let of, let wrt): return try derivative(form, of, wrt)
    case .directional(let of, let wrt, let along):
      for (variable, direction) in zip(wrt, along) {
        if let a = try shape(of: variable), let b = try shape(of: direction) { try sizes.unify(a, b) }
      }
      return try shape(of: of)
    case .indexed(_, _, _, let body): return try shape(of: body)
    case .evaluated(let inner, _): return try shape(of: inner)
    case .ambiguous(_, let ways):
      return try ways.first.map { way throws(SizeClash) in try shape(of: way) } ?? nil
    case .unreadable: return nil
    }
  }

  private mutating func shape(named name: String) throws(SizeClash) -> ShapeTerm? {
    if let shape = shapes[name] { return shape }
    if let known = defined[name] { return known }
    if let body = definitions[name] {
      // A name that is made of itself has no shape from its body.
      defined[name] = .some(nil)
      let shape = try shape(of: body)
      defined[name] = .some(shape)
      return shape
    }
    if let symbol = scope.symbol(named: name) { return term(scope.graph[symbol].shape) }
    return numbers.contains(name) || ends.contains(name) || scope.sizes[name] != nil
      || ["e", "pi"].contains(name) ? .scalar : nil
  }

  private func term(_ shape: Shape) -> ShapeTerm {
    ShapeTerm(rows: .known(shape.rows), columns: .known(shape.columns))
  }

  private mutating func binary(_ operation: SyntaxTree.BinaryOperator, _ a: SyntaxTree, _ b: SyntaxTree)
    throws(SizeClash) -> ShapeTerm?
  {
    let left = try shape(of: a)
    let right = try shape(of: b)
    switch operation {
    case .add, .subtract:
      if a.isWrittenNumber { return right }
      guard let left, let right, !b.isWrittenNumber else { return left ?? right }
      try sizes.unify(left, right)
      return left
    case .divide:
      if let right, !sizes.isScalar(right) { throw SizeClash() }
      return left
    case .power: return try power(left, right, b)
    case .kronecker: return nil
    case .multiply, .dot:
      guard let left, let right else { return nil }
      return try product(left, right, isDot: operation == .dot)
    case .frobenius:
      if let left, let right { try sizes.unify(left, right) }
      return .scalar
    case .elementwiseMultiply, .elementwiseDivide, .elementwisePower, .elementwiseAdd, .elementwiseSubtract:
      guard let left, let right else { return left ?? right }
      if sizes.isScalar(left) { return right }
      if !sizes.isScalar(right) { try sizes.unify(left, right) }
      return left
    }
  }

  private mutating func product(_ left: ShapeTerm, _ right: ShapeTerm, isDot: Bool) throws(SizeClash)
    -> ShapeTerm
  {
    if sizes.isScalar(left) { return right }
    if sizes.isScalar(right) { return left }
    if isDot, sizes.resolved(left.columns) == .one, sizes.resolved(right.columns) == .one {
      try sizes.unify(left.rows, right.rows)
      return .scalar
    }
    try sizes.unify(left.columns, right.rows)
    return ShapeTerm(rows: left.rows, columns: right.columns)
  }

  private mutating func power(_ base: ShapeTerm?, _ exponent: ShapeTerm?, _ tree: SyntaxTree)
    throws(SizeClash)
    -> ShapeTerm?
  {
    if let exponent, !sizes.isScalar(exponent) { throw SizeClash() }
    guard let base, !sizes.isScalar(base) else { return base }
    // The square of a vector is read in more than one way.
    if sizes.resolved(base.columns) == .one || sizes.resolved(base.rows) == .one { return nil }
    try sizes.unify(base.rows, base.columns)
    return base
  }

  private mutating func derivative(_ form: SyntaxTree.DerivativeForm, _ of: SyntaxTree, _ wrt: [SyntaxTree])
    throws(SizeClash) -> ShapeTerm?
  {
    let function = try shape(of: of)
    var variables: [ShapeTerm?] = []
    for tree in wrt { variables.append(try shape(of: tree)) }
    guard let function, let first = variables.first ?? nil else { return nil }
    switch form {
    case .gradient, .fraction:
      if sizes.isScalar(function) { return variables.count == 1 ? first : nil }
      return sizes.isScalar(first) ? function : nil
    case .jacobian: return nil
    case .hessian:
      return sizes.resolved(first.columns) == .one ? ShapeTerm(rows: first.rows, columns: first.rows) : nil
    }
  }

  // MARK: - Functions

  private mutating func call(_ name: String, _ arguments: [SyntaxTree]) throws(SizeClash) -> ShapeTerm? {
    var shapes: [ShapeTerm?] = []
    for argument in arguments { shapes.append(try shape(of: argument)) }
    if name == "inv", let first = shapes.first ?? nil {
      try sizes.unify(first.rows, first.columns)
      return first
    }
    guard let traits = scope.graph.vocabulary[FunctionName(name)], shapes.allSatisfy({ $0 != nil }) else {
      return name == "sum" && arguments.count == 1 ? .scalar : nil
    }
    if traits.isElementwise { return shapes.first ?? nil }
    let known = shapes.compactMap { $0 }
    if let result = value(of: traits, known) { return result }
    // Most functions of matrices are of square ones.
    for shape in known { try sizes.unify(shape.rows, shape.columns) }
    guard let result = value(of: traits, known) else { throw SizeClash() }
    return result
  }

  /// The shape of a function's value, with names that no author writes for the sizes to be found.
  private func value(of traits: FunctionTraits, _ arguments: [ShapeTerm]) -> ShapeTerm? {
    func size(_ term: SizeTerm) -> Size {
      switch sizes.resolved(term) {
      case .known(let size): size
      case .unknown(let place): Size(named: "\u{F8FF}\(place)")
      }
    }
    func term(_ size: Size) -> SizeTerm {
      guard let name = size.name, name.first == "\u{F8FF}", let place = Int(name.dropFirst()) else {
        return .known(size)
      }
      return .unknown(place)
    }
    let shapes = arguments.map { ArgumentShape(Shape(size($0.rows), size($0.columns))) }
    guard traits.arity.contains(shapes.count), let result = try? traits.shape(shapes) else { return nil }
    return ShapeTerm(rows: term(result.rows), columns: term(result.columns))
  }
}

extension SyntaxTree {
  /// The names in the brackets of entries and members.
  fileprivate var namesOfIndices: [String] {
    parts { tree in if case .entry(_, let indices) = tree.kind { indices.flatMap(\.names) } else { [] } }
  }

  /// The names up to which sums and ranges run.
  fileprivate var namesOfEnds: [String] {
    parts { tree in
      switch tree.kind {
      case .indexed(_, _, let upTo?, _): upTo.names
      case .argument(.range(let from, let to)): (from?.names ?? []) + (to?.names ?? [])
      default: []
      }
    }
  }

  /// The indices over which sums run.
  fileprivate var namesOfBoundIndices: [String] {
    parts { tree in if case .indexed(_, let index, _, _) = tree.kind { [index] } else { [] } }
  }

  /// The names in the brackets of identities and matrices of ones.
  fileprivate var namesOfSizes: [String] {
    parts { tree in
      switch tree.kind {
      case .call("eye", _, _, let sizes), .call("ones", _, _, let sizes), .call("zeros", _, _, let sizes):
        sizes.flatMap(\.names)
      default: []
      }
    }
  }

  private func parts(_ names: (SyntaxTree) -> [String]) -> [String] {
    var found: [String] = []
    var work = [self]
    while let tree = work.popLast() {
      found += names(tree)
      work += tree.children
    }
    return found
  }
}
