// Requests from standard input, answered by a few processes: what one of them does to its process harms no other.

import Foundation
import JSON
import Synchronization

/// Answers requests until there are no more.
final class CheckService: Sendable {
  /// The most bytes of a request, and of an answer.
  static let requestBound = 1 << 20
  static let answerBound = 64 << 20

  /// A request on its way.
  private struct Pending {
    let id: JSONValue
    let line: [UInt8]
  }

  private struct Queue {
    var pending: [Pending] = []
    var isClosed = false
  }

  private let program: String
  private let workers: Int
  private let seconds: Int
  private let queue = Mutex(Queue())
  private let filled = DispatchSemaphore(value: 0)
  private let free: DispatchSemaphore
  private let output: Mutex<@Sendable (String) -> Void>

  /// A service of so many processes, each request within so many seconds; answers go out in the order they are ready.
  init(program: String, workers: Int, seconds: Int, write: @escaping @Sendable (String) -> Void) {
    self.program = program
    self.workers = max(1, workers)
    self.seconds = seconds
    // A sender that is faster waits, and no request is kept without bound.
    free = DispatchSemaphore(value: 4 * max(1, workers))
    output = Mutex(write)
  }

  /// Writes a line whole, whoever else writes.
  private func write(_ line: String) { output.withLock { $0(line) } }

  /// Answers the lines of a descriptor.
  func run(_ descriptor: Int32) {
    let done = DispatchGroup()
    for _ in 0..<workers {
      done.enter()
      Thread.detachNewThread { [self] in
        work()
        done.leave()
      }
    }
    var reader = LineReader(descriptor, bound: Self.requestBound)
    reading: while true {
      switch reader.next() {
      case .end: break reading
      case .late: continue
      case .tooLong: write(CheckRequest.answer(.null, .requestTooLong(Self.requestBound)))
      case .line(let line):
        guard line.contains(where: { $0 > 0x20 }) else { continue }
        guard let request = CheckRequest(line) else {
          write(CheckRequest.answer(CheckRequest.id(of: line), .noRequest))
          continue
        }
        free.wait()
        queue.withLock { $0.pending.append(Pending(id: request.id, line: line)) }
        filled.signal()
      }
    }
    queue.withLock { $0.isClosed = true }
    for _ in 0..<workers { filled.signal() }
    done.wait()
  }

  /// What one thread does: the next request to its process, the answer out.
  private func work() {
    var worker = CheckWorker(program: program)
    while true {
      filled.wait()
      let next = queue.withLock { queue in queue.pending.isEmpty ? nil : queue.pending.removeFirst() }
      guard let next else { break }
      worker = worker ?? CheckWorker(program: program)
      let (answer, isLate) = worker?.answer(to: next.line, seconds: seconds) ?? (nil, false)
      if let answer {
        write(String(decoding: answer, as: UTF8.self))
      } else {
        worker = nil
        write(CheckRequest.answer(next.id, isLate ? .requestOutOfTime(seconds) : .requestFailed))
      }
      free.signal()
    }
    worker?.end()
  }
}
