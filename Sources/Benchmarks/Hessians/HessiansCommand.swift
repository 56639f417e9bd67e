// `Benchmarks hessians`: the emitted code of two Hessians beside JAX's jit(hessian).

import Answers
import Findings
import ArgumentParser
import Foundation

/// `Benchmarks hessians`: emitted Hessians beside JAX, at sizes from 10 to 400.
struct HessiansCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hessians",
    abstract: "Runs the emitted code of two Hessians beside JAX's jit(hessian).",
    discussion: """
      The Hessian of logistic regression (m = 2n) and that of |T - U V'|^2 with respect to U (5 columns, as the matrix \
      on vec). Times are medians in milliseconds without compilation, both on one thread; the ratio is JAX's time to \
      ours.
      """
  )

  @Option(help: "A Python with the packages of Sources/Benchmarks/Python/requirements.txt.")
  var python = ".venv-peers/bin/python"

  /// The problems as the script knows them, with the numbers of their functions.
  private static let problems = [("logistic", "9H"), ("factorization", "13H")]

  func run() async throws {
    var code: [String: String] = [:]
    for (problem, number) in Self.problems {
      guard let function = PeerFunction.all.first(where: { $0.number == number }) else { continue }
      code[problem] = function.emittedCode
    }
    let child = ChildProcess(path: python, arguments: [BenchmarkScript.hessians.path])
    let input = String(decoding: try JSONEncoder().encode(code), as: UTF8.self)
    guard let output = child.run(input: input) else {
      FileHandle.standardError.write(
        Data(
          "error: '\(python)' cannot run '\(BenchmarkScript.hessians.path)'; 'make hessians' installs it\n"
            .utf8
        )
      )
      throw ExitCode(2)
    }
    let rows = try output.split(separator: "\n").map {
      try JSONDecoder().decode(HessianTimes.self, from: Data($0.utf8))
    }
    print(HessianTimes.table(rows))
    guard rows.allSatisfy(\.isKept) else { throw ExitCode(1) }
  }
}

/// The times of one Hessian at one size.
struct HessianTimes: Decodable, Sendable {
  let problem: String
  let size: Int
  /// The emitted code.
  let own: Double
  /// JAX's jit(hessian); nil where it would not fit.
  let jax: Double?
  /// `equal`, `different` or `not compared`.
  let outcome: String
  let detail: String

  /// How many times faster than JAX the emitted code is.
  var ratio: Double? { jax.map { $0 / own } }

  /// Equal, and not slower.
  var isKept: Bool { outcome != "different" && (ratio ?? .infinity) >= 1 }

  /// The table.
  static func table(_ rows: [HessianTimes]) -> String {
    var table = TextTable("Hessian", "n", "ours", "JAX", "ratio", "")
    for row in rows {
      table.add([
        row.problem, String(row.size), row.own.fixed(3), row.jax.fixed(3), row.ratio.fixed(1),
        row.outcome == "equal" ? "equal" : "\(row.outcome): \(row.detail)",
      ])
    }
    let missed = rows.count { !$0.isKept }
    return table.text + "\n\n\(rows.count - missed) of \(rows.count) equal and not slower"
  }
}

extension PeerFunction {
  /// The NumPy code of the answer; nil when there is none.
  var emittedCode: String? {
    var session = Session()
    _ = session.run(cell: declarations)
    guard case .answer(let answer)? = session.run(cell: question).outcomes.last else { return nil }
    return answer.code.first { $0.language == .numpy }?.text
  }
}
