// Broken on purpose: answers with one slip are never believed, and right ones always are.
//
// Which mutants are really different is decided by NumPy, on random data with sizes all different.

import Answers
import Judging
import Findings
import Foundation
import Syntax
import TestSupport
import Testing

@Suite("An answer with one slip") struct MutationTests {
  /// What NumPy says of a mutant.
  private enum Judgement: String {
    case different, equal
    case illTyped = "ill-typed"
  }

  /// The values of one formula, for Python.
  private struct PythonCase: Encodable {
    let cell: String
    let definitions: [String]
    let answer: String
    let mutants: [String]
  }

  /// A value derived with its mutants.
  private struct Broken {
    let formula: CanonicalFormula
    let leftSide: String
    let value: String
    let mutations: [Mutation]
    let python: PythonCase
  }

  @Test("is refuted or ill-typed if it is really different, and holds if it is not")
  func everyMutant() throws {
    let broken = try CanonicalFormula.all.flatMap(brokenAnswers)
    let judgements = try judge(broken.map(\.python))
    try #require(judgements.count == broken.count)
    var (different, equal, refuted, illTyped, held) = (0, 0, 0, 0, 0)
    for (one, judged) in zip(broken, judgements) {
      try #require(judged.count == one.mutations.count, "\(one.formula)")
      let verdicts = try verdicts(one)
      for ((mutation, judgement), verdict) in zip(zip(one.mutations, judged), verdicts) {
        let mutant = "\(one.formula): \(mutation.name): \(one.leftSide) == \(mutation.text)"
        switch judgement {
        case .equal:
          equal += 1
          held += verdict == .holds ? 1 : 0
          #expect(verdict == .holds, "an equal answer is not believed: \(mutant)")
        case .different:
          different += 1
          #expect(verdict == .refuted, "a different answer is not refuted: \(mutant)")
        case .illTyped:
          different += 1
          #expect(verdict == .illTyped, "shapes that do not fit are not reported: \(mutant)")
        }
        refuted += verdict == .refuted ? 1 : 0
        illTyped += verdict == .illTyped ? 1 : 0
      }
    }
    #expect(different > 100)
    print(
      "mutants \(different + equal): different \(different), refuted \(refuted), ill-typed \(illTyped),"
        + " equal \(equal), held \(held)"
    )
  }

  private func brokenAnswers(_ formula: CanonicalFormula) throws -> [Broken] {
    let answers = try formula.answers()
    try #require(answers.count == formula.leftSides.count)
    return try zip(answers, formula.leftSides).map { answer, leftSide in
      let value = try #require(answer.value).plain
      let (statements, tree) = try formula.read(value)
      let mutations = tree.mutations
      let definitions = statements.compactMap { statement -> String? in
        guard case .definition(let name, nil, nil, let body) = statement.kind else { return nil }
        return "\(name.text) = \(body.numPy)"
      }
      let python = PythonCase(
        cell: formula.premises,
        definitions: definitions,
        answer: tree.numPy,
        mutants: mutations.map(\.tree.numPy)
      )
      return Broken(
        formula: formula,
        leftSide: leftSide,
        value: value,
        mutations: mutations,
        python: python
      )
    }
  }

  /// The verdicts on the mutants, each a claim of its own after the same premises.
  private func verdicts(_ broken: Broken) throws -> [Verdict] {
    // A transposed answer is a mistake here, not another layout.
    var options = AnswerOptions()
    options.fixesLayout = true
    options.fixesStructure = true
    options.expected = .refuted
    return try broken.mutations.map { mutation in
      var session = Session()
      let claim = "claim \(broken.leftSide) == \(mutation.text)"
      let result = session.run(cell: broken.formula.premises + "\n" + claim, options: options)
      guard case .checked(let statement) = try #require(result.outcomes.last) else { return .unread }
      return statement.verdict
    }
  }

  /// What NumPy says of each mutant, in one process.
  private func judge(_ cases: [PythonCase]) throws -> [[Judgement]] {
    let data = String(decoding: try JSONEncoder().encode(cases), as: UTF8.self)
    let script =
      NumPyText.prelude + """
        def judged(case):
            scope = dict(globals(), **{name: N(size) for name, size in sizes.items()})
            values = draw(case["cell"])
            scope.update(values)
            scope.update({"d" + name: rng.uniform(-1, 1, value.shape) for name, value in values.items()})
            for definition in case["definitions"]: exec(definition, scope)
            answer = eval(case["answer"], scope)
            for mutant in case["mutants"]:
                try: value = eval(mutant, scope)
                except IllTyped:
                    yield "ill-typed"
                    continue
                if value.shape != answer.shape: yield "ill-typed"
                elif np.allclose(value, answer, rtol=1e-9, atol=1e-9): yield "equal"
                else: yield "different"

        for case in json.loads(\(PythonInterpreter.literal(data))): print(" ".join(judged(case)))
        """
    return try PythonProcess.run(script).split(separator: "\n").map { line in
      try line.split(separator: " ").map { try #require(Judgement(rawValue: String($0))) }
    }
  }
}
