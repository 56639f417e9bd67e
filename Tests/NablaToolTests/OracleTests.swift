// Systems that others trust, asked for the same gradient: JAX of the project's own environment, and one that is not there.

import Foundation
import TestSupport
import Testing

@Suite("The option oracle") struct OracleTests {
  private static func notebook(_ oracle: String) -> String {
    """
    ```{nabla}
    #| instance: {n: 2}
    #| oracle: \(oracle)
    W : matrix(n, n)
    x : vector(n)
    S : matrix(n, n) symmetric
    gradient x' * W^2 * (W^2)' * x + tr(S^2 * W) wrt W, S
    hessian x' * W * x wrt x
    ```
    """
  }

  /// The rows of the table of checks that are of another system, for each result.
  private func opinions(_ oracle: String) async throws -> [[String]] {
    let folder = try TestFolder()
    let result = await nabla("check", try folder.write(Self.notebook(oracle), to: "n.md"), "--format", "json")
    #expect(result.status == 0, "\(result.output)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let notebook = try #require((object?["notebooks"] as? [[String: Any]])?.first)
    return (notebook["results"] as? [[String: Any]] ?? []).map { result in
      (result["checks"] as? [[String: Any]] ?? []).filter { $0["evidence"] as? String == "oracle" }.map {
        check in
        "\(check["method"] ?? "")|\(check["outcome"] ?? "")|\(check["at"] ?? "")|\(check["bound"] ?? "")"
      }
    }
  }

  @Test(
    "JAX differentiates the function itself, at the sizes of the instance, and what it says stands among the checks"
  )
  func agrees() async throws {
    let found = try await opinions("jax")
    #expect(found.count == 3)
    for opinion in found.prefix(2) {
      let words = try #require(opinion.first).split(separator: "|").map(String.init)
      #expect(words[0].hasPrefix("JAX ") && words[1] == "equal" && words[2] == "n = 2", "\(words)")
      #expect(words[3].contains("agrees"))
    }
    #expect(found[2] == ["JAX|inconclusive|the given values|it is asked for gradients alone"])
  }

  @Test(
    "a system that is not there is said not to be, and is no fault",
    .enabled(if: !OracleTests.hasTorch, "PyTorch is there")
  )
  func absent() async throws {
    let found = try await opinions("torch")
    #expect(found[0] == ["PyTorch|inconclusive|the given values|it is not installed"])
  }

  @Test("the record is the same whatever is installed, and says that a system was to be asked")
  func record() async throws {
    let folder = try TestFolder()
    let path = try folder.write(Self.notebook("[torch, jax]"), to: "n.md")
    _ = await nabla("build", path, "-o", folder.path("out"), "--to", "record,latex", "--no-cache")
    let record = try #require(folder.text("out/n.record.json"))
    #expect(record.contains("\"oracle\": \"torch, jax\"") && !record.contains("\"evidence\": \"oracle\""))
    let latex = try #require(folder.text("out/n.tex"))
    #expect(!latex.contains("JAX") && !latex.contains("PyTorch"))
  }

  static let hasTorch =
    (try? PythonInterpreter.output(of: "import importlib.util as u; print(u.find_spec('torch') is not None)"))?
    .contains("True") ?? false
}
