// Runs commands in process, as a shell does, in a folder of their own.

import Foundation
import NablaTool
import Synchronization

/// What a command came back with.
struct CommandResult: Sendable {
  var status: Int32
  var output: String
  var errors: String

  /// The object that was printed; nil when the output is anything else.
  var object: [String: Any]? {
    (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any]
  }

  /// The diagnostics of the object, also those inside its notebooks.
  var diagnostics: [[String: Any]] {
    let own = object?["diagnostics"] as? [[String: Any]] ?? []
    let notebooks = object?["notebooks"] as? [[String: Any]] ?? []
    return own + notebooks.flatMap { $0["diagnostics"] as? [[String: Any]] ?? [] }
  }

  /// The codes of the diagnostics, in order.
  var codes: [String] { diagnostics.compactMap { $0["code"] as? String } }
}

/// Collects what is written to one stream.
private final class Stream: Sendable {
  private let text = Mutex("")

  func write(_ more: String) { text.withLock { $0 += more } }
  var all: String { text.withLock { $0 } }
}

/// Runs `nabla` with the given arguments.
func nabla(_ arguments: String...) async -> CommandResult { await nabla(arguments) }

/// The cache of the user is not for tests: all of a run have one of their own, which goes when they end.
let cacheFolder: TestFolder? = {
  let folder = try? TestFolder()
  if let folder { setenv("XDG_CACHE_HOME", folder.path, 1) }
  atexit { if let folder = cacheFolder { try? FileManager.default.removeItem(atPath: folder.path) } }
  return folder
}()

/// Runs `nabla` with the given arguments; `progress` is told what a terminal would show of how far it is.
func nabla(
  _ arguments: [String],
  isColoured: Bool = false,
  progress: (@Sendable (String) -> Void)? = nil
) async -> CommandResult {
  _ = cacheFolder
  let output = Stream()
  let errors = Stream()
  let console = Console(
    output: { output.write($0) },
    errors: { errors.write($0) },
    progress: progress,
    isColoured: isColoured
  )
  let status = await Nabla.run(arguments, on: console)
  return CommandResult(status: status, output: output.all, errors: errors.all)
}

/// A folder for one test, removed with it.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    path = place.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file of the folder.
  func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file, and gives its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let place = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(bytes).write(to: place)
    return place.path
  }

  /// Writes a file, and gives its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

  /// The text of a file; nil when there is none.
  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The files below a folder, sorted.
  func files(_ name: String) -> [String] {
    let all = FileManager.default.enumerator(atPath: path(name))?.compactMap { $0 as? String } ?? []
    return all.filter { file in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path(name) + "/" + file, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }
}

/// A notebook with one right and one wrong claim, the wrong one expected.
let quarticNotebook = """
  ---
  title: A quartic form
  ---
  # One

  ```{nabla}
  #| label: eq-quartic
  W : matrix(n, n)
  x : vector(n)
  y   = (W^2)' * x
  phi = y' * y
  gradient phi wrt W
  ```

  By @eq-quartic the gradient is `{nabla} gradient phi wrt W`.

  $$
  \\mathrm d\\phi = 2\\,y x^\\top : \\mathrm d (W^2)^\\top
  $$ {#eq-step .check}

  ```{nabla}
  #| expect: refuted
  claim gradient phi wrt W == 2*x*y'*W
  ```

  """
