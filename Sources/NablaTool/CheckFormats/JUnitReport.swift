// The report that servers of builds show: a suite a notebook, a case a row, in the form of JUnit.

/// Writes a report as JUnit's XML.
struct JUnitReport {
  private let report: CheckReport

  init(_ report: CheckReport) { self.report = report }

  /// The document.
  var text: String {
    let suites = report.notebooks.map(suite)
    let total = suites.reduce((tests: 0, failures: 0, errors: 0)) {
      ($0.tests + $1.tests, $0.failures + $1.failures, $0.errors + $1.errors)
    }
    let head = "<testsuites name=\"nabla\" \(Self.counts(total.tests, total.failures, total.errors))>"
    return
      (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", head] + suites.flatMap(\.lines) + ["</testsuites>"])
      .joined(separator: "\n")
  }

  private static func counts(_ tests: Int, _ failures: Int, _ errors: Int) -> String {
    "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\""
  }

  private func suite(_ notebook: CheckReport.Notebook) -> (
    lines: [String], tests: Int, failures: Int, errors: Int
  ) {
    var cases: [String] = []
    var failures = 0
    var names: [String: Int] = [:]
    let place = "classname=\"\(Self.attribute(notebook.path))\""
    for row in notebook.rows {
      // A server tells cases apart by their names.
      let count = names[row.name, default: 0] + 1
      names[row.name] = count
      let name = count == 1 ? row.name : "\(row.name) (\(count))"
      guard !row.isAsExpected else {
        cases.append("    <testcase \(place) name=\"\(Self.attribute(name))\"/>")
        continue
      }
      failures += 1
      let message = row.message.isEmpty ? row.verdict : "\(row.verdict): \(row.message.plain)"
      cases += [
        "    <testcase \(place) name=\"\(Self.attribute(name))\">",
        "      <failure message=\"\(Self.attribute(message))\" type=\"\(Self.attribute(row.verdict))\">"
          + "\(Self.content(row.text))</failure>",
        "    </testcase>",
      ]
    }
    // What is wrong with the notebook is a case of its own: a row that is wrong has its failure already.
    let said = notebook.diagnostics.map {
      "\($0.file):\($0.line):\($0.column): \($0.lines.joined(separator: "; ")) [\($0.code)]"
    }
    let isFaulty = notebook.exit == .usage || (failures == 0 && notebook.exit == .unexpected)
    if isFaulty {
      cases += [
        "    <testcase \(place) name=\"the notebook\">",
        "      <error message=\"\(Self.attribute(notebook.diagnostics.first?.message.plain ?? "not as expected"))\">"
          + "\(Self.content(said.joined(separator: "\n")))</error>",
        "    </testcase>",
      ]
    } else if !said.isEmpty {
      cases.append("    <system-out>\(Self.content(said.joined(separator: "\n")))</system-out>")
    }
    let tests = notebook.rows.count + (isFaulty ? 1 : 0)
    let head =
      "  <testsuite name=\"\(Self.attribute(notebook.path))\" \(Self.counts(tests, failures, isFaulty ? 1 : 0))>"
    return ([head] + cases + ["  </testsuite>"], tests, failures, isFaulty ? 1 : 0)
  }

  private static func attribute(_ text: String) -> String { escaped(text, inAttribute: true) }
  private static func content(_ text: String) -> String { escaped(text, inAttribute: false) }

  private static func escaped(_ text: String, inAttribute: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += inAttribute ? "&#10;" : "\n"
      case "\t": result += "\t"
      // XML 1.0 has no other control characters, escaped or not.
      case "\u{0}"..<" ", "\u{fffe}", "\u{ffff}": result += "\u{fffd}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
