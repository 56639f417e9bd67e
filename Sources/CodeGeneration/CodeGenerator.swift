// The code of a result: a complete Python function, and what it costs beside what the formula costs as it stands.

package import Expressions
package import Functions

/// The code of one result.
package struct GeneratedCode: Sendable, Hashable {
  /// A complete function over NumPy arrays, the last one defined, with its imports and helpers before it.
  package let numpy: String
  /// The same function over JAX arrays.
  package let jax: String
  /// The flops of the function: `9*n^2 + 4*n`, the terms of the two highest degrees.
  package let flops: String
  /// The flops of the formula evaluated from left to right, as it is written.
  package let flopsAsWritten: String
  /// The name of the function.
  package let name: String
  /// The names of its arguments in order.
  package let arguments: [String]
}

/// Generates code for the expressions of one graph.
package struct CodeGenerator: Sendable {
  private let graph: Graph
  private let functions: @Sendable (FunctionName) -> MatrixFunction?

  /// A generator for the expressions of a graph.
  package init(
    _ graph: Graph,
    functions: @escaping @Sendable (FunctionName) -> MatrixFunction? = { Catalogue[$0] }
  ) {
    self.graph = graph
    self.functions = functions
  }

  /// The name of a result's function: `gradient_phi_W`, `hessian_x` when the expression has no name.
  package static func functionName(kind: String, of: String?, wrt: String?) -> String {
    let parts = [kind, of, wrt].compactMap { $0 }.map(PythonName.identifier).filter { !$0.isEmpty }
    var taken = Set<String>()
    return PythonName.unused(parts.joined(separator: "_"), &taken)
  }

  /// The code that computes an expression; nil when a part of it has none, as a derivative that is not derived.
  ///
  /// The arguments are the declared names that occur, in the order of their declaration, then directions `dX`,
  /// then the indices that nothing binds, which count from 1, then the sizes that no argument's shape tells.
  package func code(for expression: ExpressionID, named name: String) -> GeneratedCode? {
    let names = argumentNames([expression], reserved: [name])
    guard let program = program(for: expression, names),
      let numpy = function(program, named: name, over: .numpy),
      let jax = function(program, named: name, over: .jax)
    else { return nil }
    return GeneratedCode(
      numpy: CodeGenerator.file(numpy, over: .numpy),
      jax: CodeGenerator.file(jax, over: .jax),
      flops: program.flops,
      flopsAsWritten: AsWrittenCost(graph: graph, functions: functions).cost(of: expression).description,
      name: name,
      arguments: program.interface.arguments
    )
  }

  /// A whole file of one function.
  private static func file(_ function: PythonFunction, over library: ArrayLibrary) -> String {
    let imports = Set(function.imports).sorted().map { "import \($0)" }
    // The last import of the head is that of the arrays; what else it has, a file of one function does without.
    let head = library.head.suffix(1) + imports
    return ([head.joined(separator: "\n")] + function.helpers + [function.text]).joined(separator: "\n\n\n")
      + "\n"
  }

  // MARK: - Parts of files

  /// The names of the arguments of functions that compute some expressions.
  func argumentNames(_ expressions: [ExpressionID], and directions: [SymbolID] = [], reserved: Set<String>)
    -> ArgumentNames
  {
    let helpers = helpers(of: expressions)
    return ArgumentNames(
      graph,
      roots: expressions,
      and: directions,
      reserved: reserved.union(helpers.flatMap(PythonName.defined))
    )
  }

  /// What is computed for an expression; nil where a part of it has no operation.
  ///
  /// `arguments` are those of the function in any case, whether or not it uses them.
  func program(
    for expression: ExpressionID,
    _ names: ArgumentNames,
    arguments: Set<String> = []
  ) -> CompiledExpression? {
    var builder = ProgramBuilder(graph, names: names, root: expression, functions: functions)
    guard let value = try? builder.value(expression) else { return nil }
    let interface = Interface(
      builder.program,
      value,
      graph,
      names,
      indices: graph.unboundIndices(in: [expression]),
      arguments: arguments
    )
    return CompiledExpression(
      program: builder.program,
      graph: builder.graph,
      value: value,
      names: names,
      interface: interface,
      flops: builder.program.cost(of: value, functions: functions).description
    )
  }

  /// The function that computes it over a library; nil where the library lacks a function of it.
  func function(_ compiled: CompiledExpression, named name: String, over library: ArrayLibrary)
    -> PythonFunction?
  {
    let (program, interface) = (compiled.program, compiled.interface)
    var forms: [PythonForm.Form] = []
    for id in program.reachable(from: compiled.value) {
      guard case .call(let called) = program[id].operation, let function = functions(called) else { continue }
      guard let form = function.python.form(over: library) else { return nil }
      forms.append(form)
    }
    var writer = PythonWriter(
      program,
      graph: compiled.graph,
      library: library,
      like: interface.arrays.first.map { "dtype=\($0).dtype, device=\($0).device" }
        ?? "dtype=torch.float64, device=\"cpu\"",
      sizes: interface.sizes,
      taken: compiled.names.taken.union(interface.sizes.values).union(interface.indices.values),
      functions: functions
    )
    let result = writer.body(of: compiled.value, at: interface.indices)
    var seen = Set<String>()
    return PythonFunction(
      name: name,
      arguments: interface.arguments,
      body: interface.lines + writer.lines,
      result: result,
      imports: forms.flatMap(\.imports),
      helpers: forms.compactMap(\.helper).filter { seen.insert($0).inserted }.sorted()
    )
  }

  /// The helper functions that the functions of expressions may need over any library.
  private func helpers(of expressions: [ExpressionID]) -> [String] {
    var names = Set<FunctionName>()
    for id in graph.reachableThroughDefinitions(from: expressions) {
      switch graph[id] {
      case .apply(let name, _), .map(let name, _): names.insert(name)
      default: break
      }
    }
    var seen = Set<String>()
    return names.sorted().flatMap { name in
      ArrayLibrary.all.compactMap { functions(name)?.python.form(over: $0)?.helper }
    }
    .filter { seen.insert($0).inserted }
  }
}

/// An expression as operations, with the arguments of the function that computes it.
struct CompiledExpression {
  let program: Program
  /// The graph with the rearranged products.
  let graph: Graph
  let value: ValueID
  let names: ArgumentNames
  let interface: Interface
  let flops: String
}

/// A function in Python, in its parts.
struct PythonFunction {
  let name: String
  let arguments: [String]
  /// The lines before the result, indented.
  let body: [String]
  let result: String
  let imports: [String]
  let helpers: [String]

  /// The function with the lines of a documentation, if any, and lines that go before all else.
  func text(named other: String? = nil, documentation: [String] = [], before: [String] = []) -> String {
    let lines =
      ["def \(other ?? name)(\(arguments.joined(separator: ", "))):"]
      + (documentation + before).map { $0.isEmpty ? "" : "    " + $0 } + body
    return (lines + ["    return \(result)"]).joined(separator: "\n")
  }

  var text: String { text() }
}
