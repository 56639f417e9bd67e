// The rules of the calculus that belong to no single function: their names and where they are printed. Those of the
// operators are the operators' own.

import Functions

extension RuleReference {
  static let writtenDeterminant = RuleReference("determinant of numbers written out", .definition)
  /// The rule of differentiation of an operator, which its own file names.
  private init(of operation: OperatorDescription) { self.init(operation.ruleName, operation.source) }

  static let definition = RuleReference("definition", .definition)
  static let sumRule = RuleReference(of: .addition)
  static let productRule = RuleReference(of: .multiplication)
  static let constantFactor = RuleReference(
    "factors cross the colon, transposed",
    Source("definition of the Frobenius product")
  )
  static let constants = RuleReference("constants stand before d", Source("linearity"))
  static let quotientRule = RuleReference("quotient rule", .calculus)
  static let knownDifferential = RuleReference(
    "the gradient from above against the differential",
    .magnusNeudecker("ch. 9")
  )
  static let columnForm = RuleReference("every term as a matrix times the differential", Source("linearity"))
  static let collect = RuleReference("collect the terms in one differential", Source("linearity"))
  static let transposeRule = RuleReference(
    "both sides of the colon transposed",
    Source("definition of the Frobenius product")
  )
  static let transposition = RuleReference(of: .transposition)
  static let squaredNorm = RuleReference("differential of a squared norm", .calculus)
  static let powerOfNorm = RuleReference("differential of a power of a norm", .calculus)
  static let inverseRule = RuleReference(of: .inverse)
  static let traceOfPower = RuleReference("differential of the trace of a power", .matrixCookbook(121))
  static let powerRule = RuleReference(of: .power)
  static let matrixPower = RuleReference("differential of a matrix power", .matrixCookbook(37))
  static let halfPower = RuleReference("a half power is a power of the square root", .definition)
  static let fractionalPower = RuleReference("a power that is no integer is exp(q log X)", .definition)
  static let hadamardRule = RuleReference(of: .hadamardProduct)
  static let kroneckerRule = RuleReference(of: .kroneckerProduct)
  static let frobeniusRule = RuleReference(of: .frobeniusProduct)
  static let elementwiseChain = RuleReference("elementwise chain rule", .calculus)
  static let naming = RuleReference("name a repeated part", .definition)
  static let gradientRead = RuleReference(
    "read off the gradient: what stands before the colon",
    .magnusNeudecker("ch. 9")
  )
  static let structure = RuleReference(
    "only the part with the structure of the variable counts",
    Source("arXiv 1911.06491")
  )
  static let symmetry = RuleReference("a symmetric matrix is its own transpose", .definition)
  static let unitDirection = RuleReference(
    "one entry moves: the differential is a unit matrix",
    .matrixCookbook(73)
  )
  static let direction = RuleReference("the differential is the direction", .definition)
  static let tiedEntries = RuleReference("entries that are tied move together", .matrixCookbook(138))
  static let indexedSum = RuleReference("a sum is differentiated term by term", .calculus)
  static let entryRule = RuleReference(of: .entry)
  static let blockRule = RuleReference(of: .blockMatrix)
  static let vectorization = RuleReference("vec of a product", .magnusNeudecker("ch. 2"))
  static let jacobianRead = RuleReference(
    "read off the Jacobian: what stands before vec of the differential",
    .magnusNeudecker("ch. 9")
  )
  static let vectorJacobianRead = RuleReference(
    "read off the Jacobian: what stands before the differential",
    .magnusNeudecker("ch. 9")
  )
  static let hessianRead = RuleReference(
    "read off the Hessian from the differential of the gradient",
    .magnusNeudecker("ch. 10")
  )
  static let kroneckerTrace = RuleReference(
    "trace of a Kronecker product",
    Source("Matrix Cookbook (2012), eq. 515")
  )
  static let scalarVariable = RuleReference("divide by the differential of the scalar", .calculus)
  static let simplify = RuleReference("collect like terms", Source("ring laws"))
}
