// Ctrl-C, the end of a terminal and the polite end of a process, as something to wait for.

import Dispatch
import Foundation

enum EndSignal {
  /// Waits for a signal that ends the program, or until the task is cancelled.
  static func wait() async {
    let signals = [SIGINT, SIGTERM, SIGHUP]
    let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    let sources = signals.map { number in
      // The default action would end the program before anybody is told.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { arrival.yield() }
      source.resume()
      return source
    }
    for await _ in arrivals { break }
    for source in sources { source.cancel() }
    for number in signals { signal(number, SIG_DFL) }
  }
}
