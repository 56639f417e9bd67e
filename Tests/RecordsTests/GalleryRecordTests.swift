import JSON
import TestSupport
import Testing

@testable import Records

@Suite("The records of the gallery")
struct GalleryRecordTests {
  @Test("are right when they are checked from their text alone", arguments: Gallery.records.map(\.path))
  func verified(_ path: String) throws {
    let text = try #require(Gallery.records.first { $0.path == path }?.text)
    let verdict = RecordVerifier.verdict(on: text)
    #expect(verdict.findings == [], "\(path)")
    #expect(verdict.counts.rows + verdict.counts.steps > 1)
  }

  @Test("say every line, row and answer that the independent checker counts, and it finds nothing wrong")
  func independent() throws {
    let script = """
      import glob, sys
      root = "\(Gallery.root)"
      sys.path.insert(0, root + "/Documentation/record")
      import check_record
      totals = {}
      for path in sorted(glob.glob(root + "/Output/**/*.record.json", recursive=True)):
          check = check_record.check_text(open(path, encoding="utf-8", newline="").read())
          assert not check.findings, (path, check.findings)
          for name, count in check.counts.items():
              totals[name] = totals.get(name, 0) + count
      print(totals["steps"], totals["rows"])
      """
    let said = try PythonInterpreter.output(of: script).split(separator: "\n").last.map(String.init)
    let verdicts = Gallery.records.map { RecordVerifier.verdict(on: $0.text) }
    let steps = verdicts.map(\.counts.steps).reduce(0, +)
    let rows = verdicts.map(\.counts.rows).reduce(0, +)
    #expect(said == "\(steps) \(rows)")
  }

  @Test("are checked by a checker that passes its own tests")
  func checkerTests() throws {
    let script = """
      import sys, unittest
      sys.dont_write_bytecode = True
      sys.path.insert(0, "\(Gallery.root)/Documentation/record")
      result = unittest.TextTestRunner(stream=sys.stdout).run(unittest.defaultTestLoader.loadTestsFromName("test_check_record"))
      print(result.testsRun, len(result.failures) + len(result.errors))
      """
    let said = try #require(try PythonInterpreter.output(of: script).split(separator: "\n").last)
    let counts = said.split(separator: " ").compactMap { Int($0) }
    #expect(counts.count == 2 && counts[0] > 15 && counts[1] == 0, "\(said)")
  }

  @Test("are read back as they are written")
  func canonical() throws {
    for (path, text) in Gallery.records {
      let again = try JSONReader.read(text).text(indented: true) + "\n"
      #expect(Array(again.utf8) == text, "\(path)")
    }
  }
}
