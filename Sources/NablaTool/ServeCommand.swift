import ArgumentParser
import Diagnostics
import Foundation
import JSON
import Preview
import Reports

/// `nabla serve`: reports that are shown while their notebooks are written.
struct ServeCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Shows reports in a browser, and keeps them up to date while notebooks are written.",
    discussion: """
      A page changes in place when its notebook is saved: what was scrolled and opened stays. What is wrong stands \
      on the page with a link to the line. Pages are for the browsers of this machine only, and nothing is written \
      beside them. Ctrl-C ends it.

        nabla serve Notebooks
        nabla serve Notebooks/quartic-form.md --port 8000

      With --check it answers programs instead: a cell, or a whole notebook as {"id", "notebook"}, on each line of \
      standard input, and what 'nabla derive' says of it on a line of standard output, as soon as it is ready. What is \
      late, or ends its process, harms no other request.

        echo '{"id": 1, "cell": "x : scalar\\nclaim x + x == 2*x"}' | nabla serve --check
      """
  )

  /// The port where nothing else is known to listen.
  private static let standardPort = 4860
  /// How many ports are tried when none was asked for.
  private static let portTries = 20

  @OptionGroup var service: CheckServiceOptions

  @Argument(help: ArgumentHelp("A folder of notebooks, or one notebook.", valueName: "path"))
  var path = "."

  @Option(
    help: ArgumentHelp("Where to listen, from 1 to 65535; 4860, or the next that is free.", valueName: "n")
  )
  var port: Int?

  @Option(
    help: ArgumentHelp(
      "A loopback address: 127.0.0.1, localhost or ::1. Others are refused.",
      valueName: "address"
    ),
    transform: Self.loopback
  )
  var host = LoopbackAddress.ip4

  private static func loopback(_ text: String) throws -> LoopbackAddress {
    guard let address = LoopbackAddress(text) else {
      throw ValidationError(
        "'\(text)' is not a loopback address; a preview is for this machine only, at 127.0.0.1, localhost or ::1."
      )
    }
    return address
  }

  func validate() throws {
    if let port, !(1...65535).contains(port) {
      throw ValidationError("'--port' takes a number from 1 to 65535, not \(port).")
    }
  }

  func run(on console: Console) async -> ExitStatus {
    if service.check { return service.run(on: console) }
    let terminal = TerminalRenderer(style: console.errorStyle)
    func refuse(_ diagnostic: Diagnostic) -> ExitStatus {
      console.writeError(terminal.long(LocatedDiagnostic(diagnostic, in: SourceFile(path: path, text: ""))))
      return .usage
    }
    let previewed: PreviewedPath
    do throws(InputFile.Problem) { previewed = try PreviewedPath(path) } catch {
      return refuse(error.diagnostic)
    }
    let cache = BuildCache.standardFolder.flatMap { BuildCache($0) }
    let watcher = FolderWatcher(previewed.folder)
    defer { watcher.stop() }
    let site = PreviewSite(previewed, formulas: cache?.formulas ?? FormulaStore()) { watcher.alsoWatch($0) }
    for candidate in port.map({ $0...$0 }) ?? Self.standardPort...(Self.standardPort + Self.portTries) {
      let server = LocalServer(host, port: candidate) { await site.response(at: $0) }
      do throws(LocalServer.Failure) {
        let port = try await server.start()
        console.write("\(path.escapingControls) is shown at http://\(host.host):\(port)/ — Ctrl-C ends it")
        await Self.serve(site, server, watcher)
        return .asExpected
      } catch {
        switch error {
        case .portTaken where port == nil && candidate < Self.standardPort + Self.portTries: continue
        case .portTaken: return refuse(.portTaken(candidate))
        case .refused(let reason): return refuse(.notListening(candidate, reason))
        }
      }
    }
    return .usage
  }

  /// Answers, and tells the tabs of changes, until a signal ends it.
  private static func serve(_ site: PreviewSite, _ server: LocalServer, _ watcher: FolderWatcher) async {
    let watching = Task {
      for await _ in watcher.changes {
        let paths = await site.refresh()
        if !paths.isEmpty { await server.tell(JSONValue.strings(paths).text(indented: false)) }
      }
    }
    // One notebook at a time: between them, those who ask for a page are answered.
    let running = Task {
      for await _ in site.visitsOfGallery {
        while !Task.isCancelled, let paths = await site.runNext() {
          await server.tell(JSONValue.strings(paths).text(indented: false))
        }
      }
    }
    await EndSignal.wait()
    watching.cancel()
    running.cancel()
    await server.stop()
  }
}

extension Diagnostic {
  fileprivate static func portTaken(_ port: Int) -> Diagnostic {
    Diagnostic(
      code: "serve.port",
      message: "another program listens at port \(port)",
      range: nil,
      hints: ["take another with '--port', or leave it out for one that is free"]
    )
  }

  fileprivate static func notListening(_ port: Int, _ reason: String) -> Diagnostic {
    Diagnostic(code: "serve.port", message: "port \(port) cannot be listened at: \(reason)", range: nil)
  }
}
