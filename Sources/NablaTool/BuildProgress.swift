// How far a build is, on a terminal.

import Diagnostics
import Foundation
import Synchronization

/// The line of a terminal that says how many notebooks are done, and how long the rest takes.
final class BuildProgress: Sendable {
  /// A build that is done sooner says nothing, in seconds.
  private static let patience = 0.3
  /// The longest name that is shown.
  private static let nameBound = 40

  private let count: Int
  private let console: Console
  private let start = Date()
  private let done = Mutex(0)

  init(_ count: Int, on console: Console) {
    self.count = count
    self.console = console
  }

  /// Notes that a notebook is done.
  func note(_ input: InputFile.Notebook) {
    done.withLock { done in
      done += 1
      let seconds = Date().timeIntervalSince(start)
      guard console.showsProgress, seconds >= Self.patience, done < count else { return }
      let left = Int((seconds / Double(done) * Double(count - done)).rounded(.up))
      let time = left < 120 ? "\(left) s" : "\((left + 59) / 60) min"
      console.writeProgress(
        "\(done) of \(count), about \(time) left: \(input.name.escapingControls.suffix(Self.nameBound))"
      )
    }
  }

  /// Takes the line away.
  func end() { if console.showsProgress { console.writeProgress("") } }
}
