// A program as the body of a Julia function: indices count from 1 and operations on entries have dots.

import Expressions
import Functions

/// Writes the body of one function.
struct JuliaWriter {
  private let program: Program
  private let graph: Graph
  private let functions: (FunctionName) -> MatrixFunction?
  private let sizes: [String: String]
  private var taken: Set<String>
  private var texts: [ValueID: String] = [:]
  private(set) var lines: [String] = []
  private var counter = 0
  /// The first function that Julia lacks.
  private(set) var missing: String?

  init(_ compiled: CompiledExpression, functions: @escaping (FunctionName) -> MatrixFunction?) {
    program = compiled.program
    graph = compiled.graph
    sizes = compiled.interface.sizes
    taken = compiled.names.taken.union(compiled.interface.sizes.values)
    self.functions = functions
  }

  /// Writes what is needed for a value and returns the expression for it; what is used again gets a line of its own.
  mutating func body(of root: ValueID) -> String {
    let below = program.reachable(from: root)
    var uses: [ValueID: Int] = [:]
    for id in below {
      for operand in program[id].operands {
        uses[operand, default: 0] += program.indices[id.index].isEmpty ? 1 : 2
      }
    }
    for id in below {
      let text = write(id)
      let isNamed =
        id != root && program.indices[id.index].isEmpty && !isTrivial(id)
        && (uses[id, default: 0] > 1 || program.names[id] != nil || text.count > 76)
      guard isNamed else {
        texts[id] = text
        continue
      }
      let name = program.names[id].map { PythonName.unused(PythonName.identifier($0), &taken) } ?? fresh()
      lines.append("    \(name) = \(text)")
      texts[id] = name
    }
    return texts[root] ?? ""
  }

  private mutating func fresh() -> String {
    repeat { counter += 1 } while taken.contains("t\(counter)")
    taken.insert("t\(counter)")
    return "t\(counter)"
  }

  private func isTrivial(_ id: ValueID) -> Bool {
    switch program[id].operation {
    case .argument, .index, .number, .constant, .size, .member: true
    case .transpose: isTrivial(program[id].operands[0])
    default: false
    }
  }

  private func isScalar(_ id: ValueID) -> Bool { program.rank(id) == .scalar }

  /// The text of a value as an operand: bracketed unless it is a name, a number or a call.
  private func operand(_ id: ValueID) -> String {
    let text = texts[id] ?? ""
    let isAtom = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    return isAtom || JuliaWriter.isCall(text) ? text : "(\(text))"
  }

  /// Whether a text is one call or entry: a name with brackets that close at its end and not before.
  private static func isCall(_ text: String) -> Bool {
    let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    var depth = 0
    guard !name.isEmpty, let open = text.dropFirst(name.count).first, "([".contains(open) else {
      return false
    }
    for (place, character) in text.dropFirst(name.count).enumerated() {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      if depth == 0 { return place == text.count - name.count - 1 }
    }
    return false
  }

  private mutating func write(_ id: ValueID) -> String {
    let value = program[id]
    let operands = value.operands
    func text(_ place: Int) -> String { texts[operands[place]] ?? "" }
    func piece(_ place: Int) -> String { operand(operands[place]) }
    func joined(_ sign: String) -> String {
      // A sign with a dot works on entries; numbers alone need none.
      let sign = operands.allSatisfy(isScalar) ? sign : "." + sign
      return operands.map { operand($0) }.joined(separator: " \(sign) ")
    }
    func extent(_ size: Size) -> String {
      PythonWriter.text(of: size, sizes: sizes).replacing("//", with: "÷")
    }
    let (rows, columns) = (extent(value.shape.rows), extent(value.shape.columns))
    let shape = value.shape.columns.isOne ? rows : "\(rows), \(columns)"
    switch value.operation {
    case .argument(let name): return name
    case .index(let symbol): return PythonName.identifier(graph[symbol].name)
    case .number(let number): return PythonWriter.number(number).text
    case .constant(let constant): return constant.rawValue == "e" ? "exp(1.0)" : constant.rawValue
    case .size(let size): return extent(size)
    case .identity: return "Matrix{Float64}(I, \(rows), \(rows))"
    case .ones: return "ones(\(shape))"
    case .zeros: return "zeros(\(shape))"
    case .sum(let subtracts):
      let dot = operands.allSatisfy(isScalar) ? "" : "."
      return operands.indices.map { place in
        place == 0 ? text(0) : " \(dot)\(subtracts[place] ? "-" : "+") " + piece(place)
      }.joined()
    case .product: return joined("*")
    case .quotient: return joined("/")
    case .power: return joined("^")
    case .multiply:
      return operands.dropFirst().reduce((text: piece(0), rank: program.rank(operands[0]))) {
        product($0, $1)
      }.text
    case .outer: return "\(piece(0)) * transpose(\(text(1)))"
    case .transpose: return "transpose(\(text(0)))"
    case .inverse: return "inv(\(text(0)))"
    case .solve: return "\(piece(0)) \\ \(piece(1))"
    case .matrixPower: return "\(piece(0))^\(piece(1))"
    case .innerProduct: return "dot(\(text(0)), \(text(1)))"
    case .kronecker: return "kron(\(text(0)), \(text(1)))"
    case .scaleRows: return "\(piece(0)) .* \(piece(1))"
    case .scaleColumns: return "\(piece(0)) .* transpose(\(text(1)))"
    case .slice(let axis, let first, let last):
      let range = "\(extent(first + 1)):\(extent(last))"
      guard program.rank(operands[0]) == .matrix else { return "\(piece(0))[\(range)]" }
      return "\(piece(0))[\(axis == .rows ? "\(range), :" : ":, \(range)")]"
    case .pad(let axis, let before, let after):
      return padded(operands[0], axis, extent(before), extent(after))
    case .call(let name): return called(name, operands)
    case .column: return "reshape(\(text(0)), :, 1)"
    case .row: return "reshape(\(text(0)), 1, :)"
    case .single: return "fill(\(text(0)), 1, 1)"
    case .flattened: return "vec(\(text(0)))"
    case .item: return "first(\(text(0)))"
    case .block(let columns):
      let list = operands.map { texts[$0] ?? "" }.joined(separator: ", ")
      return value.shape.columns.isOne ? "vcat(\(list))" : "hvcat(\(columns), \(list))"
    case .entry, .member:
      return "\(piece(0))[\(operands.dropFirst().map { texts[$0] ?? "" }.joined(separator: ", "))]"
    case .loop(let kind, let symbol, let count):
      let index = PythonName.identifier(graph[symbol].name)
      return "\(kind == .sum ? "sum" : "prod")(\(text(0)) for \(index) in 1:\(extent(count)))"
    }
  }

  /// A product of what stands before with one more factor; a vector before a matrix is a row.
  private func product(_ before: (text: String, rank: Rank), _ factor: ValueID) -> (text: String, rank: Rank)
  {
    let rank = program.rank(factor)
    switch (before.rank, rank) {
    case (.vector, .vector): return ("dot(\(before.text), \(texts[factor] ?? ""))", .scalar)
    case (.vector, .matrix): return ("transpose(\(texts[factor] ?? "")) * \(before.text)", .vector)
    default: return ("\(before.text) * \(operand(factor))", rank)
    }
  }

  private func padded(_ id: ValueID, _ axis: Operation.Axis, _ before: String, _ after: String) -> String {
    let text = texts[id] ?? ""
    guard program.rank(id) == .matrix else { return "vcat(zeros(\(before)), \(text), zeros(\(after)))" }
    return axis == .rows
      ? "vcat(zeros(\(before), size(\(text), 2)), \(text), zeros(\(after), size(\(text), 2)))"
      : "hcat(zeros(size(\(text), 1), \(before)), \(text), zeros(size(\(text), 1), \(after)))"
  }

  private mutating func called(_ name: FunctionName, _ operands: [ValueID]) -> String {
    guard let function = functions(name), var text = JuliaForms.form(of: function) else {
      missing = missing ?? name.text
      return ""
    }
    for (place, id) in operands.enumerated() {
      let isWhole =
        text.contains("({\(place)})") || text.contains("({\(place)},") || text.contains(", {\(place)}")
      text = text.replacing(
        "{\(place)}",
        with: isWhole && !text.contains("-{\(place)}") && !text.contains("{\(place)} ")
          ? texts[id] ?? "" : operand(id)
      )
    }
    return text
  }
}
