// Whole builds: beside pandoc, of a hundred notebooks, and of a preview in a browser.

import ArgumentParser
import Foundation

/// `Benchmarks builds`: durations of builds beside their bounds.
struct BuildsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "builds",
    abstract:
      "Times builds beside pandoc's, builds of a hundred notebooks, and updates of a preview in a browser."
  )

  @Argument(help: "The folder that holds Notebooks.")
  var folder = FileManager.default.currentDirectoryPath

  func run() throws {
    guard try BuildTimings(root: folder).run() else { throw ExitCode(1) }
  }
}

/// The measurements of builds.
struct BuildTimings {
  /// Pages of prose, and the formulas on each.
  private static let pages = 50
  private static let formulasPerPage = 14
  private static let notebooks = 100
  private static let saves = 60

  private let root: String
  private let program: String

  init(root: String) {
    self.root = root
    let own = Bundle.main.executablePath ?? CommandLine.arguments[0]
    program = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("nabla").path
  }

  /// Measures everything and prints the table; whether every promise is kept.
  func run() throws -> Bool {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      print("there is no \(program); 'swift build -c release --product nabla' makes it")
      return false
    }
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-builds-\(getpid())").path
    defer { try? FileManager.default.removeItem(atPath: place) }
    var isKept = true
    func add(_ name: String, _ value: Double?, below bound: Double? = nil) {
      guard let value else {
        print("\(name): not measured")
        return
      }
      let row = Measurement(name: name, value: value, bound: bound, unit: "ms")
      print(row.text)
      isKept = isKept && row.isKept
    }
    for count in [1, Self.pages] {
      let title = count == 1 ? "a page" : "\(count) pages, \(count * Self.formulasPerPage) formulas"
      let file = place + "/prose\(count)/prose.md"
      try write(Self.prose(pages: count), to: file)
      let rounds = count == 1 ? 11 : 5
      let pandoc = duration(
        rounds,
        "pandoc",
        [file, "--mathml", "--standalone", "-o", place + "/pandoc.html"]
      )
      add("pandoc: \(title)", pandoc)
      let output = ["build", file, "-o", place + "/out", "--to", "html"]
      add("cold: \(title)", duration(rounds, program, output + ["--no-cache"]), below: pandoc)
      add("warm: \(title)", duration(rounds, program, output + ["--cache", place + "/cache"]), below: 100)
    }
    try gallery(at: place + "/many")
    let many = ["build", place + "/many", "-o", place + "/reports", "--cache", place + "/many-cache"]
    add("cold: \(Self.notebooks) notebooks", once(program, many), below: 10_000)
    add("warm: \(Self.notebooks) notebooks", duration(3, program, many), below: 1000)
    var edits = 0
    add(
      "one of \(Self.notebooks) notebooks edited",
      try median(of: 3) {
        edits += 1
        try write(
          text(of: "quartic-form.md") + "\nEdited \(edits) times.\n",
          to: place + "/many/quartic-form.md"
        )
        _ = ChildProcess(path: program, arguments: many).run()
      },
      below: 1200
    )
    if let saves = try preview(at: place + "/preview") {
      let sorted = saves.sorted().map { $0 * 1e3 }
      add("preview: save to page, median of \(sorted.count)", sorted[sorted.count / 2], below: 200)
      add("preview: save to page, 95th percentile", sorted[min(sorted.count - 1, sorted.count * 95 / 100)])
    } else {
      print("the preview was not measured: it needs python3 and Chromium")
    }
    return isKept
  }

  /// Prose as lecture notes have it, every formula another one.
  private static func prose(pages: Int) -> String {
    var text = "---\ntitle: Prose\n---\n"
    for page in 1...pages {
      text += "\n# Section \(page)\n"
      for number in 1...formulasPerPage {
        let name = "{\(page),\(number)}"
        if number % 7 == 0 {
          text +=
            "\n$$\n\\frac{\\partial f_\(name)}{\\partial x} = A^\\top \\left( A x - b_\(name) \\right) + \\lambda x\n$$\n"
        } else {
          text +=
            "\nLet $x_\(name) \\in \\mathbb R^n$ be a point in which the function of the text above has a value. "
          text +=
            "What follows is said in words, as the reader of a page of prose expects it, with a sentence or two.\n"
        }
      }
    }
    return text
  }

  private func text(of notebook: String) throws -> String {
    try String(contentsOfFile: root + "/Notebooks/" + notebook, encoding: .utf8)
  }

  /// A hundred notebooks: those of the gallery, and some of them once more.
  private func gallery(at place: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: root + "/Notebooks").filter {
      $0.hasSuffix(".md")
    }.sorted()
    for number in 0..<Self.notebooks {
      let name = names[number % names.count]
      let again = number / names.count
      try write(text(of: name), to: place + "/" + (again == 0 ? "" : "again-\(again)-") + name)
    }
  }

  /// The seconds from a save until the browser shows it; nil without browser.
  private func preview(at place: String) throws -> [Double]? {
    try write(text(of: "quartic-form.md") + "\nRound 0\n", to: place + "/note.md")
    let server = Process()
    server.executableURL = URL(fileURLWithPath: program)
    server.arguments = ["serve", place]
    let output = Pipe()
    server.standardOutput = output
    try server.run()
    defer {
      server.terminate()
      server.waitUntilExit()
    }
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let address = line.split(separator: " ").first(where: { $0.hasPrefix("http://") }) else {
      return nil
    }
    let script = root + "/Tests/Tools/preview.py"
    let reader = ChildProcess(
      path: "python3",
      arguments: [script, String(address), place, "note", "\(Self.saves)"]
    )
    guard let text = reader.run(),
      let found = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    else { return nil }
    return found["latencies"] as? [Double]
  }

  // MARK: - Files and processes

  private func write(_ text: String, to path: String) throws {
    let place = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: place)
  }

  private func duration(_ rounds: Int, _ program: String, _ arguments: [String]) -> Double? {
    let child = ChildProcess(path: program, arguments: arguments)
    guard child.run() != nil else { return nil }
    return median(of: rounds) { _ = child.run() }
  }

  /// The duration of one run, whatever it ends with.
  private func once(_ program: String, _ arguments: [String]) -> Double {
    let duration = ContinuousClock().measure { _ = ChildProcess(path: program, arguments: arguments).run() }
      .components
    return Double(duration.seconds) * 1e3 + Double(duration.attoseconds) / 1e15
  }
}
