// The rules of the calculus that belong to no single function: their names and where they are printed.

import Functions

extension RuleReference {
  static let definition = RuleReference("definition", .definition)
  static let sumRule = RuleReference("sum rule", .calculus)
  static let productRule = RuleReference("product rule", .matrixCookbook(37))
  static let constantFactor = RuleReference(
    "A : BXC = B'AC' : X",
    Source("definition of the Frobenius product")
  )
  static let collect = RuleReference("collect the terms in one differential", Source("linearity"))
  static let transposeRule = RuleReference("A : B' = A' : B", Source("definition of the Frobenius product"))
  static let transposition = RuleReference("differential of the transpose", .matrixCookbook(44))
  static let squaredNorm = RuleReference("differential of a squared norm", .calculus)
  static let inverseRule = RuleReference("differential of the inverse", .matrixCookbook(40))
  static let traceOfPower = RuleReference("differential of the trace of a power", .matrixCookbook(121))
  static let powerRule = RuleReference("power rule", .calculus)
  static let matrixPower = RuleReference("differential of a matrix power", .matrixCookbook(37))
  static let halfPower = RuleReference("a half power is a power of the square root", .definition)
  static let hadamardRule = RuleReference("product rule for the Hadamard product", .matrixCookbook(38))
  static let kroneckerRule = RuleReference("product rule for the Kronecker product", .matrixCookbook(39))
  static let frobeniusRule = RuleReference("product rule for the Frobenius product", .calculus)
  static let elementwiseChain = RuleReference("elementwise chain rule", .calculus)
  static let naming = RuleReference("name a repeated part", .definition)
  static let gradientRead = RuleReference("read off the gradient from G : dX", .magnusNeudecker("ch. 9"))
  static let structure = RuleReference("project onto the structure", Source("arXiv 1911.06491"))
  static let tiedEntries = RuleReference("entries that are tied move together", .matrixCookbook(138))
  static let indexedSum = RuleReference("a sum is differentiated term by term", .calculus)
  static let entryRule = RuleReference(
    "an entry is a Frobenius product with a single-entry matrix",
    .definition
  )
  static let blockRule = RuleReference("a block matrix is differentiated block by block", .definition)
  static let vectorization = RuleReference("vec(AXB) = (B' ⊗ A) vec X", .magnusNeudecker("ch. 2"))
  static let jacobianRead = RuleReference(
    "read off the Jacobian from vec dF = J vec dX",
    .magnusNeudecker("ch. 9")
  )
  static let kroneckerTrace = RuleReference(
    "trace of a Kronecker product",
    Source("Matrix Cookbook (2012), eq. 515")
  )
  static let scalarVariable = RuleReference("divide by the differential of the scalar", .calculus)
  static let simplify = RuleReference("collect like terms", Source("ring laws"))
}
