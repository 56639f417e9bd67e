// Other systems, run by the scripts beside the sources.

import Foundation

/// What another system makes of a function.
struct PeerResult: Decodable, Sendable {
  /// The number of the function.
  let `case`: String
  /// The median time of the derivative alone; nil when there is none.
  let milliseconds: Double?
  /// `right`, `wrong`, `error` or `not expressible`.
  let outcome: String
  /// The difference, or the message of the error.
  let detail: String

  /// Whether the value is that of the reference.
  var isRight: Bool { outcome == "right" }

  /// The cell of the table.
  var text: String {
    switch outcome {
    case "right": milliseconds.fixed(2)
    case "not expressible": "-"
    default: outcome
    }
  }
}

/// Runs the script that measures other systems.
struct PeerRun {
  /// The Python interpreter that has them.
  let python: String

  /// The other systems, with the names the script knows them by.
  static let systems = [("SymPy", "sympy"), ("tensorgrad", "tensorgrad"), ("PyTensor", "pytensor")]

  private struct Request: Encodable {
    let `case`: String
    let code: String
  }

  /// The results of one system by the number of the function; nil when it cannot be run.
  func results(of system: String) -> [String: PeerResult]? { run(system, input: "") }

  /// What the reference says of emitted code, by the number of the function.
  func judgements(of code: [String: String]) -> [String: PeerResult]? {
    let lines = code.sorted { $0.key < $1.key }.compactMap { number, text in
      (try? JSONEncoder().encode(Request(case: number, code: text))).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    return run("emitted", input: lines.joined(separator: "\n"))
  }

  private func run(_ word: String, input: String) -> [String: PeerResult]? {
    let child = ChildProcess(path: python, arguments: [BenchmarkScript.peers.path, word])
    guard let output = child.run(input: input) else { return nil }
    let results = output.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(PeerResult.self, from: Data($0.utf8))
    }
    return Dictionary(results.map { ($0.case, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
