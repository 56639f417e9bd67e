import Functions

/// The rules by name: those of the calculus and those of the functions.
package enum RuleNames {
  /// All rules with their sources, sorted by name.
  package static let references: [RuleReference] = {
    var found: [RuleReference] = [
      .definition, .sumRule, .productRule, .constantFactor, .constants, .quotientRule, .knownDifferential,
      .columnForm, .vectorJacobianRead, .hessianRead, .collect, .transposeRule, .transposition,
      .squaredNorm, .powerOfNorm, .memberRead,
      .inverseRule,
      .traceOfPower, .powerRule, .matrixPower, .halfPower, .fractionalPower, .hadamardRule, .kroneckerRule,
      .frobeniusRule,
      .elementwiseChain,
      .naming, .gradientRead, .structure, .symmetry, .unitDirection, .direction, .tiedEntries, .indexedSum,
      .entryRule, .writtenDeterminant, .blockRule, .vectorization,
      .jacobianRead, .kroneckerTrace, .scalarVariable, .simplify,
    ]
    for function in Catalogue.all {
      for rule in function.differentials {
        switch rule {
        case .linear(_, let name, let source), .formula(_, let name, let source),
          .elementwise(_, let name, let source),
          .zero(let name, let source):
          found.append(RuleReference(name, source))
        case .none: break
        }
      }
      for rewrite in function.rewrites { found.append(RuleReference(rewrite.name, rewrite.source)) }
    }
    found += Law.own.map(\.reference)
    found += StationarySolver.rules
    var seen = Set<String>()
    return found.filter { seen.insert($0.name).inserted }.sorted { $0.name < $1.name }
  }()

  /// The names, sorted.
  package static let all: [String] = references.map(\.name)
}
