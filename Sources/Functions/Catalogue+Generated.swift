// Written by `make catalogue` from the names of the files in the folders below this one; not by hand.

extension Catalogue {
  /// Every function, in the order of the names of their files.
  public static let all: [MatrixFunction] = [
    .absoluteValue,
    .cosine,
    .determinant,
    .diagonalMatrix,
    .diagonalVector,
    .euclideanNorm,
    .exponential,
    .frobeniusNorm,
    .hyperbolicTangent,
    .logDeterminant,
    .logSumExp,
    .logarithm,
    .matricization,
    .positivePart,
    .sigmoid,
    .sign,
    .sine,
    .softmax,
    .softplus,
    .squareRoot,
    .step,
    .sumNorm,
    .sumOfEntries,
    .tangent,
    .trace,
    .vectorization,
  ]

  /// Every operator, in the order of the names of their files.
  public static let operators: [OperatorDescription] = [
    .addition,
    .blockMatrix,
    .broadcastAddition,
    .broadcastSubtraction,
    .division,
    .entry,
    .frobeniusProduct,
    .hadamardPower,
    .hadamardProduct,
    .hadamardQuotient,
    .identityMatrix,
    .inverse,
    .kroneckerProduct,
    .matrixOfOnes,
    .matrixOfZeros,
    .multiplication,
    .power,
    .subtraction,
    .transposition,
  ]
}
