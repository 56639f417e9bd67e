import Reports
import Testing

@Suite("The formulas of a document")
struct FormulaRendererTests {
  @Test("a renderer and its engine agree, and the engine is handed on")
  func handsOnTheEngine() throws {
    var first = FormulaRenderer(definitions: #"\def\x{X}"#)
    #expect(first.runningEngine == nil)
    let html = try first.html(of: #"\x"#, display: false).get()
    #expect(try first.html(of: #"\x"#, display: false).get() == html)
    #expect(try first.html(of: #"\x"#, display: true).get() != html)
    let engine = try #require(first.runningEngine)
    var second = FormulaRenderer(engine: engine)
    #expect(throws: KaTeXError.self) { try second.html(of: #"\x"#, display: false).get() }
    #expect(second.runningEngine === engine)
  }

  @Test("engines of several tasks run at the same time")
  func parallel() async throws {
    let results = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 {
        group.addTask {
          var renderer = FormulaRenderer()
          return try KaTeXEngineTests.formulas.map { try renderer.html(of: $0, display: true).get() }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 4)
    #expect(results.allSatisfy { $0 == results[0] })
  }
}
