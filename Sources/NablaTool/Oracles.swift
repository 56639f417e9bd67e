// What PyTorch and JAX say of a gradient when the author asks for them: they differentiate the function themselves, on the
// same numbers.

import Answers
import CodeGeneration
import Diagnostics
import Expressions
import Findings
import Foundation
import Functions
import Judging
import Verification

extension Session.CellResult {
  /// How long a library may take to start and to differentiate, in seconds.
  private static let oracleTime = 120

  /// The result with what the systems say that the options name; `text` is that of the cell, nil for a display.
  func consulting(in text: String?, _ session: Session, _ options: AnswerOptions) -> Session.CellResult {
    guard !options.oracles.isEmpty else { return self }
    var result = self
    var number = 0
    for (place, outcome) in outcomes.enumerated() {
      guard case .answer(var answer) = outcome else { continue }
      number += 1
      guard answer.verdict == .holds, answer.value != nil else { continue }
      for oracle in options.oracles {
        let check = opinion(of: oracle, on: answer, number, text, session, options)
        answer.checks.append(check)
        if check.isAgainst {
          answer.verdict = answer.verdict.worse(.undecided)
          result.diagnostics.append(.oracleDisagrees(oracle.library.title, answer.range))
        }
      }
      result.outcomes[place] = .answer(answer)
    }
    return result
  }

  private func opinion(
    of oracle: Oracle,
    on answer: Answer,
    _ number: Int,
    _ text: String?,
    _ session: Session,
    _ options: AnswerOptions
  ) -> Check {
    let library = oracle.library
    func unasked(_ reason: String) -> Check { OracleComparison.unasked(library.title, because: reason) }
    guard answer.kind == .gradient else { return unasked("it is asked for gradients alone") }
    var session = session
    let emission: Emission
    let module: PythonModule
    do throws(EmissionFailure) {
      emission = try session.emission(
        of: outcomes,
        in: text,
        result: number,
        options: options,
        source: Emission.Source(place: "", record: "")
      )
      module = try PythonModule(emission, over: library)
    } catch {
      return unasked("it was not asked: \(error.reason)")
    }
    let wanted = emission.parts.indices.first { place in
      if case .gradient(let symbol) = emission.parts[place].role {
        emission.graph[symbol].name == answer.wrt?.plain
      } else {
        false
      }
    }
    guard let wanted, case .gradient(let symbol) = emission.parts[wanted].role,
      let instance = emission.instance,
      let script = module.oracleScript(gradientBy: symbol)
    else { return unasked("it was not asked: the library has no derivative by '\(answer.wrt?.plain ?? "")'") }
    guard let printed = Self.printed(by: script) else { return unasked("there is no Python that runs it") }
    guard printed.first != PythonModule.absence else { return unasked("it is not installed") }
    let found = printed.dropFirst().flatMap { $0.split(separator: " ").map { Double($0) ?? .nan } }
    return OracleComparison.check(
      "\(library.title) \(printed.first ?? "")",
      found: found,
      own: instance.values[wanted].flatMap { $0.map { Double($0) ?? .nan } },
      at: SizeInstance(instance.sizes, instance.sizes.keys.sorted())
    )
  }

  /// The lines that Python prints; nil where there is none, or it fails.
  private static func printed(by script: String) -> [String]? {
    let named = ProcessInfo.processInfo.environment["NABLA_PYTHON"]
    guard let python = named ?? ChildProcess.program("python3") else { return nil }
    let output = ChildProcess.withFolder { folder in
      ChildProcess.run(python, ["-"], input: Array(script.utf8), in: folder, seconds: oracleTime)
    }
    guard let output = output ?? nil, output.status == 0 else { return nil }
    let lines = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    return lines.isEmpty ? nil : lines
  }
}

extension Oracle {
  /// The library that is asked.
  fileprivate var library: ArrayLibrary {
    switch self {
    case .torch: .torch
    case .jax: .jax
    }
  }
}

extension Diagnostic {
  fileprivate static func oracleDisagrees(_ system: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "oracle.disagrees",
      message: "\(system) has another gradient at the same numbers",
      range: range,
      notes: ["the checks made here passed; one of the two is wrong, or the function has a kink there"],
      hints: ["'nabla emit' writes both functions as code, with a test"]
    )
  }
}
