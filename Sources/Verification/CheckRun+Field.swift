// Exact points over GF(p).

import Numerics

extension CheckRun {
  func fieldPoints(_ states: inout [RowState]) {
    let wanted = states.indices.filter { states[$0].failure == nil && states[$0].worksOverField }
    guard var (program, places) = program(&states, wanted) else { return }
    let field = ModularArithmetic(seed: options.seed)
    let sampler = Sampler(arithmetic: field, source: .field, seed: options.seed, commuting: options.commuting)
    let usual = max(SizeAssignment.largestUnasked, assignments[0].values.max() ?? 0)
    for point in 0..<patience(states) {
      let turn = point % assignments.count
      let active = places.filter { isOpen(states[$0], turn) }
      if places.allSatisfy({ !isOpen(states[$0]) }) { break }
      guard !active.isEmpty else { continue }
      let sizes = assignments[turn]
      // Large sizes settle what they are asked for at one point.
      let isLarge = sizes.values.contains { $0 > usual }
      if isLarge, active.allSatisfy({ states[$0].agreements[sizes] != nil }) { continue }
      guard let environment = environment(sampler, sizes, point) else { continue }
      let executor = environment.executor(in: field, graph, functions, setting(sizes, point: point))
      let values = executor.run(program)
      for (order, place) in places.enumerated() where isOpen(states[place], turn) {
        do throws(NumericFailure) {
          let left = try values[2 * order].get()
          let right = try values[2 * order + 1].get()
          if left == right {
            states[place].agreements[sizes, default: 0] += 1
          } else {
            states[place].mismatches += 1
          }
        } catch {
          states[place].misses[sizes, default: 0] += 1
          states[place].lastMiss = error
        }
      }
      // Rows that are done leave the pass when some others need many more points.
      if point >= 2 * options.points, point.isMultiple(of: 16) {
        let rest = places.filter { isOpen(states[$0]) }
        guard rest.count < places.count else { continue }
        guard let smaller = self.program(&states, rest) else { break }
        (program, places) = smaller
      }
    }
  }

  /// Whether the row needs more points over GF(p), at all or with the assignment of one turn.
  private func isOpen(_ state: RowState, _ turn: Int? = nil) -> Bool {
    if state.points >= wantedPoints(options.points) || state.mismatches >= 2 { return false }
    if state.isRational, state.mismatches > 0 { return false }
    guard let turn else { return true }
    // Three misses and no value: these sizes have none (roots need more patience).
    let patience = state.ingredients.contains(.roots) ? 64 : 3
    let sizes = assignments[turn]
    return state.agreements[sizes] != nil || state.misses[sizes, default: 0] < patience
  }

  /// The number of points to try before a row without values is given up.
  private func patience(_ states: [RowState]) -> Int {
    let points = states.contains { $0.ingredients.contains(.roots) } ? 400 : 8 * options.points
    return max(points, 2 * wantedPoints(options.points))
  }
}
