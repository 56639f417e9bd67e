import Foundation
import Findings
import Testing

@Suite("nabla derive")
struct DeriveCommandTests {
  static let cell = "W : matrix(n, n)\nx : vector(n)\ny = (W^2)' * x\nphi = y' * y\ngradient phi wrt W\n"

  @Test("Text has the lines with their rules, the result and the checks")
  func text() async throws {
    let folder = try TestFolder()
    let file = try folder.write(Self.cell, to: "cell.txt")
    let result = await nabla("derive", file)
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.output.contains("∂φ/∂W = 2 (xyᵀWᵀ + Wᵀxyᵀ)"))
    #expect(result.output.contains("product rule"))
    #expect(result.output.contains("checks"))
  }

  @Test("LaTeX is one align with the lines and the result")
  func latex() async throws {
    let folder = try TestFolder()
    let file = try folder.write(Self.cell, to: "cell.txt")
    let result = await nabla("derive", file, "--format", "latex")
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count { $0 == "\\begin{align*}" } == 1)
    #expect(lines.last == "\\end{align*}")
    #expect(result.output.contains("\\frac{\\partial\\phi}{\\partial W}"))
    // Every row but the last ends with a line break of LaTeX.
    let rows = lines.filter { $0.contains("&") }
    #expect(rows.count > 3)
    #expect(rows.dropLast().allSatisfy { $0.hasSuffix("\\\\") })
    #expect(rows.last?.hasSuffix("\\\\") == false)
  }

  @Test("JSON is one object, with code, and names every line's rule and verdict")
  func json() async throws {
    let folder = try TestFolder()
    let file = try folder.write(Self.cell, to: "cell.txt")
    let result = await nabla("derive", file, "--format", "json")
    #expect(result.status == 0)
    let object = try #require(result.object)
    #expect(object["version"] as? Int == 1)
    let answer = try #require((object["results"] as? [[String: Any]])?.first)
    #expect(answer["kind"] as? String == "gradient")
    #expect(answer["of"] as? String == "phi")
    #expect(answer["verdict"] as? String == "holds")
    #expect(answer["shape"] as? [String] == ["n", "n"])
    let steps = try #require(answer["steps"] as? [[String: Any]])
    #expect(!steps.isEmpty)
    #expect(steps.allSatisfy { $0["verdict"] as? String == "holds" && $0["rule"] as? String != "" })
    #expect((answer["code"] as? [String: String])?["numpy"]?.contains("def gradient_phi_W(W, x):") == true)
  }

  @Test(
    "The command line at fault ends with 2, and with JSON where JSON was asked for",
    arguments: [
      ["derive", "--method", "guessing"], ["derive", "--frmat", "json"], ["derive", "a", "b"],
      ["check"], ["check", "--format", "xml"], ["derive", "/nowhere/cell.txt"], ["check", "/nowhere"],
    ]
  )
  func usage(_ arguments: [String]) async throws {
    let plain = await nabla(arguments)
    #expect(plain.status == 2)
    guard !arguments.contains("--format") else { return }
    let json = await nabla(arguments + ["--format", "json"])
    #expect(json.status == 2)
    #expect(json.errors.isEmpty)
    #expect(json.object != nil)
    #expect(!json.diagnostics.isEmpty)
  }
}
