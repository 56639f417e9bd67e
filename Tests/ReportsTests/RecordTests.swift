import Foundation
import JSON
import Testing

@testable import Reports

@Suite("A record")
struct RecordTests {
  private func text(of report: Report) -> String { RecordWriter().value(of: report).text(indented: true) }

  @Test("is JSON whose keys are sorted, the same bytes each time", arguments: SampleReport.strangeTexts)
  func canonical(_ strange: String) throws {
    let text = text(of: SampleReport.report(strange: strange))
    #expect(text == self.text(of: SampleReport.report(strange: strange)))
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let sorted = try JSONSerialization.data(
      withJSONObject: parsed,
      options: [.sortedKeys, .withoutEscapingSlashes]
    )
    let compact = RecordWriter().value(of: SampleReport.report(strange: strange)).text(indented: false)
    let again = try JSONSerialization.jsonObject(with: Data(compact.utf8))
    let other = try JSONSerialization.data(
      withJSONObject: again,
      options: [.sortedKeys, .withoutEscapingSlashes]
    )
    #expect(sorted == other)
  }

  @Test("holds every line with the one before it, and no code")
  func lines() {
    let text = text(of: SampleReport.report())
    #expect(text.contains("\"before\": \"dφ == W : W\"") || text.contains("\"before\": \"\\\\mathrm d"))
    #expect(text.contains("\"schema\": 2") && !text.contains("numpy") && !text.contains("folder/"))
  }
}
