// A bound by the clock, for those who pay for the time. What is written stays free of it: a report that is built is bounded
// by work alone, and so the same on every machine.

import ArgumentParser

/// How long each cell or row may take.
struct ClockOptions: ParsableArguments {
  @Option(
    name: .customLong("timeout"),
    help: ArgumentHelp(
      "The seconds that each cell or row may take; without it only work is bounded, alike on every machine.",
      valueName: "seconds"
    )
  )
  var seconds: Int?

  /// The most seconds, about a day.
  private static let longest = 100_000

  /// The time, nil where nobody asked for a bound.
  var time: Duration? { seconds.map { .seconds($0) } }

  func validate() throws {
    if let seconds, !(1...Self.longest).contains(seconds) {
      throw ValidationError(
        "'--timeout' takes a number of seconds from 1 to \(Self.longest), not \(seconds)."
      )
    }
  }
}
