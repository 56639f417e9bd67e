import Foundation
import LaTeX
import Testing

@Suite("The topics of 'nabla explain'")
struct TopicTests {
  @Test("Every habit of writing is explained, with how to write each of its ways")
  func habits() async {
    let page = await nabla("explain", "ambiguous")
    #expect(page.status == 0)
    for habit in Habit.all {
      #expect(page.output.contains("  \(habit.name)\n"), "\(habit.name)")
      #expect(!habit.ways.isEmpty)
    }
    // TeX to be written stands in quotes, and no dollar is left.
    #expect(page.output.contains(#"write '\frac{a}{b}c'"#) && !page.output.contains("$"))
  }

  @Test("The example of a reading that is pasted gets its verdict")
  func reading() async throws {
    let page = await nabla("explain", "reading")
    #expect(page.status == 0)
    let lines = page.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let start = try #require(lines.firstIndex(of: "```{nabla}"))
    let end = try #require(lines.lastIndex(of: "```"))
    let folder = try TestFolder()
    let cell = lines[(start + 1)..<end].joined(separator: "\n")
    let file = try folder.write("x : vector(n)\n" + cell + "\n", to: "cell.txt")
    let result = await nabla("derive", file, "--format", "json")
    #expect(result.status == 0)
    #expect(result.output.contains("\"verdict\": \"holds\""))
    let all = await nabla("explain")
    #expect(all.output.contains("ambiguous\n") && all.output.contains("reading\n"))
  }
}
