// An actor's thread of its own, for work that would keep the few shared ones busy.

import Dispatch

/// Runs the jobs of an actor one after the other, apart from those of all others.
final class SerialThread: SerialExecutor {
  private let queue: DispatchQueue

  init(name: String) { queue = DispatchQueue(label: name) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedSerialExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}
