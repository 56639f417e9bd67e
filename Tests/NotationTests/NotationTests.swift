import Expressions
import Testing

@testable import Notation

/// A graph with the usual names, for tests.
final class Sample {
  var graph: Graph
  var symbols: [String: SymbolID] = [:]

  static let notation: [FunctionName: FunctionNotation] = [
    "tr": .named(["tr"]), "det": .named(["det"]), "logdet": .named(["log", "det"]), "exp": .named(["exp"]),
    "sigmoid": .letter(latex: "\\sigma", unicode: "σ"), "pinv": .superscript(latex: "+", unicode: "⁺"),
    "norm2": .fenced(left: .doubleBar, right: .doubleBar, subscripted: "2"),
    "normF": .fenced(left: .doubleBar, right: .doubleBar, subscripted: "F"),
    "abs": .fenced(left: .bar, right: .bar, subscripted: nil),
    "commutation": .subscripted(latex: "K", unicode: "K"), "basis": .subscripted(latex: "e", unicode: "e"),
    "sqrt": .root,
  ]

  init() {
    func traits(
      _ name: FunctionName,
      _ arity: Int,
      elementwise: Bool = false,
      _ shape: @escaping @Sendable ([ArgumentShape]) -> Shape
    ) -> FunctionTraits {
      FunctionTraits(name: name, arity: arity...arity, isElementwise: elementwise, isLinear: false) {
        (arguments) throws(ShapeFailure) in shape(arguments)
      }
    }
    let scalars: [FunctionName] = ["tr", "det", "logdet", "norm2", "normF"]
    let maps: [FunctionName] = ["exp", "sigmoid", "abs", "sqrt"]
    graph = Graph(
      vocabulary: Vocabulary(
        scalars.map { traits($0, 1) { _ in .scalar } }
          + maps.map { traits($0, 1, elementwise: true) { $0[0].shape } } + [
            traits("pinv", 1) { $0[0].shape.transposed },
            traits("commutation", 2) {
              let size = ($0[0].size ?? 1) * ($0[1].size ?? 1)
              return Shape(size, size)
            },
            traits("basis", 2) { .vector($0[0].size ?? 1) },
          ]
      )
    )
    for name in ["x", "y", "a", "mu", "loss"] { declare(name, .vector("n")) }
    for name in ["W", "X", "A", "B", "Sigma", "W1"] { declare(name, Shape("n", "n")) }
    for name in ["t", "s", "phi"] { declare(name, .scalar) }
    symbols["i"] = graph.declare(Symbol(name: "i", shape: .scalar, role: .index("m")))
    symbols["u"] = graph.declare(Symbol(name: "u", shape: .vector("n"), role: .family("m")))
  }

  private func declare(_ name: String, _ shape: Shape) {
    symbols[name] = graph.declare(Symbol(name: name, shape: shape))
  }

  /// The expression for a name; an unknown one is the number 0, which no expectation meets.
  subscript(name: String) -> ExpressionID {
    get {
      guard let symbol = symbols[name] else { return graph.number(0) }
      return graph.symbol(symbol)
    }
  }

  func latex(_ id: ExpressionID, marking: Set<ExpressionID> = []) -> String {
    Typesetter(graph, functions: Sample.notation).layout(id, marking: marking).latex(marks: .command)
  }
  func text(_ id: ExpressionID) -> String { Typesetter(graph, functions: Sample.notation).layout(id).text }
}

@Suite("Formulas in LaTeX and in text") struct FormulaTests {
  @Test("the running example reads as in a textbook")
  func runningExample() {
    let sample = Sample()
    let (x, y, w) = (sample["x"], sample["y"], sample["W"])
    let yT = sample.graph.transpose(y)
    let wT = sample.graph.transpose(w)
    let left = sample.graph.product([x, yT, wT])
    let right = sample.graph.product([wT, x, yT])
    let sum = sample.graph.sum([left, right])
    let gradient = sample.graph.scaled(sum, by: 2)
    #expect(sample.latex(gradient) == "2\\,\\left(xy^\\top W^\\top + W^\\top xy^\\top\\right)")
    #expect(sample.text(gradient) == "2 (xyᵀWᵀ + Wᵀxyᵀ)")
    let dy = sample.graph.differential(y)
    let twice = sample.graph.scaled(y, by: 2)
    let first = sample.graph.frobenius(twice, dy)
    #expect(sample.latex(first, marking: [dy]) == "2\\,y : \\nablamark{\\mathrm dy}")
    let square = sample.graph.power(w, 2)
    let squareT = sample.graph.transpose(square)
    let dSquareT = sample.graph.differential(squareT)
    let outer = sample.graph.product([sample.graph.number(2), y, sample.graph.transpose(x)])
    let second = sample.graph.frobenius(outer, dSquareT)
    #expect(sample.latex(second) == "2\\,yx^\\top : \\mathrm d(W^2)^\\top")
    let dW = sample.graph.differential(w)
    let product = sample.graph.sum([sample.graph.product([dW, w]), sample.graph.product([w, dW])])
    #expect(sample.latex(product) == "\\mathrm dW\\,W + W\\,\\mathrm dW")
    #expect(sample.text(product) == "dW W + W dW")
  }

  @Test("exponents stand as a reader expects, in either order of nesting")
  func exponents() {
    let sample = Sample()
    let x = sample["X"]
    let inverse = sample.graph.inverse(x)
    let transpose = sample.graph.transpose(x)
    #expect(sample.latex(inverse) == "X^{-1}")
    #expect(sample.text(inverse) == "X⁻¹")
    #expect(sample.latex(sample.graph.transpose(inverse)) == "X^{-\\top}")
    #expect(sample.latex(sample.graph.inverse(transpose)) == "X^{-\\top}")
    #expect(sample.text(sample.graph.inverse(transpose)) == "X⁻ᵀ")
    let square = sample.graph.power(x, 2)
    #expect(sample.latex(sample.graph.transpose(square)) == "(X^2)^\\top")
    #expect(sample.latex(sample.graph.power(transpose, 2)) == "(X^\\top)^2")
    let sum = sample.graph.sum([x, sample["A"]])
    #expect(sample.latex(sample.graph.inverse(sum)) == "(X + A)^{-1}")
    let dX = sample.graph.differential(x)
    #expect(sample.latex(sample.graph.transpose(dX)) == "(\\mathrm dX)^\\top")
    #expect(sample.latex(sample.graph.differential(transpose)) == "\\mathrm dX^\\top")
    #expect(sample.latex(sample.graph.differential(square)) == "\\mathrm d(X^2)")
  }

  @Test("signs, fractions and roots")
  func signsAndFractions() {
    let sample = Sample()
    let (x, a, t, s) = (sample["x"], sample["a"], sample["t"], sample["s"])
    let difference = sample.graph.difference(x, a)
    #expect(sample.latex(difference) == "x - a")
    #expect(sample.latex(sample.graph.negative(difference)) == "-(x - a)")
    #expect(sample.latex(sample.graph.transpose(sample.graph.negative(x))) == "(-x)^\\top")
    let norm = sample.graph.map("sqrt", t)
    #expect(sample.latex(sample.graph.quotient(difference, by: norm)) == "\\frac{x - a}{\\sqrt{t}}")
    let half = sample.graph.scaled(sample.graph.product([sample.graph.transpose(x), a]), by: Rational(1, 2))
    #expect(sample.latex(half) == "\\frac{1}{2}\\,x^\\top a")
    let twoT = sample.graph.scaled(t, by: 2)
    #expect(sample.latex(sample.graph.quotient(x, by: twoT)) == "\\frac{x}{2\\,t}")
    #expect(sample.text(sample.graph.quotient(x, by: twoT)) == "x/(2 t)")
    #expect(sample.text(sample.graph.quotient(difference, by: t)) == "(x − a)/t")
    let e = sample.graph.constant(.e)
    let exponent = sample.graph.scaled(sample.graph.power(s, 2), by: Rational(-1, 2))
    #expect(sample.latex(sample.graph.power(e, exponent)) == "\\mathrm e^{-s^2/2}")
    #expect(sample.latex(sample.graph.power(t, -1)) == "\\frac{1}{t}")
    #expect(sample.latex(sample.graph.power(t, -3)) == "\\frac{1}{t^3}")
    let sum = sample.graph.sum([t, s])
    #expect(sample.latex(sample.graph.power(sum, -2)) == "\\frac{1}{(t + s)^2}")
    #expect(sample.latex(sample.graph.number(Rational(1, 1000))) == "0.001")
    let term = sample.graph.difference(t, sample.graph.power(s, -1))
    #expect(sample.latex(term) == "t - \\frac{1}{s}")
    let X = sample["X"]
    let negativeProduct = sample.graph.negative(sample.graph.product([X, sample.graph.differential(X)]))
    let frobenius = sample.graph.frobenius(negativeProduct, X)
    #expect(sample.latex(frobenius) == "-X\\,\\mathrm dX : X")
    #expect(sample.latex(sample.graph.sum([t, frobenius])) == "t - X\\,\\mathrm dX : X")
  }

  @Test("the four products bind in the order of the LaTeX grammar, with no bracket too many")
  func products() {
    let sample = Sample()
    let (a, b, x) = (sample["A"], sample["B"], sample["X"])
    let product = sample.graph.product([a, b])
    let sum = sample.graph.sum([a, b])
    let hadamard = sample.graph.hadamard([product, x])
    #expect(sample.latex(hadamard) == "AB \\odot X")
    #expect(sample.latex(sample.graph.product([hadamard, x])) == "(AB \\odot X)X")
    #expect(sample.latex(sample.graph.frobenius(hadamard, x)) == "AB \\odot X : X")
    #expect(sample.latex(sample.graph.frobenius(sum, x)) == "(A + B) : X")
    #expect(sample.latex(sample.graph.product([sum, x])) == "(A + B)X")
    #expect(sample.latex(sample.graph.sum([product, x])) == "AB + X")
    let kronecker = sample.graph.kronecker(product, x)
    #expect(sample.latex(kronecker) == "AB \\otimes X")
    #expect(sample.latex(sample.graph.kronecker(kronecker, a)) == "AB \\otimes X \\otimes A")
    #expect(sample.latex(sample.graph.kronecker(a, kronecker)) == "A \\otimes (AB \\otimes X)")
    let reciprocal = sample.graph.hadamardPower(x, sample.graph.number(-1))
    #expect(sample.latex(sample.graph.hadamard([reciprocal, a])) == "A \\oslash X")
    #expect(sample.latex(sample.graph.hadamardPower(x, sample.graph.number(2))) == "X^{\\odot2}")
    #expect(sample.text(sample.graph.hadamard([a, b])) == "A ⊙ B")
  }

  @Test("functions are written as the table says")
  func functions() throws {
    let sample = Sample()
    let (w, x) = (sample["W"], sample["x"])
    let logdet = try sample.graph.apply("logdet", [w])
    #expect(sample.latex(logdet) == "\\log\\det W")
    #expect(sample.text(logdet) == "log det W")
    #expect(sample.latex(sample.graph.power(logdet, 2)) == "(\\log\\det W)^2")
    let scaled = sample.graph.product([logdet, x])
    #expect(sample.latex(scaled) == "(\\log\\det W)x")
    #expect(sample.latex(sample.graph.scaled(logdet, by: -2)) == "-2\\,\\log\\det W")
    let trace = try sample.graph.apply("tr", [sample.graph.product([w, w])])
    #expect(sample.latex(trace) == "\\operatorname{tr}(WW)")
    let norm = try sample.graph.apply("norm2", [x])
    #expect(sample.latex(sample.graph.power(norm, 2)) == "\\|x\\|_2^2")
    #expect(sample.text(sample.graph.power(norm, 2)) == "‖x‖₂²")
    #expect(sample.latex(try sample.graph.apply("normF", [w])) == "\\|W\\|_{\\mathrm{F}}")
    #expect(sample.latex(sample.graph.map("exp", x)) == "\\exp(x)")
    #expect(sample.latex(sample.graph.map("exp", w)) == "\\exp_\\odot(W)")
    #expect(sample.latex(sample.graph.map("sigmoid", w)) == "\\sigma(W)")
    #expect(sample.latex(sample.graph.map("abs", sample.graph.negative(x))) == "\\left|-x\\right|")
    let pinv = try sample.graph.apply("pinv", [w])
    #expect(sample.latex(sample.graph.transpose(pinv)) == "(W^+)^\\top")
    let (n, m) = (sample.graph.size("n"), sample.graph.size("m"))
    #expect(sample.latex(try sample.graph.apply("commutation", [n, m])) == "K_{n,m}")
    #expect(sample.latex(try sample.graph.apply("basis", [n, sample["i"]])) == "e_i")
  }

  @Test("names, identities, ones, blocks, entries and sums over an index")
  func leaves() {
    let sample = Sample()
    #expect(sample.latex(sample["Sigma"]) == "\\Sigma")
    #expect(sample.latex(sample["W1"]) == "W_1")
    #expect(sample.text(sample["W1"]) == "W₁")
    #expect(sample.latex(sample["loss"]) == "\\mathrm{loss}")
    #expect(Layout.name("x_hat").latex() == "\\hat x")
    #expect(Layout.name("lambda").latex() == "\\lambda")
    #expect(Layout.name("a_max2").latex() == "a_{\\mathrm{max2}}")
    let x = sample["X"]
    let identity = sample.graph.identity("n")
    #expect(sample.latex(sample.graph.sum([x, identity])) == "X + I")
    let other = sample.graph.kronecker(x, sample.graph.identity("m"))
    let both = sample.graph.sum([other, sample.graph.kronecker(identity, sample.graph.identity("m"))])
    #expect(sample.latex(both) == "X \\otimes I_m + I_{mn}")
    #expect(sample.latex(sample.graph.ones(.vector("n"))) == "\\mathbf 1")
    let ones = sample.graph.ones(Shape("n", "m"))
    #expect(sample.latex(ones) == "\\mathbf 1\\mathbf 1^\\top")
    let (one, two) = (sample.graph.number(1), sample.graph.number(2))
    #expect(sample.latex(sample.graph.entry(x, row: one, column: two)) == "X_{12}")
    let inverse = sample.graph.inverse(x)
    #expect(sample.latex(sample.graph.entry(inverse, row: one, column: two)) == "(X^{-1})_{12}")
    #expect(sample.latex(sample.graph.entry(sample["x"], row: two, column: one)) == "x_2")
    // An entry of the identity is a Kronecker delta, an entry of a gradient a derivative by an entry.
    #expect(sample.latex(sample.graph.entry(identity, row: one, column: two)) == "\\delta_{12}")
    let trace = sample.graph.entry(x, row: two, column: two)
    let partial = sample.graph.entry(
      sample.graph.derivative(.gradient, of: trace, wrt: x),
      row: one,
      column: two
    )
    #expect(sample.latex(partial) == "\\frac{\\partial X_{22}}{\\partial X_{12}}")
    let block = sample.graph.block(columns: 2, [x, inverse, inverse, x])
    #expect(sample.latex(block) == "\\begin{bmatrix}X & X^{-1} \\\\ X^{-1} & X\\end{bmatrix}")
    #expect(sample.text(block) == "[X, X⁻¹; X⁻¹, X]")
    guard let (i, u) = sample.symbols["i"].flatMap({ i in sample.symbols["u"].map { (i, $0) } }) else {
      return
    }
    let member = sample.graph.member(u, at: sample["i"])
    let product = sample.graph.product([member, sample.graph.transpose(member)])
    let sum = sample.graph.indexedSum(i, product)
    #expect(sample.latex(sum) == "\\sum_{i = 1}^{m}u_iu_i^\\top")
    let scaled = sample.graph.scaled(sum, by: 2)
    #expect(
      sample.latex(scaled) == "2\\,\\sum_{i = 1}^{m}u_iu_i^\\top"
    )
    let before = sample.graph.product([sum, x])
    #expect(sample.latex(before) == "\\left(\\sum_{i = 1}^{m}u_iu_i^\\top\\right)X")
  }

  @Test("derivatives are quotients")
  func derivatives() {
    let sample = Sample()
    let (phi, w, x) = (sample["phi"], sample["W"], sample["x"])
    let gradient = sample.graph.derivative(.gradient, of: phi, wrt: w)
    #expect(sample.latex(gradient) == "\\frac{\\partial\\phi}{\\partial W}")
    #expect(sample.text(gradient) == "∂φ/∂W")
    let square = sample.graph.power(w, 2)
    let wrong = sample.graph.derivative(.gradient, of: phi, wrt: square)
    #expect(sample.latex(wrong) == "\\frac{\\partial\\phi}{\\partial W^2}")
    let jacobian = sample.graph.derivative(.jacobian, of: sample.graph.product([w, x]), wrt: x)
    #expect(sample.latex(jacobian) == "\\frac{\\partial(Wx)}{\\partial x}")
    let hessian = sample.graph.derivative(.hessian, of: phi, wrt: x)
    #expect(sample.latex(hessian) == "\\frac{\\partial^2\\phi}{\\partial x\\,\\partial x^\\top}")
  }

  @Test("a formula that shares its parts many times is cut, not printed without end")
  func sharedParts() {
    let sample = Sample()
    var x = sample["X"]
    for _ in 0..<60 { x = sample.graph.sum([sample.graph.product([x, x]), sample.graph.inverse(x)]) }
    let latex = sample.latex(x)
    #expect(latex.utf8.count < 200_000)
    #expect(latex.contains("\\cdots"))
    var nested = sample["X"]
    for _ in 0..<3000 {
      nested = sample.graph.transpose(sample.graph.inverse(sample.graph.sum([nested, x])))
    }
    #expect(sample.latex(nested).contains("\\cdots"))
  }

  @Test("braces and sized brackets are balanced in random formulas")
  func balance() throws {
    let sample = Sample()
    var state: UInt64 = 7
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    for _ in 0..<200 {
      var pool = [sample["X"], sample["A"], sample["W1"], sample.graph.identity("n")]
      for _ in 0..<12 {
        let (a, b) = (pool[draw(pool.count)], pool[draw(pool.count)])
        switch draw(9) {
        case 0: pool.append(sample.graph.sum([a, b]))
        case 1: pool.append(sample.graph.product([a, b]))
        case 2: pool.append(sample.graph.transpose(a))
        case 3: pool.append(sample.graph.inverse(a))
        case 4: pool.append(sample.graph.hadamard([a, b]))
        case 5: pool.append(sample.graph.negative(a))
        case 6: pool.append(sample.graph.quotient(a, by: try sample.graph.apply("tr", [b])))
        case 7: pool.append(sample.graph.product([sample.graph.frobenius(a, b), a]))
        default: pool.append(sample.graph.power(a, 3))
        }
      }
      let latex = sample.latex(pool[pool.count - 1], marking: [pool[5]])
      var depth = 0
      for character in latex {
        depth += character == "{" ? 1 : character == "}" ? -1 : 0
        #expect(depth >= 0, "\(latex)")
      }
      #expect(depth == 0, "\(latex)")
      let opened = latex.split(separator: "\\left(", omittingEmptySubsequences: false).count
      let closed = latex.split(separator: "\\right)", omittingEmptySubsequences: false).count
      #expect(opened == closed, "\(latex)")
      // TeX refuses a second exponent on one base.
      #expect(!latex.contains("^\\top^"), "\(latex)")
    }
  }
}
