import Foundation
import NablaTool
import Synchronization
import Testing

/// A preview of a folder that runs while `body` does, and is then stopped as Ctrl-C does.
private func withPreview(of path: String, _ body: (_ address: String) async throws -> Void) async throws {
  _ = cacheFolder
  let (lines, line) = AsyncStream.makeStream(of: String.self)
  let console = Console(output: { line.yield($0) }, errors: { line.yield($0) })
  let serving = Task { await Nabla.run(["serve", path], on: console) }
  var address = ""
  for await text in lines {
    address = text.split(separator: " ").first { $0.hasPrefix("http://") }.map(String.init) ?? ""
    break
  }
  do {
    try #require(!address.isEmpty)
    try await body(address)
  } catch {
    serving.cancel()
    _ = await serving.value
    throw error
  }
  serving.cancel()
  #expect(await serving.value == 0)
}

/// What curl gets: the status, and the text.
private func fetch(_ address: String, _ options: String...) async -> (status: Int, text: String) {
  await withCheckedContinuation { continuation in
    Thread {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments =
        ["curl", "-s", "--path-as-is", "-m", "60", "-w", "\n%{http_code}", address] + options
      let output = Pipe()
      process.standardOutput = output
      try? process.run()
      let data = (try? output.fileHandleForReading.readToEnd()) ?? nil
      process.waitUntilExit()
      var lines = String(decoding: data ?? Data(), as: UTF8.self).split(
        separator: "\n",
        omittingEmptySubsequences: false
      )
      let status = lines.popLast().flatMap { Int($0) } ?? 0
      continuation.resume(returning: (status, lines.joined(separator: "\n")))
    }.start()
  }
}

@Suite("nabla serve", .serialized)
struct ServeCommandTests {
  @Test("shows the notebooks of a folder, their lines and their pictures, and writes nothing")
  func pages() async throws {
    let folder = try TestFolder()
    let big: [UInt8] = [0x89, 0x50, 0x4E, 0x47] + [UInt8](repeating: 7, count: 200_000)
    try folder.write(big, to: "in/deep/a.png")
    try folder.write("---\ntitle: The *first*\n---\n![a](a.png)\n\n$x^2$\n", to: "in/deep/one two.md")
    try folder.write("```{nabla}\ngradient f wrt x\n```\n", to: "in/bad.md")
    let before = folder.files("")
    try await withPreview(of: folder.path("in")) { address in
      let index = await fetch(address)
      #expect(index.status == 200 && index.text.contains("href=\"deep/one%20two.html\""))
      let page = await fetch(address + "deep/one%20two.html")
      #expect(page.status == 200 && page.text.contains("class=\"katex\""))
      #expect(page.text.contains("deep/") == false || page.text.contains("/-/source/deep/one%20two"))
      let picture = await fetch(
        address + "deep/one-two_files/a.png",
        "-o",
        "/dev/null",
        "-H",
        "Accept: image/png"
      )
      #expect(picture.status == 200)
      let bad = await fetch(address + "bad.html")
      #expect(bad.text.contains("href=\"/-/source/bad#L2\""))
      let source = await fetch(address + "-/source/bad")
      #expect(source.text.contains("<li id=\"L2\"><code>gradient f wrt x</code><p class=\"error\">"))
      for path in ["deep/a.png", "bad.md", "bad", "deep", "-/source/none", "none.html"] {
        #expect(await fetch(address + path).status == 404, "\(path)")
      }
    }
    #expect(folder.files("") == before)
  }

  @Test("shows a folder as the gallery of a build, with the verdicts of notebooks that nobody has opened")
  func gallery() async throws {
    let folder = try TestFolder()
    let cell = "```{nabla}\nx : vector(n)\ngradient x'*x wrt x\n```\n"
    try folder.write("---\ntitle: One\nabstract: About a form.\n---\n# A part\n\n\(cell)", to: "one.md")
    try folder.write("---\ntitle: Two\n---\n\(cell)\n\(cell)", to: "two.md")
    try await withPreview(of: folder.path) { address in
      var text = ""
      for _ in 0..<200 {
        text = await fetch(address).text
        if text.contains("1 claim holds"), text.contains("2 claims hold") { break }
        try await Task.sleep(for: .milliseconds(100))
      }
      #expect(text.contains("✓ 1 claim holds") && text.contains("✓ 2 claims hold"))
      #expect(text.contains("About a form.") && text.contains("href=\"one.html#a-part\""))
      #expect(text.contains("id=\"query\"") && text.contains("src=\"/-/preview.js\""))
      #expect(text.contains("connect-src 'self'"))
    }
  }

  @Test("shows one notebook at its address")
  func oneNotebook() async throws {
    let folder = try TestFolder()
    try folder.write("# One\n", to: "one.md")
    try folder.write("# Two\n", to: "two.md")
    try await withPreview(of: folder.path("one.md")) { address in
      #expect(await fetch(address, "-L").text.contains("One"))
      #expect(await fetch(address + "two.html").status == 404)
    }
  }

  @Test("shows nothing that a link or a path leads to outside the folder, to nobody from elsewhere")
  func outside() async throws {
    let folder = try TestFolder()
    try folder.write("# Secret\n", to: "outside/secret.md")
    try folder.write("# One\n", to: "in/one.md")
    for (link, target) in [("linked.md", "outside/secret.md"), ("folder", "outside")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("in/" + link),
        withDestinationPath: folder.path(target)
      )
    }
    try await withPreview(of: folder.path("in")) { address in
      for path in [
        "linked.html", "folder/secret.html", "../outside/secret.html", "..%2foutside%2fsecret.html",
        "%2e%2e/outside/secret.html",
        "-/source/linked", "-/source/../outside/secret",
      ] {
        let answer = await fetch(address + path)
        #expect(
          (answer.status == 404 || answer.status == 400) && !answer.text.contains("# Secret"),
          "\(path)"
        )
      }
      for header in ["Host: evil.example", "Origin: http://evil.example", "Sec-Fetch-Site: cross-site"] {
        #expect(await fetch(address + "one.html", "-H", header).status == 403, "\(header)")
      }
    }
  }

  @Test("listens on loopback only", arguments: ["0.0.0.0", "::", "192.168.1.1", "example.com"])
  func foreignAddress(_ host: String) async throws {
    let result = await nabla("serve", "--host", host)
    #expect(result.status == 2 && result.errors.contains("not a loopback address"))
  }

  @Test("says what is missing, and when a port is taken")
  func failures() async throws {
    let folder = try TestFolder()
    #expect(await nabla("serve", folder.path("none")).errors.contains("[file.missing]"))
    try await withPreview(of: folder.path) { address in
      let port = address.split(separator: ":").last?.prefix { $0.isNumber } ?? ""
      let second = await nabla("serve", folder.path, "--port", String(port))
      #expect(second.status == 2 && second.errors.contains("[serve.port]"))
    }
  }

  @Test(
    "keeps a page up to date in a browser, in place, through edits, errors, new names and the end of its notebook"
  )
  func browser() async throws {
    let folder = try TestFolder()
    let filler = String(repeating: "A paragraph that makes the page longer than the window.\n\n", count: 40)
    try folder.write(quarticNotebook + "\n\(filler)Round 0\n\n\(filler)", to: "note.md")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Tools/preview.py").path
    try await withPreview(of: folder.path) { address in
      let text: String? = await withCheckedContinuation { continuation in
        Thread {
          let process = Process()
          process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
          process.arguments = ["python3", script, address, folder.path, "note", "6"]
          let output = Pipe()
          process.standardOutput = output
          try? process.run()
          let data = (try? output.fileHandleForReading.readToEnd()) ?? nil
          process.waitUntilExit()
          continuation.resume(returning: data.map { String(decoding: $0, as: UTF8.self) })
        }.start()
      }
      let found = try #require(
        try JSONSerialization.jsonObject(with: Data((text ?? "").utf8)) as? [String: Any],
        "\(text ?? "")"
      )
      for step in ["opened", "gallery", "kept", "jumped", "renamed", "created", "deleted", "unlisted"] {
        #expect(found[step] as? Bool == true, "\(step)")
      }
      #expect((found["scrolled"] as? Double ?? 1000) < 2)
      #expect((found["latencies"] as? [Double])?.count == 6)
    }
  }
}
