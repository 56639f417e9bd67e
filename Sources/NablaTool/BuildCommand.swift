import ArgumentParser
import Diagnostics
import Findings
import Foundation
import Reports

/// `nabla build`: notebooks to reports.
struct BuildCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Writes the reports of notebooks.",
    discussion: """
      Every notebook becomes NAME.html, NAME.tex and NAME.record.json in the output folder, in sub-folders as the \
      notebooks are; a folder of notebooks also gets a page that lists them, index.html. Nothing is written anywhere else. A notebook with errors is written too, with its errors in \
      it; the command then ends with 1.

        nabla build Notebooks
        nabla build Notebooks/quartic-form.md -o /tmp/reports --to html,pdf
      """
  )

  @Argument(help: ArgumentHelp("Notebooks, or folders that hold them.", valueName: "path"))
  var paths: [String]

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The output folder.", valueName: "folder")
  )
  var output = "Output"

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("What to write: html, latex, record, pdf, with commas between.", valueName: "formats"),
    transform: ReportFormats.init(list:)
  )
  var formats = ReportFormats(.html, .latex, .record)

  @Option(
    help: ArgumentHelp("How many notebooks at once; as many as the machine has processors.", valueName: "n")
  )
  var jobs: Int?

  @Flag(help: "Build also what the cache calls up to date.")
  var force = false

  @Flag(
    name: .customLong("allow-html"),
    help: "Pass on the HTML that stands in notebooks, instead of showing it."
  )
  var allowHTML = false

  @Option(
    name: .customLong("embed"),
    help:
      "Which pictures stand in the page itself: all, small (up to 150 kB) or none; the others are copied beside it.",
    transform: Self.embedding
  )
  var embedding = ImageEmbedding.small

  @Option(
    help: ArgumentHelp(
      "The folder that remembers what was built, in place of the user's cache.",
      valueName: "folder"
    )
  )
  var cache: String?

  @Flag(help: "Remember nothing, and build everything.")
  var noCache = false

  @Flag(help: "Show the lines and answers of exercises: the sheet with the solutions.")
  var solutions = false

  private static func embedding(_ word: String) throws -> ImageEmbedding {
    guard let embedding = ImageEmbedding(rawValue: word) else {
      throw ValidationError("'--embed' takes all, small or none, not '\(word)'.")
    }
    return embedding
  }

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("'--jobs' takes a number from 1 to 256, not \(jobs).")
    }
    if noCache, cache != nil {
      throw ValidationError("'--cache' and '--no-cache' are for each other's contrary.")
    }
    if output.isEmpty { throw ValidationError("'-o' needs the name of a folder.") }
  }

  func run(on console: Console) async -> ExitStatus {
    let (inputs, problems) = InputFile.notebooks(at: paths)
    let terminal = TerminalRenderer(style: console.errorStyle)
    let clashes = Self.clashes(inputs)
    for problem in problems + clashes { console.writeError(terminal.long(problem)) }
    guard clashes.isEmpty else { return .usage }
    let folder = OutputFolder(output)
    folder.sweep(inputs.map(\.name))
    let cache = noCache ? nil : (cache ?? BuildCache.standardFolder).flatMap { BuildCache($0) }
    let settings = BuildSettings(
      folder: folder,
      formats: formats.formats,
      rawHTML: allowHTML ? .verbatim : .escaped,
      cache: cache,
      isForced: force,
      embedding: embedding,
      showsSolutions: solutions
    )
    // Without a cache, too, a formula is set once in a run.
    let formulas = cache?.formulas ?? FormulaStore()
    let progress = BuildProgress(inputs.count, on: console)
    let results = await Workers.map(
      inputs,
      count: jobs ?? Workers.standardCount,
      start: { HTMLReportWriter(formulas: formulas) },
      done: { progress.note($0) }
    ) {
      NotebookBuild($0, settings, $1)
    }
    progress.end()
    cache?.tidy()
    for result in results {
      for diagnostic in result.outcome.located {
        console.writeError(terminal.long(diagnostic.inPlainText) + "\n")
      }
      console.write(line(of: result, on: console))
    }
    let gallery = writeGallery(results.compactMap(\.outcome.entry), to: folder)
    if let gallery { console.writeError(terminal.long(gallery)) }
    let isWhole = problems.isEmpty && gallery == nil
    return (results.map(\.outcome.status) + [isWhole ? .asExpected : .usage]).max() ?? .asExpected
  }

  /// The page of a folder of notebooks; nothing for single notebooks, or where one is called like it.
  private func writeGallery(_ entries: [GalleryEntry], to folder: OutputFolder) -> LocatedDiagnostic? {
    guard formats.formats.contains(.html), paths.contains(where: InputFile.isFolder),
      !entries.contains(where: { $0.name == GalleryPage.name })
    else { return nil }
    do {
      try folder.write(GalleryPage(entries).html(), to: GalleryPage.name + ".html")
      return nil
    } catch {
      return LocatedDiagnostic(error.diagnostic, in: SourceFile(path: folder.path, text: ""))
    }
  }

  /// What became of a notebook, and where its reports are.
  private func line(of build: NotebookBuild, on console: Console) -> String {
    let outcome = build.outcome
    let mark = Paint(console.style).mark(outcome.mark)
    let name = build.input.path.escapingControls
    let files = formats.formats.map { String($0.suffix.dropFirst()) }
    let place = (OutputFolder(output).path + "/" + build.input.name).escapingControls
    let written =
      outcome.written.isEmpty
      ? "" : " → \(place).\(files.count == 1 ? files[0] : "{\(files.joined(separator: ","))}")"
    return "\(mark) \(name): \(outcome.summary)\(build.isUpToDate ? ", up to date" : "")\(written)"
  }

  /// Notebooks of one name, whose reports would be the same files.
  private static func clashes(_ inputs: [InputFile.Notebook]) -> [LocatedDiagnostic] {
    var first: [String: String] = [:]
    return inputs.compactMap { input in
      guard let other = first[input.name] else {
        first[input.name] = input.path
        return nil
      }
      let diagnostic = Diagnostic(
        code: "output.clash",
        message: "the reports of '\(input.path)' would be those of '\(other)', '\(input.name)'",
        range: nil,
        hints: ["build them with different '-o', or name the folder that holds both"]
      )
      return LocatedDiagnostic(diagnostic, in: SourceFile(path: input.path, text: ""))
    }
  }
}

extension ReportFormats {
  /// The given forms.
  init(_ formats: ReportFormat...) { self.formats = formats }
}

extension ExitStatus {
  /// How a line for the terminal begins; what is open in a draft gets no tick, and neither does what checks nothing.
  func mark(_ standing: Standing, checksNothing: Bool) -> String {
    switch self {
    case .asExpected: standing == .asExpected ? checksNothing ? "–" : "✓" : "?"
    case .unexpected: "✗"
    case .usage: "!"
    }
  }
}
