import ArgumentParser
import Foundation

/// The options of `nabla serve --check`, which answers requests on standard input.
struct CheckServiceOptions: ParsableArguments {
  @Flag(
    help:
      "Reads {\"id\", \"cell\"} a line and writes {\"id\", \"results\", \"diagnostics\"} a line, as derive."
  )
  var check = false

  @Flag(help: .private)
  var worker = false

  @Option(help: ArgumentHelp("With --check: how many processes answer.", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("With --check: after how many seconds a request is given up.", valueName: "n"))
  var seconds = 10

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("'--jobs' takes a number from 1 to 256.") }
    guard (1...3600).contains(seconds) else {
      throw ValidationError("'--seconds' takes a number from 1 to 3600.")
    }
  }

  /// Answers until standard input ends.
  func run(on console: Console) -> ExitStatus {
    if worker {
      CheckWorker.serve()
      return .asExpected
    }
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    CheckService(program: program, workers: jobs ?? Workers.standardCount, seconds: seconds) {
      console.write($0)
    }
    .run(STDIN_FILENO)
    return .asExpected
  }
}
