// Names that were never declared, where only one shape fits them.
//
// The shapes that could be meant are few: those made of the sizes in scope. Each is tried on the formulas; when
// exactly one lets all of them be read, it is the one, and a warning says so.

import Diagnostics
import Expressions

extension Scope {
  static let trialBound = 144

  /// Declares the names in the formulas that mean nothing yet, where their shape follows from the rest.
  package mutating func inferFreeNames(in trees: [SyntaxTree]) {
    guard trees.reduce(0, { $0 + $1.names.count }) <= 500 else { return }
    let free = freeNames(in: trees)
    // Of a name by which something is differentiated, and that stands nowhere else, any shape would do.
    let used = freeNames(in: trees, besidesVariables: true)
    guard free.allSatisfy({ name in used.contains { $0.text == name.text } }) else { return }
    guard (1...2).contains(free.count), !sizes.isEmpty, !hasMembersOfNothing(trees) else { return }
    let known = bindings.keys.sorted()
    // A near miss of a longer name is a misspelling, not a new name.
    guard free.allSatisfy({ $0.text.count < 3 || Diagnostic.nearestNames(to: $0.text, among: known).isEmpty })
    else { return }
    let candidates = free.map { shapes(for: $0.text) }
    let count = candidates.reduce(1) { $0 * $1.count }
    guard count >= 1, count <= Scope.trialBound else { return }
    var fitting: [[Shape]] = []
    for first in candidates[0] {
      for second in candidates.count == 2 ? candidates[1] : [.scalar] {
        let choice = candidates.count == 2 ? [first, second] : [first]
        if fits(free, choice, trees) { fitting.append(choice) }
      }
    }
    if fitting.isEmpty, free.count == 1, free[0].text.first?.isUppercase != true, fits(free, [.scalar], trees)
    {
      // A small letter that can be no vector is a number: the t of e^(tA).
      fitting = [[.scalar]]
    }
    guard fitting.count == 1 else { return }
    for (name, shape) in zip(free, fitting[0]) { declare(inferred: name, as: shape) }
  }

  /// Declares a name with the only shape that fits it, and says so.
  mutating func declare(inferred name: Statement.Name, as shape: Shape) {
    let symbol = graph.declare(Symbol(name: name.text, latex: name.latex, shape: shape))
    bindings[name.text] = .symbol(symbol)
    guessedNames.insert(name.text)
    origins[name.text] = "taken \(place(name.range)) as a \(shape)"
    report(.inferred(name, shape))
  }

  /// Declares a name that nobody did with the shape of another: that of `x^{(t+1)}` is the shape of x.
  package mutating func declare(companion name: Statement.Name, of base: String) {
    guard isFree(name.text), case .symbol(let symbol)? = bindings[base] else { return }
    let shape = graph[symbol].shape
    let companion = graph.declare(Symbol(name: name.text, latex: name.latex, shape: shape))
    bindings[name.text] = .symbol(companion)
    guessedNames.insert(name.text)
    origins[name.text] = "taken \(place(name.range)) as a \(shape), as '\(base)' is"
  }

  /// Whether a name means nothing yet.
  package func isFree(_ name: String) -> Bool {
    bindings[name] == nil && sizes[name] == nil && upcoming[name] == nil
      && !["I", "e", "pi", "d", "T"].contains(name) && graph.vocabulary[FunctionName(name)] == nil
  }

  private func fits(_ names: [Statement.Name], _ shapes: [Shape], _ trees: [SyntaxTree]) -> Bool {
    var trial = self
    trial.diagnostics = []
    trial.budget = 20_000
    for (name, shape) in zip(names, shapes) {
      trial.bindings[name.text] = .symbol(trial.graph.declare(Symbol(name: name.text, shape: shape)))
    }
    var reference: Shape?
    for tree in trees {
      guard let value = trial.value(of: tree) else { return false }
      if case .known(let expression) = value, isClaim(trees) {
        let shape = trial.graph.shape(expression)
        if let reference, reference != shape, !trial.graph.isZero(expression) { return false }
        reference = reference ?? shape
      }
    }
    return true
  }

  /// The formulas of a row are all of one shape; those of a question are not.
  private func isClaim(_ trees: [SyntaxTree]) -> Bool { isReadingRow && trees.count > 1 }

  /// Capital letters are matrices, small ones vectors; a scalar follows only where no vector fits.
  private func shapes(for name: String) -> [Shape] {
    let sizes = sizeNames.map { Size(named: $0) }
    guard name.first?.isUppercase == true else { return sizes.map { Shape.vector($0) } }
    return sizes.flatMap { rows in sizes.map { Shape(rows, $0) } }
  }

  /// The names that mean nothing yet, in reading order; perhaps without those that only say what is differentiated by.
  package func freeNames(in trees: [SyntaxTree], besidesVariables: Bool = false) -> [Statement.Name] {
    var found: [Statement.Name] = []
    forEachFreeName(in: trees, besidesVariables: besidesVariables) { name, _ in
      if !found.contains(where: { $0.text == name.text }) { found.append(name) }
    }
    return found
  }

  /// Whether a name that nobody declared bears an index that runs there, as `x_i` does in a sum over i: it is a member of
  /// a family, and no one value.
  private func hasMembersOfNothing(_ trees: [SyntaxTree]) -> Bool {
    var isFound = false
    forEachFreeName(in: trees, besidesVariables: false) { name, bound in
      guard let place = name.text.firstIndex(of: "_") else { return }
      let indices = name.text[place...]
      if bound.contains(where: { indices.contains($0) }) { isFound = true }
    }
    return isFound
  }

  private func forEachFreeName(
    in trees: [SyntaxTree],
    besidesVariables: Bool,
    _ use: (Statement.Name, Set<String>) -> Void
  ) {
    var work = Array(trees.map { ($0, Set<String>()) }.reversed())
    while let (tree, bound) = work.popLast() {
      var inside = bound
      switch tree.kind {
      case .name(let name, let latex):
        if isFree(name), !bound.contains(name) {
          use(Statement.Name(name, latex: latex, range: tree.range), bound)
        }
      case .indexed(_, let index, let upTo, let body):
        // The range may bring a size of its own.
        inside.insert(index)
        for name in upTo?.names ?? [] { inside.insert(name) }
        work.append((body, inside))
        continue
      case .argument(.range(let from, let to)):
        // The ends of a range bring sizes of their own.
        for end in [from, to].compactMap({ $0 }) { for name in end.names { inside.insert(name) } }
      case .derivative(_, let of, _) where besidesVariables:
        work.append((of, inside))
        continue
      case .directional(let of, _, let along) where besidesVariables:
        for part in (along.reversed() + [of]) { work.append((part, inside)) }
        continue
      default: break
      }
      for child in tree.children.reversed() { work.append((child, inside)) }
    }
  }
}
