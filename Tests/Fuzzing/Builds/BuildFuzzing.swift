// What libFuzzer calls with one notebook after the other: the whole of `nabla build`, from a file to three reports.
//
// `Tests/Tools/fuzz.sh` builds this with the sanitizer. It is no part of the ordinary build.

import Foundation
import NablaTool

/// Builds the reports of one input; the library counts what ends the process, takes too long or takes too much memory.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-fuzzing-\(getpid())")
  let notebook = folder.appendingPathComponent("notebook.md")
  try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  try? Data(bytes).write(to: notebook)
  let arguments = ["build", notebook.path, "-o", folder.appendingPathComponent("out").path]
  let isDone = DispatchSemaphore(value: 0)
  Task {
    let status = await Nabla.run(
      arguments + ["--to", "html,latex,record", "--no-cache", "--jobs", "1"],
      on: Console(output: { _ in }, errors: { _ in })
    )
    precondition((0...2).contains(status), "a build ends with 0, 1 or 2")
    isDone.signal()
  }
  isDone.wait()
  return 0
}
