/// An argument as a shape rule sees it.
package struct ArgumentShape: Sendable, Hashable {
  /// The shape of the argument.
  package let shape: Shape
  /// The value as a size, when the argument is a bare size or an integer: `eye(n)`, `basis(n, 2)`.
  package let size: Size?

  /// An argument of the given shape.
  package init(_ shape: Shape, size: Size? = nil) {
    self.shape = shape
    self.size = size
  }
}

/// Why a function cannot take its arguments, in words for a diagnostic.
package struct ShapeFailure: Error, Sendable, Hashable {
  /// One sentence, lower case, without a full stop.
  package let message: String
  /// What the user can do about it.
  package let hints: [String]

  /// A failure with its sentence and hints.
  package init(_ message: String, hints: [String] = []) {
    self.message = message
    self.hints = hints
  }
}

/// How a function is written in a cell.
package enum FunctionWriting: Sendable, Hashable {
  /// A call by its own name: `f(X, Y)`.
  case call
  /// A call by the name of another function, from which the shape of the argument tells it apart: `diag(x)`.
  case called(String)
  /// A function of every row of a matrix, by the name of the function of a vector: `softmax(X, rows)`.
  case alongRows(String)
  /// The rows a to b of an identity, `eye(n)[a:b, :]`, or of the factor beside it, `x[a:b]`.
  case slice
  /// The second argument where the first is positive, else the third: `where(C > 0, A, B)`.
  case choice
}

/// What the reader and the graph need to know of a function: its name, its arity and its shape.
package struct FunctionTraits: Sendable {
  /// The name in the language.
  package let name: FunctionName
  /// How many arguments it takes.
  package let arity: ClosedRange<Int>
  /// Whether it works entry by entry and is written with a dot on matrices.
  package let isElementwise: Bool
  /// Whether it is linear in its first argument, the others held constant.
  package let isLinear: Bool
  /// Whether it has no value for some arguments of its shape.
  package let hasDomain: Bool
  /// The words by which people call it in formulas.
  package let words: [String]
  /// How it is written in a cell.
  package let writing: FunctionWriting
  /// The argument that is a place in the first one, counted from 1, as in `basis(n, i)` and `eigval(S, i)`; nil without one.
  package var place: Int?
  /// The shape of the value.
  package let shape: @Sendable ([ArgumentShape]) throws(ShapeFailure) -> Shape
  /// What is known of the value, from what is known of the arguments.
  package let properties: @Sendable ([Properties]) -> Properties

  /// The traits of one function; without words of its own it is called by its name.
  package init(
    name: FunctionName,
    arity: ClosedRange<Int>,
    isElementwise: Bool,
    isLinear: Bool,
    hasDomain: Bool = false,
    words: [String]? = nil,
    writing: FunctionWriting = .call,
    shape: @escaping @Sendable ([ArgumentShape]) throws(ShapeFailure) -> Shape,
    properties: @escaping @Sendable ([Properties]) -> Properties = { _ in [] }
  ) {
    self.name = name
    self.arity = arity
    self.isElementwise = isElementwise
    self.isLinear = isLinear
    self.hasDomain = hasDomain
    self.words = words ?? ["\(name)"]
    self.writing = writing
    self.shape = shape
    self.properties = properties
  }
}

/// The functions of the language, as a value that readers and graphs take, so that neither needs `Functions`.
package struct Vocabulary: Sendable {
  /// The names, in order.
  package let names: [FunctionName]
  /// The words by which people call functions in formulas, in order.
  package let words: [String]
  private let table: [FunctionName: FunctionTraits]
  private let called: [String: FunctionName]
  private let alongRows: [String: FunctionName]

  /// A vocabulary of the given functions; of two with one name the first counts.
  package init(_ functions: [FunctionTraits]) {
    let table = Dictionary(functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = table.keys.sorted()
    let called = Dictionary(
      names.flatMap { name in (table[name]?.words ?? []).map { ($0, name) } },
      uniquingKeysWith: { first, _ in first }
    )
    alongRows = Dictionary(
      names.compactMap { name in
        guard case .alongRows(let word)? = table[name]?.writing else { return nil }
        return (word, name)
      },
      uniquingKeysWith: { first, _ in first }
    )
    self.table = table
    self.names = names
    self.called = called
    words = called.keys.sorted()
  }

  /// The function called `name`.
  package subscript(name: FunctionName) -> FunctionTraits? { table[name] }

  /// The function of every row of a matrix that is written `word(X, rows)`.
  package func function(alongRows word: String) -> FunctionName? { alongRows[word] }

  /// The words of functions of every row, in order.
  package var wordsAlongRows: [String] { alongRows.keys.sorted() }

  /// The function that people call by `word`.
  package func function(called word: String) -> FunctionName? { called[word] }
}
