// A module of Python over one array library: the value, its derivatives, and what makes the library use them.

import Expressions
package import Functions

/// Writes the functions of one emission as a Python module.
package struct PythonModule {
  let emission: Emission
  let library: ArrayLibrary
  let generator: CodeGenerator
  let names: ArgumentNames
  /// Each part with its function, in the order of the emission.
  private(set) var functions:
    [(part: Emission.Part, compiled: CompiledExpression, function: PythonFunction)] = []
  /// The names of the arguments that all functions take, in order; a direction comes behind them.
  let arguments: [String]

  /// A module over a library.
  ///
  /// - Throws: when a part has no code over the library.
  package init(_ emission: Emission, over library: ArrayLibrary) throws(EmissionFailure) {
    self.emission = emission
    self.library = library
    generator = CodeGenerator(emission.graph)
    let expressions = emission.parts.map(\.expression)
    let reserved = Set(emission.parts.map(\.name))
    let directions = emission.parts.compactMap(\.role.direction)
    let names = generator.argumentNames(expressions, and: directions, reserved: reserved)
    self.names = names
    guard emission.graph.unboundIndices(in: expressions).isEmpty else {
      throw EmissionFailure("it has an index that nothing binds")
    }
    var used = Set<String>()
    for part in emission.parts where part.role.direction == nil {
      guard let compiled = generator.program(for: part.expression, names) else {
        throw EmissionFailure("'\(part.name)' has no code")
      }
      used.formUnion(compiled.interface.arguments)
    }
    arguments = names.ordered.map(\.name).filter(used.contains)
    for part in emission.parts {
      let direction = part.role.direction.map { names.name(of: $0) }
      let needed = used.union(direction.map { [$0] } ?? [])
      guard let compiled = generator.program(for: part.expression, names, arguments: needed) else {
        throw EmissionFailure("'\(part.name)' has no code")
      }
      guard let function = generator.function(compiled, named: part.name, over: library) else {
        throw EmissionFailure("\(library.title) lacks a function that '\(part.name)' calls")
      }
      functions.append((part, compiled, function))
    }
  }

  /// Whether every argument is an array of numbers by which the library may differentiate.
  var isDifferentiable: Bool {
    emission.parts.contains { if case .gradient = $0.role { true } else { false } }
      && functions.allSatisfy { $0.compiled.interface.arrays == $0.compiled.interface.arguments }
  }

  /// The gradients by the argument that each is by.
  var gradients: [String: Emission.Part] {
    var result: [String: Emission.Part] = [:]
    for part in emission.parts {
      if case .gradient(let symbol) = part.role { result[names.name(of: symbol)] = part }
    }
    return result
  }

  // MARK: - The text

  /// The whole module.
  package var text: String {
    var blocks = ["\"\"\"" + heading.joined(separator: "\n") + "\n\"\"\""]
    let imports = Set(functions.flatMap(\.function.imports)).sorted().map { "import \($0)" }
      .filter { !head.contains($0) }
    blocks[0] += "\n\n" + (head + imports).joined(separator: "\n")
    var seen = Set<String>()
    blocks += functions.flatMap(\.function.helpers).filter { seen.insert($0).inserted }
    blocks.append(shapeCheck)
    for (part, compiled, function) in functions {
      // The library gets the value under its name, with the gradients.
      let isInner = part.role == .value && isDifferentiable && wraps
      blocks.append(
        function.text(
          named: isInner ? "_\(part.name)" : part.name,
          documentation: documentation(part, compiled),
          before: checks(compiled.interface)
        )
      )
    }
    if isDifferentiable, wraps { blocks += wrapper }
    return blocks.joined(separator: "\n\n\n") + "\n"
  }

  private var head: [String] {
    library == .jax && !isDifferentiable ? Array(library.head.suffix(1)) : library.head
  }

  /// Whether the library is told to use the gradients.
  var wraps: Bool { library != .numpy }

  private var heading: [String] {
    guard let value = emission.parts.first else { return [] }
    var lines = ["\(value.name) = \(value.formula), and its derivatives, over \(library.title).", ""]
    lines += [
      "Derived and checked line by line by Nabla; written by",
      "",
      "    nabla emit \(emission.source.place) --to \(library.name)",
      "",
      "The record of the derivation is \(emission.source.record).",
      "",
    ]
    if !emission.definitions.isEmpty { lines += emission.definitions.map { "    \($0)" } + [""] }
    for part in emission.parts.dropFirst() {
      lines.append("    \(part.name) = \(part.formula)    (\(part.verdict))")
    }
    if !emission.conditions.isEmpty {
      lines += ["", "Conditions: \(emission.conditions.joined(separator: "; "))."]
    }
    lines += emission.omissions.isEmpty ? [] : [""] + emission.omissions
    return lines
  }

  private func documentation(_ part: Emission.Part, _ compiled: CompiledExpression) -> [String] {
    let shape = PythonModule.words(emission.graph.shape(part.expression))
    var lines = ["\"\"\"\(part.summary)", "", "Returns \(shape); \(compiled.flops) flops."]
    if part.role == .value { lines.append("") }
    if part.role == .value { lines += argumentWords }
    return lines + ["\"\"\""]
  }

  private var argumentWords: [String] {
    names.ordered.filter { arguments.contains($0.name) }.map { argument in
      let symbol = emission.graph[argument.symbol]
      var words = PythonModule.words(symbol.shape)
      if case .family(let count) = symbol.role {
        words =
          "a family of \(count.map(\.description) ?? "some") members along the first axis, each \(words)"
      }
      return "\(argument.name): \(words)"
    }
  }

  static func words(_ shape: Shape) -> String {
    if shape.isScalar { return "a number" }
    if shape.isVector { return "an array of shape (\(shape.rows),)" }
    if shape.isRow { return "an array of shape (\(shape.columns),)" }
    return "an array of shape (\(shape.rows), \(shape.columns))"
  }

  // MARK: - Shapes

  private func checks(_ interface: Interface) -> [String] {
    let conversion =
      library == .numpy ? interface.arrays.map { "\($0) = np.asarray(\($0), dtype=float)" } : []
    let checked = arguments.filter(interface.arrays.contains)
    return conversion + (checked.isEmpty ? [] : ["_check_shapes(\(checked.joined(separator: ", ")))"])
  }

  /// A function that refuses arguments of shapes that do not fit.
  private var shapeCheck: String {
    let arrays = functions.map(\.compiled.interface.arrays)
    let checked = names.ordered.filter { argument in
      arguments.contains(argument.name) && arrays.allSatisfy { $0.contains(argument.name) }
    }
    guard !checked.isEmpty else { return "def _check_shapes():\n    pass" }
    let axes = checked.map { (name: $0.name, axes: Interface.axes(of: emission.graph[$0.symbol])) }
    let shape = library == .torch ? "tuple(array.shape)" : "\(library.module).shape(array)"
    var lines = [
      "def _check_shapes(\(checked.map(\.name).joined(separator: ", "))):",
      "    \"\"\"Raises a ValueError where the shapes of the arguments do not fit.\"\"\"",
      "    def shape(name, array, axes):",
      "        found = \(shape)",
      "        if len(found) != axes:",
      "            raise ValueError(f\"{name} has the shape {found}, and needs {axes} axes\")",
      "        return found",
      "",
    ]
    var sizes: [String: String] = [:]
    for (name, axes) in axes {
      lines.append("    shape_\(name) = shape(\"\(name)\", \(name), \(axes.count))")
      for (place, size) in axes.enumerated() {
        guard let size = size.name, sizes[size] == nil else { continue }
        sizes[size] = "size_\(PythonName.identifier(size))"
        lines.append("    \(sizes[size] ?? "") = shape_\(name)[\(place)]")
      }
    }
    for (name, axes) in axes where !axes.isEmpty {
      guard axes.allSatisfy({ $0.names.allSatisfy { sizes[$0] != nil } }) else { continue }
      let extents = axes.map { PythonWriter.text(of: $0, sizes: sizes) }
      let wanted = "(\(extents.joined(separator: ", "))\(axes.count == 1 ? "," : ""))"
      let words = "(\(axes.map(\.description).joined(separator: ", "))\(axes.count == 1 ? "," : ""))"
      lines += [
        "    if shape_\(name) != \(wanted):",
        "        raise ValueError(",
        "            f\"\(name) has the shape {shape_\(name)}, and needs \(words) = {\(wanted)}\"",
        "        )",
      ]
    }
    return lines.joined(separator: "\n")
  }
}
