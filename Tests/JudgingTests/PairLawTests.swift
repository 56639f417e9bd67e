// Of two rows with one left side and unequal right sides at most one holds.

import Findings
import Syntax
import LaTeX
import Testing

/// One left side with two right sides that differ, and who decides between them.
struct RowPair: Sendable, CustomTestStringConvertible {
  /// Who decides which of the two rows is right.
  enum Decision: Sendable {
    /// The grammar, or shapes inside the row: the first right side is meant.
    case plain
    /// Nobody: both are in print.
    case print
    /// The shapes of the two right sides, each by itself, so that the one that is not plain is told.
    case shapes
    /// A convention, fixed by the first row of a display that needs it.
    case convention
  }

  let left: String
  let right: [String]
  let decision: Decision
  let habit: Habit?
  let names: String
  let varying: [String]

  init(
    _ left: String,
    _ one: String,
    _ other: String,
    _ decision: Decision = .plain,
    _ habit: Habit? = nil,
    names: String = "",
    varying: [String] = []
  ) {
    self.left = left
    right = [one, other]
    self.decision = decision
    self.habit = habit
    self.names = names
    self.varying = varying
  }

  var testDescription: String { "\(left) = \(right[0]) or \(right[1])" }
  var rows: [String] { right.map { "\(left) = \($0)" } }
  /// The cell before.
  var cell: String { names.isEmpty ? Self.declarations : Self.declarations + "\n" + names }

  private static let declarations = """
    A, B : matrix(n, n)
    X : matrix(n, n) invertible
    R : matrix(m, n)
    x, u, v, y : vector(n)
    a, b, c, t : scalar
    p, q : scalar positive
    """
}

extension RowPair {
  /// An operator before a product: the second right side forgets the product rule.
  static let products = [
    RowPair(#"\frac{d}{dt}\, t\, e^{t}"#, #"e^{t} + t e^{t}"#, #"e^{t}"#, .plain, .narrowOperator),
    RowPair(#"\frac{d}{dt}\, t\sin t"#, #"\sin t + t\cos t"#, #"\sin t"#),
    RowPair(#"\frac{d}{dt}\, t^2 \sin t"#, #"2t\sin t + t^2\cos t"#, #"2t \sin t"#),
    RowPair(
      #"\frac{d}{dt}\, \sin(t)\cos(t)"#,
      #"\cos(t)\cos(t) - \sin(t)\sin(t)"#,
      #"\cos(t)\cos(t)"#
    ),
    RowPair(#"\frac{d}{dt}\, t \cdot e^t"#, #"e^t + te^t"#, #"e^t"#),
    RowPair(#"\partial_t\, t^2 t^3"#, #"5t^4"#, #"2t t^3"#),
    RowPair(#"\frac{\partial}{\partial a} a a"#, #"2a"#, #"a"#),
    RowPair(
      #"\frac{\partial}{\partial x}\, (u^\top x)(v^\top x)"#,
      #"u\,(v^\top x) + v\,(u^\top x)"#,
      #"u\,(v^\top x)"#
    ),
    RowPair(
      #"\nabla_x\, (u^\top x)(v^\top x)"#,
      #"u\,(v^\top x) + v\,(u^\top x)"#,
      #"u\,(v^\top x)"#
    ),
    RowPair(
      #"\frac{\partial}{\partial x}\, \|x\|^2\, u^\top x"#,
      #"2x\,(u^\top x) + \|x\|^2 u"#,
      #"2x\,(u^\top x)"#
    ),
    RowPair(
      #"\frac{\partial}{\partial x}\, \exp(u^\top x)\, v^\top x"#,
      #"\exp(u^\top x)\,u\,v^\top x + \exp(u^\top x)\,v"#,
      #"\exp(u^\top x)\,u\,v^\top x"#
    ),
    RowPair(#"\nabla_x\, \|x\|^2\|x - u\|^2"#, #"2x\|x-u\|^2 + 2\|x\|^2(x-u)"#, #"2x\|x-u\|^2"#),
    RowPair(
      #"\frac{\partial}{\partial x}\, x \odot x"#,
      #"2\operatorname{diag}(x)"#,
      #"\operatorname{diag}(x)"#
    ),
    RowPair(
      #"\frac{\partial}{\partial X}\, \operatorname{tr}(X)\det(X)"#,
      #"I\det(X) + \operatorname{tr}(X)\det(X)X^{-\top}"#,
      #"I \det(X)"#
    ),
    RowPair(
      #"\frac{\partial}{\partial X}\, \det(X)\operatorname{tr}(AX)"#,
      #"\det(X)X^{-\top}\operatorname{tr}(AX) + \det(X)A^\top"#,
      #"\det(X)X^{-\top}\operatorname{tr}(AX)"#
    ),
    RowPair(
      #"\nabla f(x)^\top u"#,
      #"x^\top(A + A^\top)u"#,
      #"u^\top Ax"#,
      names: "f(x) = x'*A*x",
      varying: ["x"]
    ),
    RowPair(#"d\,x^\top x"#, #"2x^\top dx"#, #"x^\top dx"#),
    RowPair(
      #"\mathrm d\, x^\top A x"#,
      #"x^\top(A + A^\top)\,\mathrm dx"#,
      #"x^\top A^\top\,\mathrm dx"#
    ),
    RowPair(#"d\,\tfrac12 x^\top x"#, #"x^\top dx"#, #"\tfrac12 x^\top dx"#),
    RowPair(
      #"\partial_X X^{-1}\,A"#,
      #"-X^{-1}AX^{-1}"#,
      #"-X^{-1}AX^{-1}A"#,
      .plain,
      .directionFactor,
      varying: ["X"]
    ),
    RowPair(
      #"d\operatorname{tr}(X^\top X)"#,
      #"2\operatorname{tr}(X^\top DX)"#,
      #"\operatorname{tr}(X^\top DX)"#,
      .plain,
      .capitalDifferential,
      varying: ["X"]
    ),
  ]

  /// Words, slashes, sums and powers: how far each reaches.
  static let reaches = [
    RowPair(#"\sin ab"#, #"\sin(ab)"#, #"b\sin(a)"#, .plain, .narrowWord),
    RowPair("(AB)'", "B'A'", "A'B + AB'", .plain, .primeAsDerivative),
    RowPair(#"\log pq"#, #"\log(pq)"#, #"q\log(p)"#), RowPair(#"\exp ab"#, #"e^{ab}"#, #"e^a b"#),
    RowPair(#"\log p^2"#, #"2\log(p)"#, #"(\log(p))^2"#),
    RowPair(#"\operatorname{tr} A^2"#, #"\operatorname{tr}(AA)"#, #"(\operatorname{tr}(A))^2"#),
    RowPair(#"\operatorname{tr}(A)^2"#, #"(\operatorname{tr}(A))^2"#, #"\operatorname{tr}(AA)"#),
    RowPair(#"\det 2A"#, #"2^n\det(A)"#, #"2\det(A)"#),
    RowPair(#"\sin^2 a"#, #"(\sin(a))^2"#, #"\sin(\sin(a))"#),
    RowPair(#"\log p\log q"#, #"\log(p)\log(q)"#, #"\log(p\log(q))"#),
    RowPair(
      #"u^\top x\operatorname{tr} A(B + A)"#,
      #"u^\top x\operatorname{tr}(A(B + A))"#,
      #"u^\top x\operatorname{tr}(A)\operatorname{tr}(B + A)"#,
      .plain,
      .argumentGoesOn
    ),
    RowPair(
      #"\operatorname{tr} A (B + A)"#,
      #"\operatorname{tr}(A(B + A))"#,
      #"(B + A)\operatorname{tr}(A)"#,
      .shapes,
      .argumentGoesOn
    ),
    RowPair(
      #"\frac{dg}{dt}(2)"#,
      #"6t^2"#,
      #"12"#,
      .print,
      .derivativeAtBracket,
      names: "g(t) = t^3"
    ),
    RowPair(
      #"\operatorname{tr}(A) B"#,
      #"\operatorname{tr}(AB)"#,
      #"B\operatorname{tr}(A)"#,
      .shapes,
      .traceGoesOn
    ),
    RowPair(
      #"D\operatorname{tr}(R^\top R)"#,
      "2R",
      #"2(\operatorname{vec} R)^\top"#,
      .shapes,
      .derivativeIsRow,
      varying: ["R"]
    ),
    RowPair(
      #"\sin(x)(1 - \sin(x))"#,
      #"\sin(x) - \sin(x)\odot\sin(x)"#,
      #"\sin(x)"#,
      .plain,
      .entrywiseProduct
    ),
    RowPair(
      #"\left[\frac{\partial (AB)}{\partial B}\right]_{ijkl}"#,
      #"A_{ki}\delta_{jl}"#,
      #"A_{ik}\delta_{jl}"#,
      .convention,
      .indicesOfDerivative
    ),
    RowPair(
      #"\operatorname{tr}(A)^{-1} B"#,
      #"\operatorname{tr}(A^{-1}B)"#,
      #"\frac{1}{\operatorname{tr} A}B"#,
      .shapes,
      .traceOfPower
    ),
    RowPair(#"\log(a)^{-1}"#, #"\frac{1}{\log a}"#, #"-\log a"#, .print, .logarithmOfPower),
    RowPair(#"1/2\, a"#, #"\frac{a}{2}"#, #"\frac{1}{2a}"#),
    RowPair(#"1/2a"#, #"\frac{a}{2}"#, #"\frac{1}{2a}"#),
    RowPair(#"a/bc"#, #"\frac{a}{b}c"#, #"\frac{a}{bc}"#, .print, .slashReach),
    RowPair(#"a/b\,c + 1"#, #"\frac{a}{b}\,c + 1"#, #"\frac{a}{bc} + 1"#, .print, .slashReach),
    RowPair(#"x/ab"#, #"\frac{b}{a}x"#, #"\frac{1}{ab}x"#, .print, .slashReach),
    RowPair(#"\log p/q"#, #"\log\left(\frac pq\right)"#, #"\frac{\log(p)}{q}"#, .print, .wordBeforeSlash),
    RowPair(#"\sin a/2"#, #"\sin\left(\frac a2\right)"#, #"\frac{\sin(a)}{2}"#, .print, .wordBeforeSlash),
    RowPair(#"\sum_{i=1}^n x_i + a"#, #"\mathbf 1^\top x + a"#, #"\mathbf 1^\top x + na"#),
    RowPair(#"\sum_{i=1}^n x_i + y_i"#, #"\mathbf 1^\top(x + y)"#, #"\mathbf 1^\top x + y_1"#),
    RowPair(#"-a^2"#, #"-(a^2)"#, #"a^2"#), RowPair(#"e^{a}b"#, #"be^a"#, #"e^{ab}"#),
    RowPair(#"\sqrt p\,q"#, #"q\sqrt{p}"#, #"\sqrt{pq}"#),
    RowPair(#"X^{-1}A"#, #"(X^{-1})A"#, #"(XA)^{-1}"#),
    RowPair(#"AB^\top"#, #"A(B^\top)"#, #"(AB)^\top"#),
    RowPair(#"\frac1a b"#, #"\frac ba"#, #"\frac{1}{ab}"#),
    RowPair(
      #"dx^\top x"#,
      #"x^\top dx"#,
      #"2x^\top dx"#,
      .print,
      .wholeSideDifferential
    ),
    RowPair(#"dt\, t"#, #"t\,dt"#, #"2t\,dt"#, .print, .wholeSideDifferential),
  ]

  /// Numbers beside matrices and vectors, strokes, norms, squares, primes.
  static let meanings = [
    RowPair(
      #"\det(A + 1)"#,
      #"\det(A + I)"#,
      #"\det(A + \mathbf 1\mathbf 1^\top)"#,
      .print,
      .oneBesideMatrix
    ),
    RowPair(
      #"x^\top (A + 1) x"#,
      #"x^\top A x + x^\top x"#,
      #"x^\top A x + (\mathbf 1^\top x)^2"#,
      .print,
      .oneBesideMatrix
    ),
    RowPair(
      #"\frac{\partial}{\partial x} x^\top (A+1) x"#,
      #"(A+A^\top)x + 2x"#,
      #"(A+A^\top)x + 2\,\mathbf 1\mathbf 1^\top x"#,
      .print,
      .oneBesideMatrix
    ),
    RowPair(#"(1 - A)x"#, #"x - Ax"#, #"\mathbf 1\mathbf 1^\top x - Ax"#, .print, .oneBesideMatrix),
    RowPair(
      #"\operatorname{tr}(A - x^\top x)"#,
      #"\operatorname{tr}(A) - x^\top x"#,
      #"\operatorname{tr}(A) - nx^\top x"#,
      .plain,
      .traceOfTerms
    ),
    RowPair(
      #"u^\top(1 - x)"#,
      #"\mathbf 1^\top u - u^\top x"#,
      #"1 - u^\top x"#,
      .plain,
      .numberBesideVector
    ),
    RowPair(#"x^\top 1"#, #"\mathbf 1^\top x"#, #"x^\top"#, .shapes, .oneAtTheEnd),
    RowPair(
      #"\operatorname{diag}(A)"#,
      #"A \odot I"#,
      #"(A \odot I)\mathbf 1"#,
      .shapes,
      .diagonalMatrixOfDiagonal
    ),
    RowPair(
      #"\operatorname{tr}(\exp(A))"#,
      #"\operatorname{tr}(\operatorname{expm}(A))"#,
      #"\sum_{i=1}^n e^{A_{ii}}"#,
      .convention,
      .matrixFunctions
    ),
    RowPair(
      #"\operatorname{tr}(\operatorname{sign}(A))"#,
      #"\sum_{i=1}^n \operatorname{sign}(A_{ii})"#,
      #"\operatorname{tr}(A(A^2)^{-1/2})"#,
      .convention,
      .signOfMatrix
    ),
    RowPair(#"\frac{\partial\, u^\top x}{\partial x}"#, #"u"#, #"u^\top"#, .convention),
    RowPair(#"\frac{\partial (Ax)}{\partial x}"#, #"A"#, #"A^\top"#, .convention),
    RowPair(#"|A|"#, #"\det(A)"#, #"-\det(A)"#),
    RowPair(#"|A|^2"#, #"(\det(A))^2"#, #"\operatorname{tr}(A^\top A)"#),
    RowPair(#"|A|"#, #"\det(A)"#, #"\operatorname{abs}(A)"#, .shapes, .strokesEntryByEntry),
    RowPair(
      #"\|A\|_2^2"#,
      #"\operatorname{tr}(A^\top A)"#,
      #"s^2"#,
      .print,
      .normTwoOfMatrix,
      names: "s = spectral(A)"
    ),
    RowPair(#"\|A x\|_2^2"#, #"x^\top A^\top A x"#, #"\operatorname{tr}(A^\top A)"#),
    RowPair(
      #"\operatorname{tr}(A^T A)"#,
      #"\operatorname{tr}(A^\top A)"#,
      #"\operatorname{tr}(A^{T+1})"#,
      .print,
      .powerOfT,
      names: "T : scalar"
    ),
    RowPair(#"A^T x"#, #"A^\top x"#, #"A^{T-1}Ax"#, .print, .powerOfT, names: "T : scalar"),
    RowPair(
      #"Y'"#,
      #"Y^\top"#,
      #"\frac{dY}{dt}"#,
      .print,
      .primeOfMatrix,
      names: "Y = t*A",
      varying: ["t"]
    ),
    RowPair(
      #"f'(x)"#,
      #"(A + A^\top)x"#,
      #"x^\top(A + A^\top)"#,
      .shapes,
      .primeIsRow,
      names: "f(x) = x'*A*x",
      varying: ["x"]
    ),
    RowPair(
      #"v^\top(A + A^\top)v^\top v"#,
      #"(v^\top v)v^\top(A + A^\top)"#,
      #"v^\top(A+A^\top)v\,v^\top"#,
      .plain,
      .scalarInProduct
    ),
    RowPair(#"x^2"#, #"\|x\|^2"#, #"x\odot x"#, .shapes, .squareAsInner),
    RowPair(
      #"\tanh'(x)"#,
      #"\mathbf 1 - \tanh(x) \odot \tanh(x)"#,
      #"\operatorname{diag}(\mathbf 1 - \tanh(x) \odot \tanh(x))"#,
      .shapes,
      .primeEntryByEntry
    ),
    RowPair(
      #"\operatorname{diag}(y)\frac{x}{y}"#,
      "x",
      "y",
      .plain,
      .entrywiseQuotient,
      names: "given y > 0"
    ),
    RowPair(
      #"x^\top \frac{1}{v}"#,
      #"\sum_i \frac{x_i}{v_i}"#,
      #"\sum_i x_i v_i"#,
      .plain,
      .entrywiseQuotient
    ),
    RowPair(#"x^\top y^2"#, #"x^\top(y\odot y)"#, #"(y^\top y)x^\top"#, .shapes, .entrywiseSquare),
    RowPair(#"\mathbf 1^\top x^2"#, #"\|x\|^2"#, #"(\mathbf 1^\top x)^2"#, .plain, .entrywiseSquare),
    RowPair(#"d(t^2)[a]"#, #"2ta"#, #"2ta\,dt"#, .print, .directionInBrackets, varying: ["t"]),
    RowPair(#"\frac{\partial x_i}{\partial x_j}"#, #"\delta_{ij}"#, #"5\delta_{ij}"#),
    RowPair(#"\frac{\partial (Ax)_i}{\partial A_{jk}}"#, #"\delta_{ij}x_k"#, #"x_k"#),
    RowPair(#"A_{ij}(1 - \delta_{ij})"#, #"A_{ij} - A_{ii}\delta_{ij}"#, #"A_{ij}"#),
    RowPair(#"a/2b"#, #"\frac{a}{2b}"#, #"\frac{ab}{2}"#, .print, .slashReach),
    RowPair(#"(tA)'"#, #"A"#, #"tA^\top"#, .print, .primeOfMatrix),
    RowPair(#"2\,d\,x^\top x"#, #"4x^\top dx"#, #"2x^\top dx"#),
    RowPair(#"D_X\operatorname{tr}(AX)[B]"#, #"\operatorname{tr}(AB)"#, #"\operatorname{tr}(B)"#),
    RowPair(#"D\operatorname{tr}(X^2)[B]"#, #"2\operatorname{tr}(XB)"#, #"\operatorname{tr}(B)"#),
    RowPair(#"\mathbf 1\mathbf 1^\top \odot A"#, #"A"#, #"\mathbf 1\mathbf 1^\top"#),
  ]

  /// Marks above a letter, indices above, dots, and apostrophes of the author's own functions.
  static let signsAbove = [
    RowPair(#"x^\star"#, #"y"#, #"x^\top"#, .plain, names: "x_star = y"),
    RowPair(#"X^+"#, #"X^{-1}"#, #"X"#),
    RowPair(#"(AB)^{ij} - A^{ij}"#, #"(AB - A)^i_j"#, #"(AB - A)^j_i"#),
    RowPair(#"\frac{\partial (Ax)^i}{\partial x^j}"#, #"A^i_j"#, #"A^j_i"#),
    RowPair(#"\frac{\partial (AB)^{ij}}{\partial B^{kl}}"#, #"A^{ik}\delta^j_l"#, #"A^{ki}\delta^j_l"#),
    RowPair(#"\det(\operatorname{diag}(x))"#, #"x_1 x_2 \cdots x_n"#, #"x_1 + x_2 + \cdots + x_n"#),
    RowPair(#"x \odot y"#, #"(x_1y_1, \dots, x_ny_n)^\top"#, #"(x_1, \dots, x_n)^\top"#),
    RowPair(#"x"#, #"(x_1, \dots, x_n)"#, #"(y_1, \dots, y_n)"#, .plain, .listIsColumn),
    RowPair(
      #"h'(x)"#,
      #"\tanh(x) + x \odot (\mathbf 1 - \tanh(x) \odot \tanh(x))"#,
      #"\operatorname{diag}(\tanh(x) + x \odot (\mathbf 1 - \tanh(x) \odot \tanh(x)))"#,
      .shapes,
      .primeEntryByEntry,
      names: "h(x) = x.*tanh.(x)"
    ),
  ]

  static let all = products + reaches + meanings + signsAbove

  /// Those of differentials and conventions, which no habit is about.
  static let differentials = all.filter {
    $0.habit == nil && ($0.left.contains("d\\,") || $0.left.contains("d}{dt}") || $0.decision == .convention)
  }
}

@Suite("Of two rows with one left side and unequal right sides") struct PairLawTests {
  @Test("the right sides differ, so that the pair says something", arguments: RowPair.all)
  func differs(_ pair: RowPair) throws {
    let row = "\(pair.right[0]) = \(pair.right[1])"
    let line = try SmallNotebook(pair.cell).line(row, varying: pair.varying)
    #expect(!line.isTicked && line.verdict != .definition, "\(row): \(line.verdict)")
  }

  @Test("at most one holds in silence, each in a display of its own", arguments: RowPair.all)
  func displays(_ pair: RowPair) throws {
    let notebook = try SmallNotebook(pair.cell)
    let lines = try pair.rows.map { try notebook.line($0, varying: pair.varying) }
    let ticked = lines.filter(\.isTicked)
    switch pair.decision {
    case .plain:
      #expect(ticked.count == 1 && lines[0].isTicked, "\(lines.map(\.verdict))")
      // What another notation makes right is open.
      let isOpen = pair.habit?.kind == .foreign && lines[1].verdict == .undecided
      #expect(lines[1].isCalledWrong || isOpen, "\(lines[1].latex): \(lines[1].verdict) \(lines[1].message)")
    case .print:
      #expect(lines.map(\.verdict) == [.undecided, .undecided])
      for line in lines {
        #expect(line.habits == [pair.habit?.name])
        #expect(pair.habit?.ways.allSatisfy(line.message.contains) == true, "\(line.message)")
      }
    case .shapes:
      #expect(ticked.count { $0.habits.isEmpty } <= 1)
      #expect(ticked.contains { $0.habits.contains(pair.habit?.name ?? "") })
    case .convention:
      #expect(ticked.count { $0.habits.isEmpty && $0.message.isEmpty } <= 1)
    }
  }

  @Test(
    "at most one holds in silence in one display, in either order where a row can decide for the next",
    arguments: RowPair.all
  )
  func rows(_ pair: RowPair) throws {
    let notebook = try SmallNotebook(pair.cell)
    // Where shapes or the grammar decide, the rows before decide nothing.
    let isOpen = pair.decision == .print || pair.decision == .convention
    for rows in isOpen ? [pair.rows, pair.rows.reversed()] : [pair.rows] {
      let lines = try notebook.lines(rows, varying: pair.varying)
      let ticked = lines.filter(\.isTicked)
      switch pair.decision {
      case .plain, .print: #expect(ticked.count <= 1, "\(lines.map(\.verdict))")
      case .shapes: #expect(ticked.count { $0.habits.isEmpty } <= 1)
      case .convention:
        #expect(lines.map(\.verdict) == [.holds, .refuted])
      }
    }
  }

  /// `\operatorname{tr}(A - c) = \operatorname{tr}(A) - c` held.
  @Test("a number beside a matrix in the brackets of a trace is torn out for none")
  func traceOfNumber() throws {
    let notebook = try SmallNotebook("A : matrix(n, n)\nc : scalar")
    for right in [#"\operatorname{tr}(A) - c"#, #"\operatorname{tr}(A) - nc"#] {
      let line = try notebook.line(#"\operatorname{tr}(A - c) = "# + right)
      #expect(line.verdict == .illTyped)
      #expect(line.message.contains("c*eye(n)"), "\(line.message)")
    }
  }

  @Test("a function's word to the power -1 is not its reciprocal in silence")
  func inverseFunction() throws {
    let line = try SmallNotebook("a : scalar").line(#"\sin^{-1}(a) = \frac{1}{\sin(a)}"#)
    #expect(!line.isTicked || !line.habits.isEmpty)
  }

  /// `\frac{\partial x_i}{\partial x_j} = 0` alone is refuted; after a row that holds it was a condition.
  @Test("a derivative that depends on nothing that varies is no condition")
  func impossibleCondition() throws {
    let left = #"\frac{\partial x_i}{\partial x_j}"#
    let lines = try SmallNotebook("x : vector(n)").lines([left + #" = \delta_{ij}"#, left + " = 0"])
    #expect(lines[0].isTicked)
    #expect(lines[1].isCalledWrong, "\(lines[1].verdict)")
  }

  /// `D` before a call takes what stands in its brackets for what varies.
  @Test("a capital D before a trace is a differential, as small d is")
  func capitalDifferentialOfTrace() throws {
    let notebook = try SmallNotebook("X : matrix(m, n)")
    let row = #"D\operatorname{tr}(X^\top X) = 2\operatorname{tr}(X^\top DX)"#
    let line = try notebook.line(row, varying: ["X"])
    #expect(line.isTicked, "\(line.verdict) \(line.reading ?? "")")
  }

  @Test(
    "the way that is offered for writing each is read",
    arguments: [
      #"\|A\|_2 = \|A\|_F"#, #"|A| = \operatorname{abs}(A)"#, #"\exp(A) = \operatorname{expm}(A)"#,
      #"A + 1 = A + \mathbf 1\mathbf 1^\top"#, #"x^2 = x^{\odot 2}"#, #"\operatorname{diag}(A) = A \odot I"#,
      #"\|A\|_2 = \sigma_{\max}(A)"#, #"\exp(A) = \exp_\odot(A)"#, #"\arcsin(a/2) = \arcsin(a/2)"#,
    ]
  )
  func offered(_ row: String) throws {
    let line = try SmallNotebook("A : matrix(n, n)\nx : vector(n)\na : scalar").line(row)
    #expect(line.verdict != .unread, "\(line.message)")
  }

  @Test("a pair stands here for each habit that shapes alone do not decide")
  func complete() {
    let covered = Set(RowPair.all.compactMap { $0.habit?.name })
    let missing = Habit.all.filter { $0.kind != .shapes && !covered.contains($0.name) }
    #expect(missing.map(\.name) == [])
    #expect(RowPair.all.count >= 40)
  }
}
