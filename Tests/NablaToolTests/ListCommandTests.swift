import Foundation
import Functions
import Findings
import Testing

@testable import NablaTool

@Suite("The lists of the command")
struct ListCommandTests {
  @Test("every rule says what it says, to 'nabla rules' and in reports")
  func statements() async throws {
    let names = await nabla(["rules"]).output.split(separator: "\n").map { line in
      line.range(of: "  ").map { String(line[..<$0.lowerBound]) } ?? String(line)
    }
    #expect(names.count > 200)
    for name in names where !name.contains("=") {
      let lines = await nabla(["rules", name]).output.split(separator: "\n")
      #expect(lines.count > 2, "\(name)")
    }
  }

  @Test("Every function has a page")
  func functionPages() async {
    for function in Catalogue.all {
      let result = await nabla("functions", function.name.text)
      #expect(result.status == 0, "\(function)")
      #expect(result.output.contains(function.summary), "\(function)")
    }
  }

  @Test("Names that no list has come back with the nearest, and 2")
  func unknownNames() async {
    for (command, wrong, right) in [
      ("functions", "logdte", "logdet"), ("rules", "product rulle", "product rule"),
      ("explain", "shape.prodcut", "shape.product"),
    ] {
      let result = await nabla(command, wrong)
      #expect(result.status == 2)
      #expect(result.errors.contains("did you mean '\(right)'?"), "\(wrong)")
    }
    let command = await nabla("biuld")
    #expect(command.status == 2)
    #expect(command.errors.contains("Did you mean 'build'?"))
    let option = await nabla("check", "--fromat", "text", "x.md")
    #expect(option.status == 2)
    #expect(option.errors.contains("Did you mean '--format'?"))
  }

  @Test("Help is on standard output, for every command, and ends with 0")
  func help() async {
    let root = await nabla("--help")
    #expect(root.status == 0)
    for name in ["build", "check", "derive", "functions", "rules", "explain", "new"] {
      #expect(root.output.contains("  \(name) "))
      let help = await nabla(name, "--help")
      #expect(help.status == 0)
      #expect(help.errors.isEmpty)
      #expect(help.output.contains("USAGE: nabla \(name)"))
    }
  }

  @Test("The notebook of 'new' is as its author says, and is never written over another")
  func new() async throws {
    let folder = try TestFolder()
    let made = await nabla("new", folder.path("ridge-regression"))
    #expect(made.status == 0)
    let text = try #require(folder.text("ridge-regression.md"))
    #expect(text.contains("title: \"Ridge regression\""))
    let check = await nabla("check", folder.path("ridge-regression.md"), "--format", "short")
    #expect(check.output == "")
    #expect(check.status == 0)
    let again = await nabla("new", folder.path("ridge-regression.md"))
    #expect(again.status == 2)
    #expect(folder.text("ridge-regression.md") == text)
  }

  @Test("Every diagnostic of the sources is explained, and no other")
  func explanations() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources").path
    let files = try #require(FileManager.default.enumerator(atPath: sources)).compactMap { $0 as? String }
      .filter { $0.hasSuffix(".swift") && !$0.contains("Explanations/") }
    let phases = Set(
      DiagnosticExplanations.all.compactMap { $0.code.split(separator: ".").first }.map(String.init)
    )
    let others: Set = ["report.tex", "button.copy"]
    var emitted = Set<String>()
    for file in files {
      let text = try String(contentsOfFile: sources + "/" + file, encoding: .utf8)
      for match in text.matches(of: /"([a-z]+)\.([a-z0-9-]+)"/) where phases.contains(String(match.1)) {
        emitted.insert("\(match.1).\(match.2)")
      }
      for match in text.matches(of: /code: "([a-z]+\.[a-z0-9-]+)"/) { emitted.insert(String(match.1)) }
      for match in text.matches(of: /\.shapes\(\s*"([a-z0-9-]+)"/) { emitted.insert("shape.\(match.1)") }
      for match in text.matches(of: /sameShape\([^")]*"([a-z0-9-]+)"/) { emitted.insert("shape.\(match.1)") }
      for match in text.matches(of: /\.unknownWord\(\s*"([a-z0-9-]+)"/) {
        emitted.insert("syntax.\(match.1)")
      }
    }
    emitted.subtract(others)
    for kind in ["claim", "proof", "display"] {
      for verdict in ["refuted", "ill-typed", "undecided", "unexpected", "nothing-checked"] {
        emitted.insert("\(kind).\(verdict)")
      }
    }
    // Named by the kind of what was used up.
    for kind in ["work", "memory", "time"] { emitted.insert("bound.\(kind)") }
    for verdict in ["refuted", "ill-typed", "undecided", "unread"] {
      emitted.insert("verification.\(verdict)")
    }
    let explained = DiagnosticExplanations.all.map(\.code)
    #expect(Set(explained).count == explained.count)
    #expect(emitted.subtracting(explained).sorted() == [], "explain these in Sources/NablaTool/Explanations")
    #expect(Set(explained).subtracting(emitted).sorted() == [], "nothing emits these")
    #expect(DiagnosticExplanations.all.allSatisfy { $0.text.count > 30 && $0.text.hasSuffix(".") })
  }
}
