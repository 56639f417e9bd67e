// Medians of durations, and the memory of processes.

import Foundation

/// One row of the table.
struct Measurement {
  /// What was measured.
  let name: String
  /// The median.
  let value: Double
  /// What it must stay below; nil when nothing is promised.
  let bound: Double?
  /// `ms` or `MiB`.
  let unit: String

  /// Whether the promise is kept.
  var isKept: Bool { bound.map { value < $0 } ?? true }

  /// The row as text.
  var text: String {
    let padded = name.padding(toLength: 58, withPad: " ", startingAt: 0)
    let figure = String(format: "%9.3f %@", value, unit)
    guard let bound else { return "\(padded) \(figure)" }
    let ratio = String(format: "%5.2f of %g %@", value / bound, bound, unit)
    return "\(padded) \(figure)  \(ratio)  \(isKept ? "kept" : "MISSED")"
  }
}

/// The median duration of a piece of work in milliseconds, after one run that is not counted.
func median(of count: Int, _ work: () throws -> Void) rethrows -> Double {
  try work()
  var durations: [Double] = []
  let clock = ContinuousClock()
  for _ in 0..<count {
    let duration = try clock.measure(work).components
    durations.append(Double(duration.seconds) * 1e3 + Double(duration.attoseconds) / 1e15)
  }
  return durations.sorted()[count / 2]
}

/// A program that is run as a process.
struct ChildProcess {
  let path: String
  let arguments: [String]

  /// Runs it; gives what it wrote, or nil when it cannot be run or fails.
  func run(input: String = "") -> String? {
    let process = Process()
    // A name without a folder is looked for as a shell does.
    let isName = !path.contains("/")
    process.executableURL = URL(fileURLWithPath: isName ? "/usr/bin/env" : path)
    process.arguments = (isName ? [path] : []) + arguments
    let output = Pipe()
    let source = Pipe()
    process.standardOutput = output
    process.standardInput = source
    process.standardError = FileHandle.nullDevice
    // A program that ends before it has read all is no reason to end this one.
    signal(SIGPIPE, SIG_IGN)
    do { try process.run() } catch { return nil }
    // The program may write before it has read all.
    let writer = source.fileHandleForWriting
    DispatchQueue.global().async {
      try? writer.write(contentsOf: Data(input.utf8))
      try? writer.close()
    }
    let data = (try? output.fileHandleForReading.readToEnd()) ?? nil
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data ?? Data(), as: UTF8.self) : nil
  }

  /// The most memory that any child of this process has had, in MiB.
  static var peakMemory: Double {
    var usage = rusage()
    // The constant RUSAGE_CHILDREN has another type than the parameter in some C libraries.
    getrusage(-1, &usage)
    return Double(usage.ru_maxrss) / 1024
  }
}
