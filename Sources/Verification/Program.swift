// What the evaluator runs: the expressions of one check, compiled once and executed at many points in many
// arithmetics. Compiling resolves definitions, shares what is shared, and takes out of every sum, differential and
// derivative what does not vary inside it.

import Expressions

/// Why expressions cannot be evaluated at all, in words for a reader.
package struct EvaluationFailure: Error, Sendable, Hashable {
  /// One clause, lower case, without a full stop.
  package let message: String
  /// A failure with its clause.
  package init(_ message: String) { self.message = message }
}

/// One operation; operands are the slots of earlier steps.
struct Step: Sendable {
  /// What a step does with its operands.
  enum Operation: Sendable {
    /// The value that the enclosing program handed in.
    case captured(Int)
    /// The variable of the derivative that this program belongs to.
    case variable
    case symbol(SymbolID)
    case index(SymbolID)
    case member(SymbolID, at: ExpressionID)
    case number(Rational)
    case size(Size)
    case constant(MathematicalConstant)
    case identity, ones, zeros
    case sum, product, transpose, inverse, hadamard, frobenius, kronecker
    /// An integer or fractional power; nil when the exponent varies or is not known exactly.
    case power(exponent: ExpressionID?)
    case hadamardPower(exponent: ExpressionID?)
    case apply(FunctionName, arguments: [ExpressionID])
    case block(columns: Int)
    case entry(row: ExpressionID, column: ExpressionID)
    /// The tangent of a root of the program in dual numbers.
    case differential(Int)
    /// The tangent of the only root of a program in dual numbers.
    case loneDifferential(SubProgram)
    case derivative(DerivativeKind, SubProgram, of: Shape, wrt: DerivativeVariable)
    /// A sum, and whether its index only names entries and members, so that no term is of another kind than the rest.
    case indexedSum(SymbolID, Size, SubProgram, isUniform: Bool)
    case indexedProduct(SymbolID, Size, SubProgram)
    case definedMember(SymbolID, at: ExpressionID, SubProgram)
  }

  /// The expression whose value the step computes.
  let expression: ExpressionID
  let operation: Operation
  let operands: [Int]
  let shape: Shape
  /// Of a product: the operands that are scalars by their symbolic shape and scale the others.
  let scalars: Set<Int>
}

/// The variable of a derivative: a symbol, a member of a family, or an expression that determines a symbol or whose
/// occurrences are one.
struct DerivativeVariable: Sendable {
  let symbol: SymbolID?
  /// The family and the index of its member that varies; nil where the variable is no member.
  let member: (family: SymbolID, index: ExpressionID)?
  let shape: Shape
  /// The set on which it moves.
  let structure: DeclaredStructure
  /// Whether it is an expression that moves with the symbol; it is the second root of the program then, and the symbol
  /// is the program's variable.
  let isDetermined: Bool
}

/// A program inside a step, with the slots of the enclosing program that it uses.
struct SubProgram: Sendable {
  let program: Program
  let captures: [Int]
}

/// Steps in an order in which operands come first.
final class Program: Sendable {
  let steps: [Step]
  /// The slots of the expressions that were asked for.
  let roots: [Int]
  /// The bodies of all differentials of this program, run together in dual numbers before the steps that need them.
  let differentials: SubProgram?
  /// The number of leading steps that the differentials may capture.
  let differentialsAt: Int

  init(steps: [Step], roots: [Int], differentials: SubProgram?, differentialsAt: Int) {
    self.steps = steps
    self.roots = roots
    self.differentials = differentials
    self.differentialsAt = differentialsAt
  }
}
