// Lines of a file descriptor, with a bound on their length and on the time that is waited for them.

import Foundation

/// Reads lines one after the other.
struct LineReader {
  /// What comes next.
  enum Line: Equatable {
    case line([UInt8])
    /// A line longer than the bound, of which the rest was passed over.
    case tooLong
    /// Nothing came in time.
    case late
    case end
  }

  private let descriptor: Int32
  private let bound: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var isPassingOver = false

  /// Reads from a descriptor, lines of at most `bound` bytes.
  init(_ descriptor: Int32, bound: Int) {
    self.descriptor = descriptor
    self.bound = bound
  }

  /// The next line without its end; `milliseconds` is how long it may take, for ever without.
  mutating func next(milliseconds: Int? = nil) -> Line {
    let deadline = milliseconds.map { Date().addingTimeInterval(Double($0) / 1000) }
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(buffer[start..<end])
        start = end + 1
        if isPassingOver || line.count > bound {
          isPassingOver = false
          return .tooLong
        }
        return .line(line)
      }
      if buffer.count - start > bound {
        isPassingOver = true
        start = buffer.count
      }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      if let deadline {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let left = deadline.timeIntervalSinceNow * 1000
        guard left > 0, poll(&waiting, 1, Int32(min(left, 1e6)) + 1) > 0 else { return .late }
      }
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        defer { (buffer, isPassingOver) = ([], false) }
        return isPassingOver ? .tooLong : buffer.isEmpty ? .end : .line(buffer)
      }
      buffer += chunk[..<count]
    }
  }
}
