// The Python scripts of the benchmarks, which stand beside the Swift sources.

import Foundation

/// A Python script of the benchmarks.
enum BenchmarkScript: String {
  /// Emitted code beside JAX's derivatives.
  case emittedCode = "emitted_code.py"
  /// The times of other systems, and whether they are right.
  case peers = "peers.py"
  /// Emitted Hessians beside JAX.
  case hessians = "hessians.py"
  /// What documents lose, beside pandoc's reading of them.
  case documents = "documents.py"

  /// Where it is: beside the sources that this program was built from.
  var path: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Python/\(rawValue)").path
  }
}
