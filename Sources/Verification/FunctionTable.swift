// The functions of the language as the evaluator sees them: their values only, never their differentials.

public import Expressions
public import Functions

/// Looks up the functions of the language by name.
public struct FunctionTable: Sendable {
  private let lookup: @Sendable (FunctionName) -> MatrixFunction?

  /// A table that asks the given function.
  public init(_ lookup: @escaping @Sendable (FunctionName) -> MatrixFunction?) { self.lookup = lookup }

  /// A table of the given functions.
  public init(_ functions: [MatrixFunction]) {
    let table = Dictionary(functions.map { ($0.name, $0) }) { first, _ in first }
    lookup = { table[$0] }
  }

  subscript(name: FunctionName) -> MatrixFunction? { lookup(name) }
}
