// `Benchmarks peers`: the time of a derivative beside other systems.

import ArgumentParser
import Foundation

/// `Benchmarks peers`: deriving beside SymPy, tensorgrad and PyTensor, in one run.
struct PeersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peers",
    abstract: "Times derivatives beside SymPy, tensorgrad and PyTensor.",
    discussion: """
      The times are medians in milliseconds, of the derivative alone for the others; 'derive' is ours alone, 'derive + \
      check' ours with reading, checking every line and the result, printing and emitting code. A right value is that \
      of JAX. The ratios are the fastest right peer's time to each of ours.
      """
  )

  @Option(help: "A Python with the packages of Sources/Benchmarks/Python/requirements.txt.")
  var python = ".venv-peers/bin/python"

  @Option(help: ArgumentHelp("Only the function of this number, by this program alone.", valueName: "number"))
  var alone: String?

  func run() async throws {
    if let alone { return try measure(alone: alone) }
    let run = PeerRun(python: python)
    let own = PeerFunction.all.map { ($0, OwnDerivative($0)) }
    let code = own.compactMap { function, derivative in derivative?.code.map { (function.number, $0) } }
    guard let judgements = run.judgements(of: Dictionary(uniqueKeysWithValues: code)) else {
      FileHandle.standardError.write(
        Data("error: '\(python)' cannot run '\(BenchmarkScript.peers.path)'; 'make peers' installs it\n".utf8)
      )
      throw ExitCode(2)
    }
    let peers = PeerRun.systems.map { name, word in (name: name, results: run.results(of: word) ?? [:]) }
    let rows = own.map { function, derivative in
      PeerComparison(
        function: function,
        own: derivative,
        judgement: judgements[function.number],
        peers: peers.map { $0.results[function.number] }
      )
    }
    print(PeerComparison.table(rows, names: peers.map(\.name)))
    guard rows.allSatisfy(\.isKept) else { throw ExitCode(1) }
  }

  private func measure(alone number: String) throws {
    guard let function = PeerFunction.all.first(where: { $0.number == number }) else {
      throw ValidationError("There is no function '\(number)'.")
    }
    guard let own = OwnDerivative(function) else { throw ExitCode(1) }
    print("\(function.question) = \(own.value ?? "none")")
    print("derive \(own.derivation.fixed(3)) ms, derive + check \(own.answer.fixed(2)) ms")
  }
}

/// One function beside the other systems.
struct PeerComparison {
  let function: PeerFunction
  let own: OwnDerivative?
  /// What the reference says of our emitted code.
  let judgement: PeerResult?
  /// The other systems, in the order of their names.
  let peers: [PeerResult?]

  /// Whether our derivative is verified and its code has the value of the reference.
  var isRight: Bool { own?.isVerified == true && judgement?.isRight == true }

  /// The time of the fastest peer that is right.
  var fastestPeer: Double? { peers.compactMap { $0 }.filter(\.isRight).compactMap(\.milliseconds).min() }

  /// How many times faster than the fastest right peer we derive.
  var derivationRatio: Double? { own.flatMap { own in fastestPeer.map { $0 / own.derivation } } }

  /// How many times faster than the fastest right peer we derive and check.
  var answerRatio: Double? { own.flatMap { own in fastestPeer.map { $0 / own.answer } } }

  /// Right, derived ten times as fast as by the fastest right peer, and checked in less than its time.
  var isKept: Bool { isRight && (derivationRatio ?? .infinity) >= 10 && (answerRatio ?? .infinity) > 1 }

  /// The table of all functions, the answers, and what is not kept.
  static func table(_ rows: [PeerComparison], names: [String]) -> String {
    var table = TextTable(["function", "derive", "derive + check"] + names + ["ratio", "checked", "ours"])
    for row in rows {
      table.add(
        [
          "(\(row.function.number)) \(row.function.function), \(row.function.variable)",
          (row.own?.derivation).fixed(3), (row.own?.answer).fixed(2),
        ] + row.peers.map { $0?.text ?? "not run" } + [
          row.derivationRatio.fixed(0), row.answerRatio.fixed(1), row.isRight ? "right" : "NOT RIGHT",
        ]
      )
    }
    let answers = rows.map { "(\($0.function.number))  \($0.function.question) = \($0.own?.value ?? "none")" }
    let missed = rows.filter { !$0.isKept }.map { row in
      "(\(row.function.number)) "
        + (row.isRight
          ? "derived \(row.derivationRatio.fixed(1)) times as fast, checked \(row.answerRatio.fixed(1)) times"
          : "not right: \(row.judgement?.detail ?? "no code")")
    }
    let kept =
      "\(rows.count - missed.count) of \(rows.count) as promised: right, at least 10 times as fast as the "
      + "fastest right peer, and checked within its time"
    return
      ([table.text, answers.joined(separator: "\n"), kept]
      + (missed.isEmpty ? [] : [missed.joined(separator: "\n")]))
      .joined(separator: "\n\n")
  }
}
