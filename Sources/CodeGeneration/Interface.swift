// The arguments of an emitted function, and where it reads its sizes.

import Expressions

/// The arguments of a function and the sizes that it reads from their shapes.
struct Interface {
  /// The names of the arguments in order.
  private(set) var arguments: [String] = []
  /// Those of them that are arrays of numbers, or numbers that vary; the others count something.
  private(set) var arrays: [String] = []
  /// The Python name of each size that is needed.
  private(set) var sizes: [String: String] = [:]
  /// The Python name of each index that is an argument.
  private(set) var indices: [SymbolID: String] = [:]
  /// The lines that read sizes.
  private(set) var lines: [String] = []

  init(
    _ program: Program,
    _ value: ValueID,
    _ graph: Graph,
    _ names: ArgumentNames,
    indices free: [SymbolID],
    arguments given: Set<String> = []
  ) {
    var used = given
    var needed = Set<String>()
    var counters = Set<String>()
    for id in program.reachable(from: value) {
      switch program[id].operation {
      case .argument(let name): used.insert(name)
      case .matrixPower: counters.formUnion(program.argumentNames(of: program[id].operands[1]))
      case .entry, .member:
        for place in program[id].operands.dropFirst() { counters.formUnion(program.argumentNames(of: place)) }
      case .size(let size): needed.formUnion(size.names)
      case .identity, .ones, .zeros:
        needed.formUnion(program[id].shape.rows.names + program[id].shape.columns.names)
      case .loop(_, _, let count): needed.formUnion(count.names)
      case .slice(_, let first, let last), .pad(_, let first, let last):
        needed.formUnion(first.names + last.names)
      default: break
      }
    }
    let present = names.ordered.filter { used.contains($0.name) }
    arguments = present.map(\.name)
    arrays = arguments.filter { !counters.contains($0) }
    var taken = names.taken
    for index in free {
      let name = PythonName.unused(PythonName.identifier(graph[index].name), &taken)
      indices[index] = name
      arguments.append(name)
      lines.append("    # \(name) counts from 1")
    }
    for size in needed.sorted() {
      let name = PythonName.unused(PythonName.identifier(size), &taken)
      sizes[size] = name
      if let source = Interface.source(of: size, in: present, graph) {
        lines.append("    \(name) = \(source)")
        arrays.removeAll { source == "int(\($0))" }
      } else {
        arguments.append(name)
      }
    }
  }

  /// The expression that reads a size from the first argument whose shape tells it.
  private static func source(
    of size: String,
    in arguments: [(name: String, symbol: SymbolID, isDirection: Bool)],
    _ graph: Graph
  ) -> String? {
    var linear: String?
    for argument in arguments {
      // The exponent of a power that is derived to a sum counts its terms.
      if !argument.isDirection, graph[argument.symbol].shape.isScalar, graph[argument.symbol].name == size {
        return "int(\(argument.name))"
      }
      for (axis, extent) in axes(of: graph[argument.symbol]).enumerated() {
        let read = "\(argument.name).shape[\(axis)]"
        if extent.name == size { return read }
        linear = linear ?? solved(extent, for: size, read)
      }
    }
    return linear
  }

  /// The sizes along the axes of an argument's array; members of a family lie along the first.
  static func axes(of symbol: Symbol) -> [Size] {
    var axes: [Size] = []
    if case .family(let count) = symbol.role { axes.append(count ?? 0) }
    let shape = symbol.shape
    if shape.isScalar { return axes }
    return axes
      + (shape.isVector ? [shape.rows] : shape.isRow ? [shape.columns] : [shape.rows, shape.columns])
  }

  /// The size from an extent such as `2*n + 1`.
  private static func solved(_ extent: Size, for size: String, _ read: String) -> String? {
    guard extent.names == [size], let first = extent.terms.first, first.names == [size], first.coefficient > 0
    else {
      return nil
    }
    let rest = extent - Size(first.coefficient) * Size(named: size)
    guard let offset = rest.constant else { return nil }
    let shifted = offset == 0 ? read : offset > 0 ? "(\(read) - \(offset))" : "(\(read) + \(-offset))"
    return first.coefficient == 1 ? shifted : "\(shifted) // \(first.coefficient)"
  }
}
