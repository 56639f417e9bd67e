// The three methods against one another and against arithmetic: every line of each holds, and the answers agree.

import Derivation
import Expressions
import Findings
import Functions
import Syntax
import Testing
import Verification

/// A question read from a cell.
struct CellQuestion {
  var calculus: Calculus
  let of: ExpressionID
  let variable: ExpressionID
  let symbol: SymbolID

  init(_ cell: String) throws {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    let statements = scope.perform(cell: cell)
    let diagnostics = scope.takeDiagnostics()
    #expect(diagnostics.isEmpty, "\(cell): \(diagnostics.map(\.message))")
    let questions = statements.compactMap {
      if case .question(let question) = $0 { question } else { nil }
    }
    let question = try #require(questions.first)
    let graph = scope.graph
    of = question.of
    variable = try #require(question.variables.first)
    guard case .symbol(let symbol) = graph[variable] else { throw QuestionError.noSymbol }
    self.symbol = symbol
    let book = RuleBook(Catalogue.all, vocabulary: Catalogue.vocabulary)
    calculus = Calculus(graph: graph, book: book, variables: [symbol])
  }

  enum QuestionError: Error { case noSymbol }

  /// The equations that the lines of derivations state.
  func rows(_ derivations: [Derivation]) -> [Equation] {
    var rows: [Equation] = []
    for derivation in derivations {
      var left: ExpressionID?
      for step in derivation.steps {
        left = step.left ?? left
        if let left { rows.append(Equation(left, step.right)) }
      }
    }
    return rows
  }

  func verdicts(_ rows: [Equation], _ convention: StructureConvention = .projected) -> [CheckOutcome] {
    var options = VerificationOptions()
    options.convention = convention
    let verifier = Verifier(functions: FunctionTable(Catalogue.all), options: options)
    return verifier.check(rows, in: calculus.graph, variables: [symbol])
  }

  func text(_ id: ExpressionID) -> String { PlainPrinter.text(id, in: calculus.graph) }
}

@Suite("Index method") struct IndexMethodTests {
  /// Gradients: the functions that systems are compared by, and more, with sizes that differ.
  static let gradients = [
    "W : matrix(n, n)\nx : vector(n)\ny = (W^2)'*x\nphi = y'*y\ngradient phi wrt W",
    "A : matrix(p, n)\nX : matrix(n, m)\nB : matrix(m, p)\ngradient tr(A*X*B) wrt X",
    "X : matrix(n, m)\nA : matrix(n, n)\nB : matrix(m, m)\ngradient tr(X'*A*X*B) wrt X",
    "X : matrix(n, n) invertible\ngradient logdet(X) wrt X",
    "X : matrix(n, n) invertible\ngradient det(X) wrt X",
    "X : matrix(n, n) invertible\na, b : vector(n)\ngradient a'*inv(X)*b wrt X",
    "A : matrix(p, n)\nX : matrix(n, m)\nB : matrix(p, m)\ngradient normF(A*X - B)^2 wrt X",
    "A : matrix(m, n)\nx : vector(n)\nb : vector(m)\ngradient norm2(A*x - b) wrt x",
    "A : matrix(m, n)\nw : vector(n)\ny : vector(m)\ngradient sum(log.(1 .+ exp.(-y .* (A*w)))) wrt w",
    "X : matrix(n, n)\ngradient tr(X^5) wrt X",
    "X : matrix(n, m)\ngradient sum(exp.(X)) wrt X",
    "X : matrix(n, n)\nA : matrix(n, n)\ngradient tr(A*expm(X)) wrt X",
    "U : matrix(n, k)\nV : matrix(m, k)\nT : matrix(n, m)\ngradient normF(U*V' - T)^2 wrt U",
    "A : matrix(n, n) positive-definite\nX : matrix(n, m)\ngradient logdet(A + X*X') wrt X",
    "W : matrix(m, n)\nx : vector(n)\ny : vector(m)\ngradient log(sum(exp.(W*x))) - y'*W*x wrt W",
    "X : matrix(n, m)\nC : matrix(n, n)\nA : matrix(m, m)\ngradient tr(inv(X'*C*X)*A) wrt X",
    "X : matrix(n, n)\nk : scalar\ngradient tr(X^k) wrt X",
    "X, A : matrix(n, m)\ngradient tr(X'*X) + tr(A'*A) wrt X",
    "x : vector(n)\nA : matrix(m, n)\ngradient tr(A*diag(x)*A') wrt x",
    "X, A, B : matrix(n, m)\ngradient sum(X .* A .* X .* B) wrt X",
    "X : matrix(n, m)\na : vector(n)\nb : vector(m)\ngradient sqrt(a'*X*b) wrt X",
    "x, p : vector(n)\ngradient p'*softmax(x) wrt x",
    "x : vector(n)\nA : matrix(n, n)\ngradient (x'*A*x)/(x'*x) wrt x",
    "X : matrix(n, m)\nY : matrix(m, k)\ngradient sum(tanh.(X*Y)) wrt X",
    "A : matrix(k, n)\nX : matrix(n, m)\na : vector(m)\nb : vector(k)\ngradient b'*tanh.(A*X*a) wrt X",
    "x : vector(n)\ny[i] : scalar\nA[i] : matrix(n, n)\ngradient sum(i in 1..m, (y[i] - x'*A[i]*x)^2) wrt x",
    "X : matrix(n, n)\ngradient X[1, 2]*X[2, 2] wrt X",
    "X : matrix(n, n)\ngradient tr(((X*X' + X)*X' + X)*X*X'*X*X') wrt X",
    "x : vector(n)\nA : matrix(m, n)\ngradient prod(A*x) wrt x",
    "X : matrix(n, m)\nY : matrix(p, m)\ngradient sum((X*Y').^2) wrt X",
    "t : scalar\nA, B : matrix(n, m)\ngradient normF(A - t*B)^2 wrt t",
  ]

  @Test("the gradients of all three methods agree, and every line of the index and the vec method holds")
  func gradientsAgree() throws {
    for cell in IndexMethodTests.gradients {
      var question = try CellQuestion(cell)
      let byDifferential = try question.calculus.gradient(of: question.of, wrt: question.variable)
      let byIndex = try question.calculus.indexGradient(of: question.of, wrt: question.variable)
      let onVec = try question.calculus.vectorizedGradient(of: question.of, wrt: question.variable)
      var rows = question.rows([byIndex, onVec])
      rows.append(Equation(byIndex.result, byDifferential.result))
      rows.append(Equation(onVec.result, byDifferential.result))
      for (row, outcome) in zip(rows, question.verdicts(rows)) {
        let line = "\(question.text(row.left)) = \(question.text(row.right))"
        #expect(outcome.verdict == .holds, "\(cell): \(line): \(outcome.reason ?? "")")
      }
      #expect(byIndex.conditions == byDifferential.conditions)
    }
  }

  /// Jacobians of vectors and matrices by vectors and matrices.
  static let jacobians = [
    "x : vector(n)\nA : matrix(m, n)\njacobian A*x wrt x",
    "A : matrix(k, n)\nX : matrix(n, m)\nB : matrix(m, p)\njacobian A*X*B wrt X",
    "A : matrix(k, m)\nX : matrix(n, m)\nB : matrix(n, p)\njacobian A*X'*B wrt X",
    "X : matrix(n, n) invertible\njacobian inv(X) wrt X",
    "X, C : matrix(n, m)\njacobian X .* C wrt X",
    "X : matrix(n, m)\nb : vector(m)\njacobian X*b wrt X",
    "X : matrix(n, m)\nb : vector(n)\njacobian X'*b wrt X",
    "X : matrix(n, m)\nb : vector(n)\njacobian b'*X wrt X",
    "X : matrix(n, m)\njacobian X'*X wrt X",
    "x : vector(n)\njacobian x*x'*sin.(x) wrt x",
    "t : scalar\nA : matrix(n, m)\njacobian exp(t)*A wrt t",
    "x : vector(n)\njacobian x*x' wrt x",
    "X : matrix(n, m)\njacobian sin.(X) wrt X",
    "X : matrix(n, m)\njacobian kron(X, X) wrt X",
    "x : vector(n)\njacobian softmax(x) wrt x",
    "X : matrix(n, m)\na : vector(n)\nb : vector(m)\njacobian a'*X*b wrt X",
  ]

  @Test("the Jacobians of the index method and of vec agree, and every line holds")
  func jacobiansAgree() throws {
    for cell in IndexMethodTests.jacobians {
      var question = try CellQuestion(cell)
      let onVec = try question.calculus.jacobian(of: question.of, wrt: question.variable)
      let byIndex = try question.calculus.indexJacobian(of: question.of, wrt: question.variable)
      let rows = question.rows([byIndex]) + [Equation(byIndex.result, onVec.result)]
      for (row, outcome) in zip(rows, question.verdicts(rows)) {
        let line = "\(question.text(row.left)) = \(question.text(row.right))"
        #expect(outcome.verdict == .holds, "\(cell): \(line): \(outcome.reason ?? "")")
      }
    }
  }

  @Test("the square of a matrix has a derivative of fourth order, shown with Kronecker deltas")
  func square() throws {
    var question = try CellQuestion("W : matrix(n, n)\njacobian W^2 wrt W")
    let derivation = try question.calculus.indexJacobian(of: question.of, wrt: question.variable)
    let texts = derivation.steps.map { question.text($0.right) }
    #expect(texts.contains("eye(n)[i, k]*W[l, j] + W[i, k]*eye(n)[j, l]"))
    #expect(question.text(derivation.result) == "kron(W', eye(n)) + kron(eye(n), W)")
  }

  @Test("a matrix that has no derivative in matrix notation still has one in components")
  func withoutMatrixForm() throws {
    var question = try CellQuestion("X : matrix(n, n)\njacobian expm(X) wrt X")
    let derivation = try question.calculus.indexJacobian(of: question.of, wrt: question.variable)
    for outcome in question.verdicts(question.rows([derivation])) { #expect(outcome.verdict == .holds) }
  }

  @Test("the entries of a structured variable move as its convention says, in every line")
  func structures() throws {
    for cell in [
      "S : matrix(n, n) symmetric\nA : matrix(n, n)\ngradient tr(A*S*S) wrt S",
      "S : matrix(n, n) positive-definite\ngradient logdet(S) wrt S",
      "S : matrix(n, n) skew\nA : matrix(n, n)\ngradient tr(A*S*S) wrt S",
      "S : matrix(n, n) diagonal\nA : matrix(n, n)\ngradient tr(A*S*A'*S) wrt S",
      "S : matrix(n, n) upper-triangular\nA : matrix(n, n)\ngradient tr(A*S'*S) wrt S",
    ] {
      for convention in StructureConvention.allCases {
        var question = try CellQuestion(cell)
        let derivation = try question.calculus.indexGradient(
          of: question.of,
          wrt: question.variable,
          convention: convention
        )
        let free = try question.calculus.gradient(of: question.of, wrt: question.variable).result
        let other = try question.calculus.structured(free, question.variable, convention)?.value ?? free
        let rows = question.rows([derivation]) + [Equation(derivation.result, other)]
        for (row, outcome) in zip(rows, question.verdicts(rows, convention)) {
          let line = "\(question.text(row.left)) = \(question.text(row.right))"
          #expect(outcome.verdict == .holds, "\(cell), \(convention): \(line)")
        }
      }
    }
  }

  @Test("the Hessians of all three methods agree, and every line holds")
  func hessians() throws {
    for cell in [
      "A : matrix(m, n)\nx : vector(n)\nb : vector(m)\nhessian norm2(A*x - b)^2 wrt x",
      "A : matrix(m, n)\nw : vector(n)\ny : vector(m)\nhessian sum(log.(1 .+ exp.(-y .* (A*w)))) wrt w",
      "U : matrix(n, k)\nV : matrix(m, k)\nT : matrix(n, m)\nhessian normF(U*V' - T)^2 wrt U",
      "X : matrix(n, n) invertible\nhessian logdet(X) wrt X",
    ] {
      var question = try CellQuestion(cell)
      let derivations = try DerivationMethod.allCases.map { method in
        try question.calculus.derivation(.hessian, of: question.of, wrt: question.variable, by: method)
      }
      var rows = question.rows(Array(derivations.dropFirst()))
      for derivation in derivations { rows.append(Equation(derivation.result, derivations[0].result)) }
      for (row, outcome) in zip(rows, question.verdicts(rows)) {
        let line = "\(question.text(row.left)) = \(question.text(row.right))"
        #expect(outcome.verdict == .holds, "\(cell): \(line)")
      }
    }
  }

  @Test("differentials in components are those of the differential method")
  func differentials() throws {
    for cell in [
      "X : matrix(n, m)\ngradient X'*X wrt X", "X : matrix(n, n)\ngradient logdet(X) wrt X",
      "X : matrix(n, m)\nA : matrix(k, n)\ngradient A*exp.(X) wrt X",
    ] {
      var question = try CellQuestion(cell.replacing("gradient", with: "jacobian"))
      let one = try question.calculus.indexDifferential(of: question.of)
      let other = try question.calculus.differential(of: question.of)
      let rows = question.rows([one]) + [Equation(one.result, other.result)]
      for outcome in question.verdicts(rows) { #expect(outcome.verdict == .holds, "\(cell)") }
    }
  }

  @Test("no index takes a name of the author, and no two indices of one sum share a letter")
  func names() throws {
    var question = try CellQuestion(
      "i : matrix(k, l)\nj : matrix(l, p)\nr : matrix(p, k)\ngradient tr(i*j*r) + normF(i)^2 wrt i"
    )
    let before = Set(question.calculus.graph.symbols.map(\.name)).union(["k", "l", "p"])
    let count = question.calculus.graph.symbols.count
    let derivation = try question.calculus.indexGradient(of: question.of, wrt: question.variable)
    let indices = question.calculus.graph.symbols.dropFirst(count)
    #expect(!indices.isEmpty)
    for index in indices { #expect(!before.contains(index.name)) }
    for outcome in question.verdicts(question.rows([derivation])) { #expect(outcome.verdict == .holds) }
  }

  @Test("a line with a wrong entry is refuted: free indices are checked, not skipped")
  func wrongLine() throws {
    var question = try CellQuestion("X : matrix(n, n) invertible\ngradient logdet(X) wrt X")
    let derivation = try question.calculus.indexGradient(of: question.of, wrt: question.variable)
    let first = try #require(derivation.steps.first { $0.left != nil }?.left)
    let transposed = question.calculus.graph.transpose(derivation.result)
    guard case .entry(_, let row, let column) = question.calculus.graph[first] else {
      Issue.record("the first line is an entry of the gradient")
      return
    }
    let wrong = question.calculus.graph.entry(transposed, row: row, column: column)
    #expect(question.verdicts([Equation(first, wrong)]).map(\.verdict) == [.refuted])
  }
}
