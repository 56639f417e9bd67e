// Work on many notebooks at once. Each worker is one task that takes the next notebook when it is done with the
// last, so that what is slow to start, such as the engine for formulas, starts once a worker.

import Foundation
import Synchronization

/// Work on many inputs at once.
package enum Workers {
  /// As many as the machine runs at once, at most eight.
  package static var standardCount: Int { max(1, min(ProcessInfo.processInfo.activeProcessorCount, 8)) }

  /// The results for all inputs in their order; `start` makes what one worker keeps, `done` is told of each result.
  package static func map<Input: Sendable, Result: Sendable, Tool>(
    _ inputs: [Input],
    count: Int,
    start: @escaping @Sendable () -> Tool,
    done: @escaping @Sendable (Input) -> Void = { _ in },
    _ transform: @escaping @Sendable (Input, Tool) -> Result
  ) async -> [Result] {
    let next = Counter()
    return await withTaskGroup(of: [(place: Int, result: Result)].self) { group in
      for _ in 0..<max(1, min(count, inputs.count)) {
        group.addTask {
          let tool = start()
          var results: [(place: Int, result: Result)] = []
          while let place = next.take(below: inputs.count) {
            results.append((place, transform(inputs[place], tool)))
            done(inputs[place])
          }
          return results
        }
      }
      var all: [(place: Int, result: Result)] = []
      for await results in group { all += results }
      return all.sorted { $0.place < $1.place }.map(\.result)
    }
  }

  /// Gives each place to one worker.
  private final class Counter: Sendable {
    private let next = Atomic<Int>(0)

    func take(below count: Int) -> Int? {
      let place = next.add(1, ordering: .relaxed).oldValue
      return place < count ? place : nil
    }
  }
}
