// The service that checks cells line by line: what one request does to its process harms no other.

import Foundation
import Testing

@Suite("nabla serve --check") struct ServeCheckTests {
  /// What the service answers to lines, by id, and its status.
  private func answers(to lines: [String], _ options: [String] = []) throws -> (
    answers: [String: [String: Any]], count: Int, status: Int32
  ) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(KernelTests.program))
    process.arguments = ["serve", "--check"] + options
    let folder = try TestFolder()
    let input = try folder.write(lines.joined(separator: "\n") + "\n", to: "requests")
    process.standardInput = FileHandle(forReadingAtPath: input)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let objects = try String(decoding: data, as: UTF8.self).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let pairs = objects.map { ("\($0["id"] ?? "")", $0) }
    return (Dictionary(pairs) { first, _ in first }, objects.count, process.terminationStatus)
  }

  private static func verdict(_ answer: [String: Any]?) -> String? {
    ((answer?["results"] as? [[String: Any]])?.first)?["verdict"] as? String
  }

  private static func codes(_ answer: [String: Any]?) -> [String] {
    ((answer?["diagnostics"] as? [[String: Any]]) ?? []).compactMap { $0["code"] as? String }
  }

  @Test("answers every request by its id, cells and notebooks, and says what is none")
  func requests() throws {
    let (answers, count, status) = try answers(to: [
      #"{"id": 1, "cell": "x : vector(n)\nclaim gradient x'*x wrt x == 2*x"}"#,
      #"{"id": "two", "cell": "x : vector(n)\nclaim gradient x'*x wrt x == x"}"#,
      #"{"id": 3, "notebook": "$x \\in \\mathbb R^n$ {.define}\n\n$$\\frac{\\partial x^\\top x}{\\partial x} = 2x$$ {.check}\n"}"#,
      #"{"id": 4, "row": "x"}"#,
      "no JSON",
    ])
    #expect(status == 0 && count == 5)
    #expect(Self.verdict(answers["1"]) == "holds")
    #expect(Self.verdict(answers["two"]) == "refuted")
    #expect(Self.verdict(answers["3"]) == "holds")
    #expect(Self.codes(answers["4"]) == ["serve.request"])
  }

  /// Products of sums that double each time: minutes of work, whatever bound of steps ends it.
  private static let slow =
    #"{"id": "slow", "cell": "X : matrix(n, n)\n"#
    + (1...24).map { "A\($0) = \($0 == 1 ? "X" : "A\($0 - 1)*A\($0 - 1)")" }.joined(separator: "\\n")
    + #"\nhessian tr(expm(expm(A24))*expm(X)) wrt X"}"#

  @Test("what is late is given up, what ends its process is said, and the others are answered")
  func harm() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(KernelTests.program))
    process.arguments = ["serve", "--check", "--seconds", "20", "--jobs", "2"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    func send(_ line: String) throws {
      try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
    }
    let simple = { (id: Int) in #"{"id": \#(id), "cell": "x : vector(n)\ngradient x'*x wrt x"}"# }
    try send(simple(1))
    try send(simple(2))
    // Both processes are there; one of them is killed as a crash would end it.
    var children: [Int32] = []
    for _ in 0..<200 where children.count < 2 {
      usleep(50_000)
      children = Self.children(of: process.processIdentifier)
    }
    #expect(children.count == 2)
    try send(simple(3))
    if let first = children.first { kill(first, SIGKILL) }
    for id in 4...8 { try send(simple(id)) }
    try input.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let objects = String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    #expect(process.terminationStatus == 0 && objects.count == 8)
    let failed = objects.filter { Self.codes($0) == ["serve.failed"] }
    #expect(failed.count <= 1)
    #expect(objects.filter { Self.verdict($0) == "holds" }.count == 8 - failed.count)
  }

  @Test("what is late is given up after its time, and what comes behind it is answered")
  func late() throws {
    let lines = [#"{"id": "first", "cell": "x : vector(n)\ngradient x'*x wrt x"}"#, Self.slow]
    let (answers, count, status) = try answers(to: lines + [lines[0]], ["--seconds", "2", "--jobs", "1"])
    #expect(status == 0 && count == 3)
    #expect(Self.verdict(answers["first"]) == "holds")
    #expect(answers["slow"] != nil)
  }

  private static func children(of parent: Int32) -> [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.filter { child in
      let status = (try? String(contentsOfFile: "/proc/\(child)/status", encoding: .utf8)) ?? ""
      return status.contains("PPid:\t\(parent)\n")
    }
  }
}
