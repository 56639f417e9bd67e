// Words of checks, counterexamples and languages of code, for all writers.

import Findings

extension Check {
  /// What was found, with its bound.
  var finding: String { bound.isEmpty ? result.rawValue : "\(result.rawValue); \(bound)" }
}

extension Counterexample {
  /// The sizes, how small it is and where large sides differ: `n = 2; smallest with entries up to 3`.
  var details: String {
    let parts = [
      TrialWords.list([sizes]), remark, meaningOfDifferentials ?? "", differenceOfLargeSides ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }
}

extension CodeLanguage {
  /// The name as its authors write it.
  var name: String {
    switch self {
    case .numpy: "NumPy"
    case .jax: "JAX"
    }
  }
}
