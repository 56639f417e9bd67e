// A module of Julia: the value and its derivatives, documented, with shapes checked, and a test beside it.

import Expressions
import Functions

/// Writes the functions of one emission as a Julia module.
package struct JuliaModule {
  private let emission: Emission
  private let names: ArgumentNames
  private var functions: [(part: Emission.Part, compiled: CompiledExpression, text: [String])] = []

  /// A module.
  ///
  /// - Throws: when a part has no code in Julia.
  package init(_ emission: Emission) throws(EmissionFailure) {
    self.emission = emission
    let generator = CodeGenerator(emission.graph)
    let expressions = emission.parts.map(\.expression)
    let reserved = JuliaForms.reserved.union(emission.parts.map(\.name))
    names = generator.argumentNames(
      expressions,
      and: emission.parts.compactMap(\.role.direction),
      reserved: reserved
    )
    guard emission.graph.unboundIndices(in: expressions).isEmpty else {
      throw EmissionFailure("it has an index that nothing binds")
    }
    var used = Set<String>()
    for part in emission.parts where part.role.direction == nil {
      used.formUnion(generator.program(for: part.expression, names)?.interface.arguments ?? [])
    }
    for part in emission.parts {
      let needed = used.union(part.role.direction.map { [names.name(of: $0)] } ?? [])
      guard let compiled = generator.program(for: part.expression, names, arguments: needed) else {
        throw EmissionFailure("'\(part.name)' has no code")
      }
      var writer = JuliaWriter(compiled) { Catalogue[$0] }
      let result = writer.body(of: compiled.value)
      if let missing = writer.missing {
        throw EmissionFailure("Julia's standard library has no '\(missing)'")
      }
      functions.append((part, compiled, writer.lines + ["    return \(result)"]))
    }
  }

  /// The module and its test.
  package func files(named name: String) -> EmittedFiles {
    EmittedFiles(module: text(named: name), test: emission.instance.map { test(named: name, $0) })
  }

  // MARK: - The module

  private func text(named name: String) -> String {
    guard let value = emission.parts.first else { return "" }
    var heading = [
      "#=", "\(value.name) = \(value.formula), and its derivatives, in Julia.", "",
      "Derived and checked line by line by Nabla; written by", "",
      "    nabla emit \(emission.source.place) --to julia", "",
      "The record of the derivation is \(emission.source.record).", "",
    ]
    heading += emission.definitions.isEmpty ? [] : emission.definitions.map { "    \($0)" } + [""]
    heading += emission.parts.dropFirst().map { "    \($0.name) = \($0.formula)    (\($0.verdict))" }
    if !emission.conditions.isEmpty {
      heading += ["", "Conditions: \(emission.conditions.joined(separator: "; "))."]
    }
    heading += (emission.omissions.isEmpty ? [] : [""] + emission.omissions) + ["=#"]
    let exported = emission.parts.map(\.name).joined(separator: ", ")
    var blocks = [
      heading.joined(separator: "\n"), "module \(name)", "using LinearAlgebra", "export \(exported)",
    ]
    let body = functions.flatMap(\.text).joined(separator: "\n")
    blocks += JuliaForms.helpers.filter { body.contains($0.name) }.map(\.text)
    blocks += functions.map { function($0.part, $0.compiled, $0.text) }
    return (blocks + ["end"]).joined(separator: "\n\n") + "\n"
  }

  private func function(_ part: Emission.Part, _ compiled: CompiledExpression, _ lines: [String]) -> String {
    let arguments = compiled.interface.arguments
    let documentation = [
      "\"\"\"", "    \(part.name)(\(arguments.joined(separator: ", ")))", "", "\(part.summary)", "",
      "Returns \(PythonModule.words(emission.graph.shape(part.expression)).replacing(",)", with: ")"));"
        + " \(compiled.flops) flops.", "\"\"\"",
    ]
    let head = "function \(part.name)(\(arguments.joined(separator: ", ")))"
    return (documentation + [head] + sizes(compiled.interface) + checks(compiled.interface) + lines + ["end"])
      .joined(separator: "\n")
  }

  /// The lines that read sizes, which the interface has for arrays with `shape`.
  private func sizes(_ interface: Interface) -> [String] {
    interface.sizes.keys.sorted().compactMap { size in
      guard let name = interface.sizes[size], !interface.arguments.contains(name) else { return nil }
      for argument in names.ordered where interface.arguments.contains(argument.name) {
        for (axis, extent) in Interface.axes(of: emission.graph[argument.symbol]).enumerated()
        where extent.name == size {
          return "    \(name) = \(read(argument, axis))"
        }
      }
      // Sizes such as that of x : vector(2*n), and exponents: as the line of the interface says it.
      let line = interface.lines.first { $0.hasPrefix("    \(name) = ") } ?? "    \(name) = 1"
      return line.replacing("//", with: "÷").replacing("int(", with: "Int(").replacing(
        ".shape[0]",
        with: "::size_1"
      )
      .replacing(".shape[1]", with: "::size_2")
      .replacing(/(\w+)::size_(\d)/) { "size(\($0.output.1), \($0.output.2))" }
    }
  }

  /// The extent of an argument along an axis; families are vectors of their members.
  private func read(_ argument: (name: String, symbol: SymbolID, isDirection: Bool), _ axis: Int) -> String {
    if case .family = emission.graph[argument.symbol].role {
      return axis == 0 ? "length(\(argument.name))" : "size(first(\(argument.name)), \(axis))"
    }
    return "size(\(argument.name), \(axis + 1))"
  }

  /// The lines that refuse arguments whose sizes do not fit: the first array that has a size says what it is.
  private func checks(_ interface: Interface) -> [String] {
    var known: [String: String] = [:]
    var lines: [String] = []
    for argument in names.ordered where interface.arguments.contains(argument.name) {
      let symbol = emission.graph[argument.symbol]
      for (axis, extent) in Interface.axes(of: symbol).enumerated() {
        guard let size = extent.name else { continue }
        let own = read(argument, axis)
        guard let first = known[size] else {
          known[size] = own
          continue
        }
        lines.append(
          "    \(own) == \(first) || throw(DimensionMismatch(\"\(size) is not one size in \(argument.name)\"))"
        )
      }
    }
    return lines
  }

  // MARK: - The test

  private func test(named name: String, _ instance: Emission.Instance) -> String {
    var lines = [
      "# Tests of \(name): values from another evaluator. Run it with julia.", "", "using Test", "",
      "include(\"\(name).jl\")", "using .\(name)", "",
    ]
    for argument in names.ordered where !argument.isDirection {
      guard let values = instance.arguments[argument.symbol] else { continue }
      let shape = emission.graph[argument.symbol].shape
      let members = values.map { JuliaModule.literal($0, shape) }
      var isFamily = false
      if case .family = emission.graph[argument.symbol].role { isFamily = true }
      lines.append(
        "\(argument.name) = \(isFamily ? "[\(members.joined(separator: ", "))]" : members.first ?? "0.0")"
      )
    }
    var said = Set<String>()
    for (_, compiled, _) in functions {
      for (size, name) in compiled.interface.sizes.sorted(by: { $0.key < $1.key })
      where compiled.interface.arguments.contains(name) && said.insert(name).inserted {
        lines.append("\(name) = \(instance.sizes[size] ?? 1)")
      }
    }
    lines += ["", "@testset \"\(name)\" begin"]
    for (place, (part, compiled, _)) in functions.enumerated() {
      let wanted = JuliaModule.literal(instance.values[place], emission.graph.shape(part.expression))
      lines.append(
        "    @test isapprox(\(part.name)(\(compiled.interface.arguments.joined(separator: ", "))), \(wanted); rtol = 1e-8, atol = 1e-8)"
      )
    }
    return (lines + ["end"]).joined(separator: "\n") + "\n"
  }

  private static func literal(_ rows: [[String]], _ shape: Shape) -> String {
    func number(_ text: String) -> String { text.contains("/") || text.contains(".") ? text : text + ".0" }
    if shape.isScalar { return rows.first?.first.map(number) ?? "0.0" }
    if shape.isVector || shape.isRow { return "[\(rows.flatMap { $0 }.map(number).joined(separator: ", "))]" }
    return "[\(rows.map { $0.map(number).joined(separator: " ") }.joined(separator: "; "))]"
  }
}
