// What is measured: deriving, checking, the command as a process, and a whole report.

import Answers
import Judging
import Findings
import Derivation
import Expressions
import Foundation
import Functions
import NablaTool
import Reports
import Syntax

/// All measurements.
struct BenchmarkSuite {
  /// The folder that holds Notebooks.
  private let root: String
  /// The program, built in the same mode beside this one.
  let program: String

  /// The measurements in a folder.
  init(root: String) {
    self.root = root
    let own = Bundle.main.executablePath ?? CommandLine.arguments[0]
    program = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("nabla").path
  }

  /// Measures everything and prints the table; whether every promise is kept.
  func run() -> Bool {
    var rows: [Measurement] = []
    func add(_ name: String, _ value: Double, below bound: Double? = nil, unit: String = "ms") {
      let row = Measurement(name: name, value: value, bound: bound, unit: unit)
      print(row.text)
      rows.append(row)
    }
    add("start of a session (the catalogue is read)", median(of: 51) { _ = Session() })
    if let derive = derivation() { add("derive the first example", derive, below: 0.5) }
    add("derive, check and emit the first example", answers(Self.quartic), below: 10)
    add("derive and check least squares", answers(Self.leastSquares))
    add("check a display of ten rows", display(), below: 50)
    if FileManager.default.isExecutableFile(atPath: program) {
      if let process = process() { add("'nabla derive' as a process", process, below: 100) }
      if let (time, memory) = build() {
        add("'nabla build quartic-form.md' as a process", time, below: 500)
        add("  its memory", memory, below: 250, unit: "MiB")
        for (name, share) in shares() { add("  of it \(name)", share) }
      }
    } else {
      print("there is no \(program); 'swift build -c release --product nabla' makes it")
    }
    for (name, value) in prose() { add(name, value) }
    for (name, value) in peers() { add(name, value) }
    compare(rows)
    return rows.allSatisfy(\.isKept)
  }

  // MARK: - In process

  static let quartic = """
    W : matrix(n, n)
    x : vector(n)
    y = (W^2)' * x
    phi = y' * y
    gradient phi wrt W
    """

  static let leastSquares = """
    A : matrix(m, n)
    b : vector(m)
    x : vector(n)
    gradient norm2(A*x - b)^2 wrt x
    """

  /// Deriving alone: the names are declared, the lines are found; nothing is checked or printed.
  private func derivation() -> Double? {
    var session = Session()
    let declarations = Self.quartic.split(separator: "\n").dropLast().joined(separator: "\n")
    // A name has a node only where it is used.
    _ = session.run(cell: declarations + "\nclaim phi == phi")
    let graph = session.graph
    func symbol(_ name: String) -> SymbolID? {
      for case .symbol(let symbol) in graph.nodes where graph[symbol].name == name { return symbol }
      return nil
    }
    guard let phi = symbol("phi"), let variable = symbol("W") else { return nil }
    let book = RuleBook(Catalogue.all, vocabulary: Catalogue.vocabulary)
    return try? median(of: 201) {
      var calculus = Calculus(graph: graph, book: book, variables: [variable])
      let function = calculus.graph.symbol(phi)
      let matrix = calculus.graph.symbol(variable)
      _ = try calculus.gradient(of: function, wrt: matrix)
    }
  }

  private func answers(_ cell: String) -> Double {
    median(of: 51) {
      var session = Session()
      _ = session.run(cell: cell)
    }
  }

  /// Ten rows that follow from one another.
  private func display() -> Double {
    var session = Session()
    _ = session.run(cell: Self.quartic.split(separator: "\n").dropLast().joined(separator: "\n"))
    let rows = [
      "\\mathrm d\\phi &= 2\\,y : \\mathrm dy", "&= 2\\,y : \\mathrm d(W^2)^\\top x",
      "&= 2\\,y x^\\top : \\mathrm d (W^2)^\\top", "&= 2\\,x y^\\top : \\mathrm d (W^2)",
      "&= 2\\,x y^\\top : (\\mathrm dW\\, W + W\\,\\mathrm dW)",
      "&= 2\\,x y^\\top : \\mathrm dW\\, W + 2\\,x y^\\top : W\\,\\mathrm dW",
      "&= 2\\,x y^\\top W^\\top : \\mathrm dW + 2\\, W^\\top x y^\\top : \\mathrm dW",
      "&= (2\\,x y^\\top W^\\top + 2\\, W^\\top x y^\\top) : \\mathrm dW",
      "&= 2\\,(x y^\\top W^\\top + W^\\top x y^\\top) : \\mathrm dW",
      "&= 2\\,\\operatorname{tr}\\left((W y x^\\top + y x^\\top W)\\,\\mathrm dW\\right)",
    ]
    let request = DisplayRequest(
      text: "\\begin{aligned}\n\(rows.joined(separator: " \\\\\n"))\n\\end{aligned}",
      roles: [.check],
      subject: nil,
      variables: ["W"],
      macros: ""
    )
    let fresh = session
    let result = session.run(display: request)
    if case .checked(let statement)? = result.outcomes.first, statement.verdict != .holds {
      print("the display of ten rows is \(statement.verdict.rawValue):")
      for line in statement.lines { print("  \(line.verdict.rawValue)  \(line.latex)  \(line.message)") }
    }
    return median(of: 21) {
      var session = fresh
      _ = session.run(display: request)
    }
  }

  // MARK: - Processes

  private func process() -> Double? {
    let child = ChildProcess(path: program, arguments: ["derive", "--format", "json"])
    guard child.run(input: Self.quartic) != nil else { return nil }
    return median(of: 21) { _ = child.run(input: Self.quartic) }
  }

  private var notebook: String { root + "/Notebooks/quartic-form.md" }

  private func build() -> (milliseconds: Double, mebibytes: Double)? {
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-benchmark-\(getpid())")
      .path
    defer { try? FileManager.default.removeItem(atPath: output) }
    let child = ChildProcess(path: program, arguments: ["build", notebook, "-o", output, "--no-cache"])
    guard FileManager.default.fileExists(atPath: notebook), child.run() != nil else {
      print("\(notebook) is missing or not as expected")
      return nil
    }
    let time = median(of: 11) { _ = child.run() }
    return (time, ChildProcess.peakMemory)
  }

  /// What the parts of the build of one notebook take, in this process.
  private func shares() -> [(String, Double)] {
    guard let stages = BuildStages(notebook: notebook) else { return [] }
    return [
      ("reading and running the notebook", median(of: 11) { stages.run() }),
      ("the record", median(of: 11) { stages.record() }),
      ("LaTeX", median(of: 11) { stages.latex() }),
      ("starting KaTeX", median(of: 11) { stages.startKaTeX() }),
      ("HTML with a running KaTeX", median(of: 11) { stages.html() }),
    ]
  }

  // MARK: - Peers

  /// What other systems take for the gradient of the first example, when the Python of the tests has them.
  private func peers() -> [(String, Double)] {
    let python = ProcessInfo.processInfo.environment["NABLA_PYTHON"] ?? root + "/.venv/bin/python"
    guard FileManager.default.isExecutableFile(atPath: python) else { return [] }
    return [("JAX", "jax", Self.jax), ("SymPy", "sympy", Self.sympy)].compactMap { name, module, script in
      let child = ChildProcess(path: python, arguments: ["-c", script])
      guard ChildProcess(path: python, arguments: ["-c", "import \(module)"]).run() != nil,
        let words = child.run(), let value = Double(words.filter { !$0.isWhitespace })
      else { return nil }
      return ("\(name): the gradient of the first example", value)
    }
  }

  private static let jax = """
    import time, statistics, jax, jax.numpy as np
    def phi(W, x):
        y = (W @ W).T @ x
        return y @ y
    W, x = np.ones((4, 4)), np.ones(4)
    def once():
        start = time.perf_counter()
        jax.make_jaxpr(jax.grad(lambda W, x: phi(W, x)))(W, x)
        return (time.perf_counter() - start) * 1e3
    once()
    print(statistics.median(once() for _ in range(21)))
    """

  private static let sympy = """
    import time, statistics, sympy
    def once():
        start = time.perf_counter()
        n = 4
        W = sympy.Matrix(n, n, lambda i, j: sympy.Symbol(f"W{i}{j}"))
        x = sympy.Matrix(n, 1, lambda i, j: sympy.Symbol(f"x{i}"))
        y = (W * W).T * x
        phi = (y.T * y)[0]
        [sympy.diff(phi, w) for w in W]
        return (time.perf_counter() - start) * 1e3
    once()
    print(statistics.median(once() for _ in range(3)))
    """

  private func compare(_ rows: [Measurement]) {
    guard let own = rows.first(where: { $0.name.hasPrefix("derive the first") }) else { return }
    for row in rows where row.name.hasPrefix("JAX") || row.name.hasPrefix("SymPy") {
      let peer = row.name.prefix { $0 != ":" }
      print(
        String(format: "deriving here takes 1/%.0f of the time of %@", row.value / own.value, String(peer))
      )
    }
  }
}
