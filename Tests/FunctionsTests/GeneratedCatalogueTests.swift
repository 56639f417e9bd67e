// The list of functions is made from the names of their files; a stale list must not land.

import Foundation
import Functions
import Testing

@Suite("The generated catalogue") struct GeneratedCatalogueTests {
  @Test("is what the names of the files give") func isCurrent() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let stored = try String(
      contentsOf: root.appending(path: "Sources/Functions/Catalogue+Generated.swift"),
      encoding: .utf8
    )
    let script = Process()
    script.executableURL = root.appending(path: "Tests/Tools/catalogue.sh")
    let output = Pipe()
    script.standardOutput = output
    try script.run()
    let fresh = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    script.waitUntilExit()
    #expect(script.terminationStatus == 0)
    #expect(fresh == stored, "run `make catalogue`")
  }

  @Test("holds a described operator for every operator of the language")
  func operators() {
    let needed = [
      "+", "-", "*", "/", "^", "'", ".*", "./", ".^", ".+", ".-", ":", "kron", "inv", "eye", "ones", "zeros",
    ]
    for symbol in needed { #expect(Catalogue.operation(symbol) != nil, "\(symbol)") }
    #expect(Set(Catalogue.operators.map(\.symbol)).count == Catalogue.operators.count)
    for operation in Catalogue.operators {
      #expect(operation.summary.hasSuffix("."))
      #expect(operation.differential.contains("=") && operation.shapeRule.contains("->"))
      #expect(!operation.ruleName.isEmpty && !operation.source.description.isEmpty)
      #expect(operation.example.contains("\n"))
    }
  }
}
