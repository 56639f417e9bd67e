// All habits, one file each in this folder.

extension Habit {
  /// All habits, in the order of their names.
  public static let all: [Habit] = [
    .argumentGoesOn,
    .capitalDifferential,
    .derivativeAtBracket,
    .diagonalMatrixOfDiagonal,
    .directionFactor,
    .directionInBrackets,
    .elementaryFunctions,
    .entrywiseQuotient,
    .entrywiseSquare,
    .listIsColumn,
    .matrixFunctions,
    .narrowOperator,
    .narrowWord,
    .normTwoOfMatrix,
    .numberBesideVector,
    .oneAtTheEnd,
    .oneBesideMatrix,
    .powerOfT,
    .primeAsDerivative,
    .primeEntryByEntry,
    .primeIsRow,
    .primeOfMatrix,
    .scalarInProduct,
    .slashReach,
    .squareAsInner,
    .strokes,
    .strokesEntryByEntry,
    .traceOfPower,
    .traceOfTerms,
    .wholeSideDifferential,
    .wordBeforeSlash,
  ]
}
