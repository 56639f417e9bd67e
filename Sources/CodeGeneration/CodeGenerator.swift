// The code of a result: a complete Python function, and what it costs beside what the formula costs as it stands.

public import Expressions
public import Functions

/// The code of one result.
public struct GeneratedCode: Sendable, Hashable {
  /// A complete function over NumPy arrays, the last one defined, with its imports and helpers before it.
  public let numpy: String
  /// The same function over JAX arrays.
  public let jax: String
  /// The flops of the function: `9*n^2 + 4*n`, the terms of the two highest degrees.
  public let flops: String
  /// The flops of the formula evaluated from left to right, as it is written.
  public let flopsAsWritten: String
  /// The name of the function.
  public let name: String
  /// The names of its arguments in order.
  public let arguments: [String]
}

/// Generates code for the expressions of one graph.
public struct CodeGenerator: Sendable {
  private let graph: Graph
  private let functions: @Sendable (FunctionName) -> MatrixFunction?

  /// A generator for the expressions of a graph.
  public init(
    _ graph: Graph,
    functions: @escaping @Sendable (FunctionName) -> MatrixFunction? = { Catalogue[$0] }
  ) {
    self.graph = graph
    self.functions = functions
  }

  /// The name of a result's function: `gradient_phi_W`, `hessian_x` when the expression has no name.
  public static func functionName(kind: String, of: String?, wrt: String?) -> String {
    let parts = [kind, of, wrt].compactMap { $0 }.map(PythonName.identifier).filter { !$0.isEmpty }
    var taken = Set<String>()
    return PythonName.unused(parts.joined(separator: "_"), &taken)
  }

  /// The code that computes an expression; nil when a part of it has none, as a derivative that is not derived.
  ///
  /// The arguments are the declared names that occur, in the order of their declaration, then directions `dX`,
  /// then the indices that nothing binds, which count from 1, then the sizes that no argument's shape tells.
  public func code(for expression: ExpressionID, named name: String) -> GeneratedCode? {
    let helpers = helpers(of: expression)
    let reserved = Set(helpers.flatMap(PythonName.defined) + [name])
    let names = ArgumentNames(graph, root: expression, reserved: reserved)
    var builder = ProgramBuilder(graph, names: names, root: expression, functions: functions)
    guard let value = try? builder.value(expression) else { return nil }
    let program = builder.program
    let interface = Interface(program, value, graph, names, indices: graph.unboundIndices(in: [expression]))
    func function(_ module: String) -> String {
      var writer = PythonWriter(
        program,
        graph: builder.graph,
        module: module,
        sizes: interface.sizes,
        taken: names.taken.union(interface.sizes.values).union(interface.indices.values),
        functions: functions
      )
      let result = writer.body(of: value, at: interface.indices)
      let head = "def \(name)(\(interface.arguments.joined(separator: ", "))):"
      return ([head] + interface.lines + writer.lines + ["    return \(result)"]).joined(separator: "\n")
        + "\n"
    }
    let used = program.reachable(from: value).compactMap { id -> PythonForm? in
      if case .call(let function) = program[id].operation { functions(function)?.python } else { nil }
    }
    func imports(_ modules: [String], after first: String) -> [String] {
      [first] + Set(modules).sorted().map { "import \($0)" }
    }
    let numpyHelpers = helpers.filter { helper in used.contains { $0.helper == helper } }
    let jaxHelpers = helpers.filter { helper in used.contains { $0.jax.helper == helper } }
    return GeneratedCode(
      numpy: CodeGenerator.file(
        imports(used.flatMap(\.imports), after: "import numpy as np"),
        numpyHelpers,
        function("np")
      ),
      jax: CodeGenerator.file(
        imports(used.flatMap(\.jax.imports), after: "import jax.numpy as jnp"),
        jaxHelpers,
        function("jnp")
      ),
      flops: program.cost(of: value, functions: functions).description,
      flopsAsWritten: AsWrittenCost(graph: graph, functions: functions).cost(of: expression).description,
      name: name,
      arguments: interface.arguments
    )
  }

  private static func file(_ imports: [String], _ helpers: [String], _ function: String) -> String {
    ([imports.joined(separator: "\n")] + helpers + [function]).joined(separator: "\n\n\n")
  }

  /// The helper functions that the functions of an expression may need over either module, in the order of their names.
  private func helpers(of expression: ExpressionID) -> [String] {
    var names = Set<FunctionName>()
    for id in graph.reachableThroughDefinitions(from: [expression]) {
      switch graph[id] {
      case .apply(let name, _), .map(let name, _): names.insert(name)
      default: break
      }
    }
    var seen = Set<String>()
    return names.sorted().flatMap { functions($0)?.python.helpers ?? [] }.filter { seen.insert($0).inserted }
  }
}
