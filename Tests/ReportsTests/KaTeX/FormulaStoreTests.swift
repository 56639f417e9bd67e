import Foundation
import Testing

@testable import Reports

@Suite("Formulas that were set before")
struct FormulaStoreTests {
  private let formulas: [(tex: String, origin: FormulaOrigin)] = [
    (#"x^2 + \frac{a}{b}"#, .notebook), (#"\undefinedcommand"#, .notebook), (#"\htmlClass{a}{x}"#, .notebook),
    (#"\htmlClass{a}{x}"#, .program), (#"\frac{"#, .notebook), ("ä → β", .notebook),
  ]

  private func withFolder(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-\(UUID().uuidString)")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  private func all(_ renderer: inout FormulaRenderer) -> [Result<String, KaTeXError>] {
    formulas.map { renderer.html(of: $0.tex, display: false, origin: $0.origin) }
  }

  @Test("are the same bytes and the same errors, and KaTeX is not started for them")
  func again() throws {
    try withFolder { folder in
      var plain = FormulaRenderer(definitions: #"\def\y{Y}"#)
      let expected = all(&plain)
      let store = FormulaStore(folder: folder)
      var first = FormulaRenderer(definitions: #"\def\y{Y}"#, store: store)
      #expect(all(&first) == expected)
      #expect(first.runningEngine != nil)
      store.save()
      var second = FormulaRenderer(definitions: #"\def\y{Y}"#, store: FormulaStore(folder: folder))
      #expect(all(&second) == expected)
      #expect(second.runningEngine == nil)
      // Other definitions may give another formula.
      var other = FormulaRenderer(
        definitions: #"\def\undefinedcommand{Z}"#,
        store: FormulaStore(folder: folder)
      )
      #expect(all(&other) != expected)
      #expect(other.runningEngine != nil)
    }
  }

  @Test("are found by all documents of a run, without a folder too")
  func withinRun() {
    let store = FormulaStore()
    var first = FormulaRenderer(store: store)
    var second = FormulaRenderer(store: store)
    #expect(all(&first) == all(&second))
    #expect(second.runningEngine == nil)
  }

  @Test("Two runs at once add to one file, and neither loses what the other found")
  func twoRuns() throws {
    try withFolder { folder in
      let stores = [FormulaStore(folder: folder), FormulaStore(folder: folder)]
      for round in 0..<3 {
        for (number, store) in stores.enumerated() {
          var renderer = FormulaRenderer(store: store)
          _ = renderer.html(of: "x_{\(round)\(number)}", display: false)
          store.save()
        }
      }
      var third = FormulaRenderer(store: FormulaStore(folder: folder))
      for round in 0..<3 {
        for number in 0..<2 { _ = third.html(of: "x_{\(round)\(number)}", display: false) }
      }
      #expect(third.runningEngine == nil)
    }
  }
}
