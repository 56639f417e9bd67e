@_spi(Granting) import Findings
import Testing

@Suite("Sides that differ") struct LargeSidesTests {
  private func difference(_ left: [[String]], _ right: [[String]]) -> String? {
    Counterexample(sizes: SizeInstance([]), values: [], left: left, right: right, remark: "")
      .differenceOfLargeSides
  }

  @Test("are named by their first entry that differs where they are larger than three by three")
  func entries() {
    for n in 1...6 {
      for m in 1...6 {
        let left = (0..<n).map { i in (0..<m).map { "\(i * m + $0)" } }
        var right = left
        right[n - 1][m - 1] = "-1"
        let place = m == 1 ? "entry \(n)" : "entry (\(n), \(m))"
        let words = "\(place) is \(n * m - 1) on the left and -1 on the right"
        #expect(difference(left, right) == (max(n, m) > 3 ? words : nil))
        #expect(difference(left, left) == nil)
      }
    }
  }
}
