// The cells of points, found without evaluating the rows. Within one cell a row has no kink, so that two points there say
// what a hundred say; to know in which cell a point lies only the arguments of the kinks are needed, once and without
// derivatives.

import Expressions
import Numerics

/// Finds the signs at the kinks of rows, in one plain pass over what has kinks.
struct KinkScout {
  private let program: Program

  /// The scout of kinks that earlier points met; nil where a kink depends on a derivative, or stands with one inside a sum.
  init?(_ kinks: Set<ExpressionID>, of rows: [Equation], in run: CheckRun) {
    guard let roots = Self.roots(kinks, of: rows, in: run) else { return nil }
    let compiler = Compiler(run.byExpressions, free: run.free, variables: run.variables)
    do throws(EvaluationFailure) { program = try compiler.compile(roots) } catch { return nil }
  }

  /// Notes the signs at a point.
  func visit<A: Arithmetic>(_ point: ExactPoint, _ run: CheckRun, in arithmetic: A, _ record: KinkRecord) {
    record.clear()
    var point = point
    point.setting.kinks = record
    _ = run.values(of: program, at: point, in: arithmetic)
  }

  /// The outermost expressions that pass the kinks and that no derivative stands in.
  private static func roots(_ kinks: Set<ExpressionID>, of rows: [Equation], in run: CheckRun)
    -> [ExpressionID]?
  {
    let graph = run.graph
    var roots: [ExpressionID] = []
    var seen = Set<ExpressionID>()
    var stack = rows.flatMap { [$0.left, $0.right] }
    while let id = stack.popLast() {
      guard seen.insert(id).inserted else { continue }
      switch graph[id] {
      case .indexedSum, .indexedProduct, .member:
        let below = graph.reachableThroughDefinitions(from: [id])
        guard below.contains(where: kinks.contains) else { continue }
        guard below.allSatisfy({ !graph.isDerivative($0) }) else { return nil }
        roots.append(id)
      case .map, .apply:
        guard kinks.contains(id) else {
          stack += graph[id].children
          continue
        }
        guard graph.reachableThroughDefinitions(from: [id]).allSatisfy({ !graph.isDerivative($0) }) else {
          return nil
        }
        roots.append(id)
      case .derivative:
        if case .occurrences(let function, _) = run.byExpressions[id] { stack.append(function) }
        stack += graph[id].children
      case .symbol(let symbol):
        if !run.free.contains(symbol), let definition = graph.definition(of: symbol) {
          stack.append(definition)
        }
      case .number, .size, .constant, .identity, .ones, .zeros, .sum, .product, .transpose, .inverse, .power,
        .hadamard, .hadamardPower, .frobenius, .kronecker, .differential, .block, .entry:
        stack += graph[id].children
      }
    }
    let covered = Set(graph.reachableThroughDefinitions(from: roots))
    return kinks.isSubset(of: covered) ? roots : nil
  }
}

/// How often a row was evaluated in each cell.
struct CellVisits {
  /// The points in one cell that settle a row there, and those after which a cell without a value is left.
  private static let enough = 2
  private static let patience = 6

  private var attempts: [UInt64: Int] = [:]
  private var values: [UInt64: Int] = [:]

  /// The number of cells.
  var count: Int { attempts.count }

  /// Whether the row is still to be evaluated in the cell.
  func needs(_ cell: UInt64) -> Bool {
    values[cell, default: 0] < Self.enough && attempts[cell, default: 0] < Self.patience
  }

  mutating func note(_ cell: UInt64, hasValue: Bool) {
    attempts[cell, default: 0] += 1
    if hasValue { values[cell, default: 0] += 1 }
  }
}

extension KinkRecord {
  /// The signs at the kinks below a row, as one number.
  func cell(_ below: Set<ExpressionID>) -> UInt64 {
    var cell = RandomSource(seed: 0)
    for place in order where below.contains(place.expression) {
      guard let visit = visits[place] else { continue }
      cell.absorb(
        UInt64(place.expression.index) << 32 | UInt64(place.application) << 16 | UInt64(place.entry)
      )
      cell.absorb(UInt64(visit.sides.rawValue))
    }
    return cell.next()
  }
}

extension Graph {
  fileprivate func isDerivative(_ id: ExpressionID) -> Bool {
    switch self[id] {
    case .differential, .derivative: true
    case .symbol, .number, .size, .constant, .identity, .ones, .zeros, .sum, .product, .transpose, .inverse,
      .power, .hadamard, .hadamardPower, .frobenius, .kronecker, .apply, .map, .block, .entry, .indexedSum,
      .indexedProduct, .member:
      false
    }
  }
}
