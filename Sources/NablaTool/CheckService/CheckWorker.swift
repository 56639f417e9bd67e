// A process that answers requests one after the other; when it ends or is late, another takes its place.

import Foundation
import JSON

/// One process that answers.
final class CheckWorker {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var reader: LineReader

  /// Starts a process; nil where there is none to be had.
  init?(program: String) {
    reader = LineReader(output.fileHandleForReading.fileDescriptor, bound: CheckService.answerBound)
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["serve", "--check", "--worker"]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    // The ends of the child are its own.
    try? input.fileHandleForReading.close()
    try? output.fileHandleForWriting.close()
  }

  /// What the process says to a request; nil when it ended or was late, and then it is no more.
  func answer(to line: [UInt8], seconds: Int) -> (line: [UInt8]?, isLate: Bool) {
    guard (try? input.fileHandleForWriting.write(contentsOf: Data(line + [UInt8(ascii: "\n")]))) != nil else {
      end()
      return (nil, false)
    }
    switch reader.next(milliseconds: seconds * 1000) {
    case .line(let answer): return (answer, false)
    case .late:
      end()
      return (nil, true)
    case .tooLong, .end:
      end()
      return (nil, false)
    }
  }

  /// Ends the process at once.
  func end() {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    try? output.fileHandleForReading.close()
  }

  /// What the process itself does: a line in, a line out, until there are no more.
  static func serve() {
    var reader = LineReader(STDIN_FILENO, bound: CheckService.requestBound)
    while true {
      switch reader.next() {
      case .line(let line):
        // Without its own fault a request never gets here unread.
        let answer = CheckRequest(line)?.answer ?? CheckRequest.answer(.null, .noRequest)
        guard (try? FileHandle.standardOutput.write(contentsOf: Data((answer + "\n").utf8))) != nil else {
          return
        }
      case .tooLong, .late: continue
      case .end: return
      }
    }
  }
}
