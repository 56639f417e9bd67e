// A program as the text of a Python function. What is used once is written in place, what is used again, what the
// author named and what grows too long gets a line of its own.

import Expressions
import Functions

/// Writes one function.
struct PythonWriter {
  /// How tightly a piece of Python binds.
  enum Binding: Int, Comparable {
    case sum, product, sign, power, atom
    static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
  }

  struct Piece {
    let text: String
    let binding: Binding
    /// The operator between the factors of a product, which may go on without brackets.
    var joint = ""
  }

  let program: Program
  let functions: (FunctionName) -> MatrixFunction?
  let library: ArrayLibrary
  /// What says which numbers a new array holds, and on which device.
  let like: String
  let sizes: [String: String]
  private var taken: Set<String>
  var indexNames: [SymbolID: String] = [:]
  var pieces: [ValueID: Piece] = [:]
  private(set) var lines: [String] = []
  private var counter = 0
  /// The names of loop indices, which the graph knows.
  private let graph: Graph
  /// Whether each value is a number of the host language, for which no array is needed.
  private let isOfHost: [Bool]

  init(
    _ program: Program,
    graph: Graph,
    library: ArrayLibrary,
    like: String = "",
    sizes: [String: String],
    taken: Set<String>,
    functions: @escaping (FunctionName) -> MatrixFunction?
  ) {
    self.program = program
    self.graph = graph
    self.library = library
    self.like = like
    self.sizes = sizes
    self.taken = taken
    self.functions = functions
    isOfHost = PythonWriter.numbersOfHost(program)
  }

  private static func numbersOfHost(_ program: Program) -> [Bool] {
    var result: [Bool] = []
    for (place, value) in program.values.enumerated() {
      var isOfHost = program.rank(ValueID(index: place)) == .scalar
      switch value.operation {
      case .number, .constant, .size, .index: break
      case .sum, .product, .quotient, .power, .loop:
        isOfHost = isOfHost && value.operands.allSatisfy { result[$0.index] }
      default: isOfHost = false
      }
      result.append(isOfHost)
    }
    return result
  }

  /// Whether a value is a number of the host language, for which no array is needed.
  func isOfHost(_ id: ValueID) -> Bool { isOfHost[id.index] }

  /// Lines longer than this are broken by naming a part.
  private static let lengthLimit = 76

  /// Writes what is needed for a value, at indices that are arguments, and returns the expression for it.
  mutating func body(of root: ValueID, at indices: [SymbolID: String]) -> String {
    indexNames = indices
    block(root, within: Set(indices.keys), indent: "    ")
    return library.creation.number != nil && isOfHost(root) ? array(root) : pieces[root]?.text ?? ""
  }

  // MARK: - Statements

  /// Writes the lines for the values below the root that change with no other index than the given ones.
  private mutating func block(_ root: ValueID, within available: Set<SymbolID>, indent: String) {
    let below = program.reachable(from: root).filter { pieces[$0] == nil }
    let uses = countUses(below, within: available)
    for id in below where program.indices[id.index].isSubset(of: available) {
      let value = program[id]
      if case .loop(let kind, let symbol, let count) = value.operation {
        let isShared = uses[id, default: 0] > 1
        loop(id, kind, symbol, count, within: available, isShared: isShared, indent: indent)
        continue
      }
      let piece = write(value)
      let isNamed =
        id != root && !isTrivial(id)
        && (uses[id, default: 0] > 1 || program.names[id] != nil
          || piece.text.count > PythonWriter.lengthLimit)
      pieces[id] = isNamed ? name(id, piece.text, indent) : piece
    }
  }

  private func countUses(_ below: [ValueID], within available: Set<SymbolID>) -> [ValueID: Int] {
    var uses: [ValueID: Int] = [:]
    for parent in below {
      // What a loop uses is computed once, before it.
      var isRepeated = !program.indices[parent.index].isSubset(of: available)
      if case .loop = program[parent].operation { isRepeated = true }
      var template: String?
      if case .call(let name) = program[parent].operation {
        template = functions(name)?.python.form(over: library)?.expression
      }
      for (place, operand) in program[parent].operands.enumerated() {
        // A form may write its argument twice.
        let isWrittenAgain = template.map { PythonWriter.split($0, at: "{\(place)}").count > 2 } ?? false
        uses[operand, default: 0] += isRepeated || isWrittenAgain ? 2 : 1
      }
    }
    return uses
  }

  private mutating func name(_ id: ValueID, _ text: String, _ indent: String) -> Piece {
    let name: String
    if let given = program.names[id] {
      name = PythonName.unused(PythonName.identifier(given), &taken)
    } else {
      name = fresh("t")
    }
    lines.append("\(indent)\(name) = \(text)")
    return Piece(text: name, binding: .atom)
  }

  private mutating func fresh(_ stem: String) -> String {
    repeat { counter += 1 } while taken.contains("\(stem)\(counter)")
    taken.insert("\(stem)\(counter)")
    return "\(stem)\(counter)"
  }

  private func isTrivial(_ id: ValueID) -> Bool {
    switch program[id].operation {
    case .argument, .index, .number, .constant, .size, .member: true
    case .transpose, .column, .row: isTrivial(program[id].operands[0])
    default: false
    }
  }

  private mutating func loop(
    _ id: ValueID,
    _ kind: Operation.Loop,
    _ symbol: SymbolID,
    _ count: Size,
    within available: Set<SymbolID>,
    isShared: Bool,
    indent: String
  ) {
    let body = program[id].operands[0]
    let index = PythonName.unused(PythonName.identifier(graph[symbol].name), &taken)
    indexNames[symbol] = index
    let outside = pieces
    let before = lines
    lines = []
    block(body, within: available.union([symbol]), indent: indent + "    ")
    let inner = lines
    let text = pieces[body]?.text ?? "0"
    let factor = bracketed(body, .product)
    pieces = outside
    lines = before
    taken.remove(index)
    let range = "range(1, \(sum(count, plus: 1)))"
    if inner.isEmpty, kind == .sum, text.count < PythonWriter.lengthLimit {
      let piece = Piece(text: "sum(\(text) for \(index) in \(range))", binding: .atom)
      pieces[id] = isShared ? name(id, piece.text, indent) : piece
      return
    }
    let total =
      program.names[id].map { PythonName.unused(PythonName.identifier($0), &taken) } ?? fresh("total")
    lines.append("\(indent)\(total) = \(kind == .sum ? "0.0" : "1.0")")
    lines.append("\(indent)for \(index) in \(range):")
    lines += inner
    lines.append("\(indent)    \(total) = \(total) \(kind == .sum ? "+ \(text)" : "* \(factor)")")
    pieces[id] = Piece(text: total, binding: .atom)
  }
}
