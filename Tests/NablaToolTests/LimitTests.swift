import Testing

/// What a cell may take, as a user meets it.
@Suite("Bounds of work and time")
struct LimitTests {
  private let demand = "evaluate sum(i in 1..4096, sum(j in 1..4096, i*j))"

  @Test("A timeout ends a cell with a diagnostic that says it was the clock, and 1")
  func timeout() async throws {
    let folder = try TestFolder()
    let file = try folder.write(
      "```{nabla}\n\(demand)\n```\n\n```{nabla}\nevaluate 1 + 1\n```\n",
      to: "note.md"
    )
    let result = await nabla("check", file, "--format", "json", "--timeout", "1")
    #expect(result.status == 1)
    #expect(result.codes == ["bound.time"])
    let cell = try folder.write("#| limit: 2x\n\(demand)\n", to: "cell.txt")
    let derived = await nabla("derive", cell, "--format", "json", "--timeout", "1")
    #expect(derived.status == 1)
    #expect(derived.codes == ["bound.time"])
  }

  @Test("A timeout is a number of seconds", arguments: ["0", "-1", "soon", "1000000"])
  func refused(_ value: String) async throws {
    let folder = try TestFolder()
    let file = try folder.write("x\n", to: "note.md")
    #expect(await nabla("check", file, "--timeout=\(value)").status == 2)
  }
}
