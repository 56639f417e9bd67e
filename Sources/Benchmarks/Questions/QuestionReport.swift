// The figures of `Benchmarks questions`.

import Answers
import Findings

/// The figures of people's own derivations, as text.
struct QuestionReport {
  let judged: [QuestionJudgement]
  /// Whether each record that is not right is listed.
  let isVerbose: Bool

  /// The figures.
  var text: String {
    let parts = [rows, unread, attempts] + (isVerbose ? [details] : [])
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func sum(_ count: (QuestionJudgement) -> Int) -> Int { judged.reduce(0) { $0 + count($1) } }

  private var rows: String {
    let all = sum(\.rowCount)
    let unread = sum(\.unreadReasons.count)
    let right = sum(\.rightRowCount)
    let decided = sum { $0.rightRows(.holds, .definition) }
    let rightUnread = sum { $0.rightRows(.unread) }
    let undecided = sum { $0.rightRows(.undecided) }
    var table = TextTable("rows of \(judged.count) derivations", "", "share")
    table.add(["all", String(all)])
    table.add(["read", String(all - unread), percentage(all - unread, of: all)])
    table.add(["unread", String(unread), percentage(unread, of: all)])
    table.add(["right rows", String(right)])
    table.add(["  called right", String(decided), percentage(decided, of: right)])
    table.add([
      "  called right, of those read", String(decided), percentage(decided, of: right - rightUnread),
    ])
    table.add(["  called wrong", String(sum(\.falseAlarms.count))])
    table.add(["  undecided", String(undecided)])
    table.add(["  unread", String(rightUnread)])
    return table.text
  }

  private var unread: String {
    let reasons = Dictionary(grouping: judged.flatMap(\.unreadReasons), by: { $0 }).mapValues(\.count)
    guard !reasons.isEmpty else { return "" }
    var table = TextTable("what is unread, and why", "rows")
    for (reason, count) in reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      table.add([reason, String(count)])
    }
    return table.text
  }

  private var attempts: String {
    let wrong = judged.filter { !$0.record.firstWrongRows.isEmpty }
    func count(_ outcome: QuestionJudgement.Outcome) -> Int { wrong.count { $0.outcome == outcome } }
    let caught = wrong.filter(\.isCaught)
    var table = TextTable("derivations with a wrong row", "", "share")
    func add(_ name: String, _ number: Int) {
      table.add([name, String(number), percentage(number, of: wrong.count)])
    }
    table.add(["all", String(wrong.count)])
    add("found", caught.count)
    add("  the first wrong row exactly", count(.exact))
    add("  another row", count(.other))
    add("missed", count(.missed) + count(.unanswered))
    add("with a right row called wrong", count(.falseAlarm))
    add("kind of fault given", caught.count { $0.fault != nil })
    add("a repair that holds given", caught.count(where: \.isMended))
    add("both given", caught.count { $0.fault != nil && $0.isMended })
    var kinds = TextTable("kinds of fault", "found", "with a repair")
    let byFault = Dictionary(grouping: caught, by: { $0.fault?.rawValue ?? "none" })
    for (fault, found) in byFault.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
      kinds.add([fault, String(found.count), String(found.count(where: \.isMended))])
    }
    return table.text + "\n\n" + kinds.text
  }

  private var details: String {
    judged.filter { !$0.isRight }.map { judgement in
      let rows = judgement.lines.enumerated().map { place, line in
        let known = place < judgement.rowCount ? judgement.record.rows[place].rawValue : "no judgement"
        let message = line.message.isEmpty ? "" : "\n        \(line.message)"
        return "    \(place) \(known): \(line.verdict.rawValue)  \(line.latex)\(message)"
      }
      return (["\(judgement.record.id): \(judgement.outcome.rawValue)"] + rows).joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
