import Foundation
import Synchronization
import Testing

/// One pixel of the kind PNG, as far as its first bytes go.
private let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 1, 2, 3]

@Suite("What was built is not built again")
struct BuildCacheTests {
  private let claim = "```{nabla}\nx : scalar\nclaim x == x\n```\n\n$x^2$\n"

  private func arguments(_ folder: TestFolder, _ more: String...) -> [String] {
    ["build", folder.path("in"), "-o", folder.path("out"), "--cache", folder.path("cache")] + more
  }

  private func reports(_ folder: TestFolder) -> [String: String] {
    Dictionary(uniqueKeysWithValues: folder.files("out").map { ($0, folder.text("out/" + $0) ?? "") })
  }

  @Test("unless it was edited, forced, or its reports were changed or deleted")
  func upToDate() async throws {
    let folder = try TestFolder()
    try folder.write("# One\n\n\(claim)", to: "in/one.md")
    try folder.write("# Two\n\n\(claim)", to: "in/two.md")
    func built() async -> [Bool] {
      await nabla(arguments(folder)).output.split(separator: "\n").map { !$0.contains("up to date") }
    }
    #expect(await built() == [true, true])
    #expect(await built() == [false, false])
    let before = reports(folder)
    #expect(await !nabla(arguments(folder, "--force")).output.contains("up to date"))
    #expect(
      await !nabla(["build", folder.path("in"), "-o", folder.path("out"), "--no-cache"]).output.contains(
        "up to date"
      )
    )
    #expect(reports(folder) == before)
    try folder.write("edited", to: "out/one.tex")
    #expect(await built() == [true, false])
    try FileManager.default.removeItem(atPath: folder.path("out/two.html"))
    #expect(await built() == [false, true])
    #expect(reports(folder) == before)
    try folder.write("# Three\n\n\(claim)", to: "in/one.md")
    #expect(await built() == [true, false])
    #expect(folder.text("out/one.html")?.contains("Three") == true)
  }

  @Test("without being asked, in the cache of the user")
  func standardCache() async throws {
    let folder = try TestFolder()
    try folder.write(claim, to: "in/one.md")
    let arguments = ["build", folder.path("in"), "-o", folder.path("out")]
    #expect(await !nabla(arguments).output.contains("up to date"))
    #expect(await nabla(arguments).output.contains("up to date"))
    #expect(folder.files("").allSatisfy { $0.hasPrefix("in/") || $0.hasPrefix("out/") })
  }

  @Test("and what was wrong with it is said again, with the same exit code")
  func saidAgain() async throws {
    let folder = try TestFolder()
    try folder.write("```{nabla}\ngradient f wrt x\n```\n", to: "in/bad.md")
    try folder.write("```{nabla}\n#| draft: true\nx : scalar\nclaim f(x) == x\n```\n", to: "in/draft.md")
    try folder.write("only text\n", to: "in/text.md")
    let first = await nabla(arguments(folder))
    let second = await nabla(arguments(folder))
    #expect(first.status == 1 && second.status == 1)
    #expect(first.errors == second.errors)
    #expect(first.errors.contains("bad.md:2:10"))
    #expect(second.output.replacing(", up to date", with: "") == first.output)
    #expect(second.output.split(separator: "\n").allSatisfy { $0.contains("up to date") })
  }

  @Test("unless a picture or a bibliography that was read came, went or changed")
  func filesBeside() async throws {
    let folder = try TestFolder()
    let text = "---\nbibliography: works.bib\n---\n\(claim)\n![a](pictures/a.png)\n\nSee [@b].\n"
    try folder.write(text, to: "in/one.md")
    func isBuilt() async -> Bool { await !nabla(arguments(folder)).output.contains("up to date") }
    #expect(await isBuilt())
    #expect(await !isBuilt())
    let changes: [() throws -> Void] = [
      { try folder.write(picture, to: "in/pictures/a.png") },
      { try folder.write(picture + [9], to: "in/pictures/a.png") },
      {
        try folder.write("@book{b, author = {A. Author}, title = {First}, year = 2000}\n", to: "in/works.bib")
      },
      {
        try folder.write(
          "@book{b, author = {A. Author}, title = {Second}, year = 2000}\n",
          to: "in/works.bib"
        )
      },
      { try FileManager.default.removeItem(atPath: folder.path("in/pictures/a.png")) },
    ]
    for change in changes {
      try change()
      #expect(await isBuilt())
      #expect(await !isBuilt())
    }
    #expect(folder.text("out/one.html")?.contains("Second") == true)
  }

  @Test("unless other options ask for other bytes")
  func options() async throws {
    let folder = try TestFolder()
    try folder.write("\(claim)\n<b>x</b> <u>y</u>\n", to: "in/one.md")
    _ = await nabla(arguments(folder))
    for option in [["--allow-html"], ["--embed", "none"], ["--to", "html"], ["--to", "record"]] {
      #expect(await !nabla(arguments(folder) + option).output.contains("up to date"), "\(option)")
      #expect(await nabla(arguments(folder) + option).output.contains("up to date"), "\(option)")
    }
  }

  @Test("and a cache that was damaged never vouches for a report, nor ends up in one")
  func damagedCache() async throws {
    let folder = try TestFolder()
    try folder.write("# One\n\n\(claim)\n$$\\frac{a}{b}$$\n", to: "in/one.md")
    _ = await nabla(arguments(folder))
    let reference = reports(folder)
    let whole = try folder.files("cache").map { name in
      (name: name, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: folder.path("cache/" + name)))))
    }
    #expect(
      whole.contains { $0.name.hasPrefix("builds/") } && whole.contains { $0.name.hasPrefix("formulas-") }
    )
    func damaged(_ bytes: [UInt8]) -> [[UInt8]] {
      let firstLine = bytes.prefix { $0 != UInt8(ascii: "\n") } + [UInt8(ascii: "\n")]
      let places = stride(from: 0, to: bytes.count, by: max(1, bytes.count / 7))
      let flipped = places.map { place in
        var copy = bytes
        copy[place] ^= 0x11
        return copy
      }
      return flipped + [
        [], Array(firstLine), Array(bytes.prefix(bytes.count / 2)), Array(bytes.dropLast()),
        bytes + [7, 7, 7],
      ]
    }
    for file in whole {
      for bytes in damaged(file.bytes) {
        for other in whole { try folder.write(other.bytes, to: "cache/" + other.name) }
        try folder.write(bytes, to: "cache/" + file.name)
        try folder.write("damaged", to: "out/one.html")
        _ = await nabla(arguments(folder))
        #expect(reports(folder) == reference, "\(file.name)")
        // What was damaged is mended, or given up.
        _ = await nabla(arguments(folder, "--force"))
        #expect(reports(folder) == reference, "\(file.name)")
        #expect(await nabla(arguments(folder)).output.contains("up to date"), "\(file.name)")
      }
    }
  }

  @Test("A cache that cannot be written is no fault")
  func unwritableCache() async throws {
    let folder = try TestFolder()
    try folder.write(claim, to: "in/one.md")
    try folder.write("a file", to: "cache")
    for cache in [folder.path("cache"), "/proc/nabla", "/dev/null"] {
      let result = await nabla(["build", folder.path("in"), "-o", folder.path("out"), "--cache", cache])
      #expect(result.status == 0 && result.errors.isEmpty, "\(cache)")
    }
  }
}

@Suite("What a build says while it runs")
struct BuildProgressTests {
  @Test("stands on a terminal, with the time that is left, and is gone at the end")
  func terminal() async throws {
    let folder = try TestFolder()
    for number in 1...4 {
      try folder.write(quarticNotebook + "\nNumber \(number)\n", to: "in/note\(number).md")
    }
    let shown = Mutex<[String]>([])
    let result = await nabla(
      ["build", folder.path("in"), "-o", folder.path("out"), "--no-cache", "--jobs", "1"],
      progress: { text in shown.withLock { $0.append(text) } }
    )
    let lines = shown.withLock { $0 }
    #expect(lines.last == "")
    #expect(lines.dropLast().allSatisfy { $0.contains(" of 4, about ") && $0.contains(" left: note") })
    #expect(!result.output.contains(" left"))
    #expect(!result.errors.contains(" left"))
  }

  @Test("names where each report is")
  func places() async throws {
    let folder = try TestFolder()
    try folder.write("# One\n", to: "in/deep/one.md")
    let all = await nabla("build", folder.path("in"), "-o", folder.path("out"))
    #expect(all.output.contains("→ \(folder.path("out/deep/one")).{html,tex,record.json}"))
    let one = await nabla("build", folder.path("in"), "-o", folder.path("out"), "--to", "html")
    #expect(one.output.contains("→ \(folder.path("out/deep/one")).html\n"))
  }

  @Test("shows names of files without obeying them")
  func controlCharacters() async throws {
    let folder = try TestFolder()
    let name = "a\u{1b}[31m\n\u{202e}b\u{7}"
    try folder.write("```{nabla}\ngradient f wrt x\n```\n", to: "in/\(name).md")
    for command in [["build", folder.path("in"), "-o", folder.path("out")], ["check", folder.path("in")]] {
      let result = await nabla(command)
      let text = result.output + result.errors
      #expect(result.output.contains("a\\u{1b}[31m\\n\\u{202e}b\\u{7}"))
      #expect(!text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || $0 == "\u{202e}" })
    }
  }

  @Test("is coloured for terminals, with the same words")
  func colours() async throws {
    let folder = try TestFolder()
    try folder.write(quarticNotebook, to: "in/good.md")
    try folder.write("```{nabla}\ngradient f wrt x\n```\n", to: "in/bad.md")
    for command in [
      ["build", folder.path("in"), "-o", folder.path("out"), "--no-cache"], ["check", folder.path("in")],
    ] {
      let plain = await nabla(command)
      let coloured = await nabla(command, isColoured: true)
      #expect(
        coloured.output.contains("\u{1b}[32m✓\u{1b}[0m") && coloured.output.contains("\u{1b}[31m✗\u{1b}[0m")
      )
      #expect(!plain.output.contains("\u{1b}"))
      let colour = try Regex("\u{1b}\\[[0-9;]*m")
      let bare = coloured.output.replacing(colour, with: "")
      #expect(bare == plain.output)
    }
  }
}

@Suite("What killed builds leave")
struct LeftoverTests {
  /// The number of a process that has ended.
  private func endedProcess() throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }

  @Test("is swept by the next build, and what a running one is at is left alone")
  func swept() async throws {
    let folder = try TestFolder()
    let ended = try endedProcess()
    let file = try folder.write("# One\n", to: "in/deep/one.md")
    let gone = [
      "deep/.nabla-file-\(ended)-0", "deep/.nabla-folder-\(ended)-3/report.tex",
      "deep/.dat.nosync\(String(ended, radix: 16)).Ab12Cd",
    ]
    let kept = [
      "deep/.nabla-file-1-0", "deep/.nabla-file-x", "deep/.dat.nosync", "deep/.hidden",
      "other/.nabla-file-\(ended)-0",
    ]
    for name in gone + kept { try folder.write("half", to: "out/" + name) }
    _ = await nabla("build", folder.path("in"), "-o", folder.path("out"))
    let left = folder.files("out").filter { $0.contains("/.") }
    #expect(left == kept.sorted())
    #expect(FileManager.default.fileExists(atPath: file))
  }
}
