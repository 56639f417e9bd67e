// The emitted NumPy code is run on random data and held against differences of functions written by hand.

import Answers
import Judging
import Findings
import Foundation
import TestSupport
import Testing

@Suite("Emitted NumPy code") struct EmittedCodeTests {
  @Test("agrees with differences of the function written by hand")
  func agreesWithDifferences() throws {
    let cases = (EmittedCase.canonical + EmittedCase.functions).map { given in
      var given = given
      var session = Session()
      var options = AnswerOptions()
      options.drawsFigures = false
      let result = session.run(cell: given.cell, options: options)
      #expect(result.diagnostics.map(\.message) == [], "\(given.name)")
      for case .answer(let answer) in result.outcomes {
        #expect(answer.verdict == .holds, "\(given.name): \(answer.value?.plain ?? "no value")")
        given.answers.append(
          EmittedAnswer(
            kind: answer.kind.rawValue,
            variable: answer.wrt?.plain,
            shape: answer.shape,
            code: answer.code.first { $0.language == .numpy }?.text ?? ""
          )
        )
      }
      return given
    }
    let data = String(decoding: try JSONEncoder().encode(cases), as: UTF8.self)
    let output = try PythonProcess.run(
      Self.script + "\nreport(json.loads(\(PythonInterpreter.literal(data))))\n"
    )
    let lines = output.split(separator: "\n").map(String.init)
    let answers = cases.reduce(0) { $0 + $1.answers.count }
    #expect(answers >= cases.count)
    // Python counts what it ran; every other line is a fault.
    #expect(lines == ["\(answers) functions agree"])
  }

  /// Differences of the fourth order: with h = 1e-3 the truncation error is near 1e-12, rounding near 1e-13.
  private static let script = """
    def as_written(value):
        if value.shape == (1, 1): return value.item()
        return value[:, 0] if value.shape[1] == 1 else value

    def derivative(function, values, directions, h):
        def at(s): return function({k: v + s * directions[k] if k in directions else v for k, v in values.items()})
        return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h)

    def units(value):
        if np.ndim(value) == 0: return [1.0]
        result = []
        for k in range(value.size):
            unit = np.zeros(value.size)
            unit[k] = 1
            result.append(unit.reshape(value.shape, order="F"))
        return result

    def wanted(case, answer, values, directions):
        def function(values): return np.asarray(eval(case["function"], {"np": np, **values}), float)
        question = case["cell"].split("\\n")[-1]
        kind, variable = answer["kind"], answer.get("variable")
        along = [name.strip() for name in question.split(" along ")[1].split(",")] if " along " in question else []
        if kind == "differential":
            names = [name.strip() for name in question.split(" wrt ")[1].split(",")]
            return derivative(function, values, {name: directions["d" + name] for name in names}, 1e-3)
        if kind == "directional": return derivative(function, values, {variable: values[along[0]]}, 1e-3)
        columns = [lambda v, u=u: derivative(function, v, {variable: u}, 1e-3) for u in units(values[variable])]
        if kind == "hessian":
            coarse = [lambda v, u=u: derivative(function, v, {variable: u}, 1e-2) for u in units(values[variable])]
            second = np.array([[derivative(f, values, {variable: u}, 1e-2) for u in units(values[variable])]
                               for f in coarse])
            for name in reversed(along): second = second @ np.ravel(values[name], order="F")
            return second.reshape(np.shape(values[variable]), order="F") if len(along) == 1 else second
        parts = [np.ravel(column(values), order="F") for column in columns]
        if kind == "gradient":
            gradient = np.concatenate(parts).reshape(np.shape(values[variable]), order="F")
            declared = [line for line in case["cell"].split("\\n") if line.startswith(variable + " :")]
            if any("symmetric" in line for line in declared): gradient = (gradient + gradient.T) / 2
            if any("diagonal" in line for line in declared): gradient = np.diag(np.diag(gradient))
            return gradient
        if np.ndim(values[variable]) == 0: return columns[0](values)
        return np.stack(parts, axis=1)

    def fault(case, answer):
        values = {name: as_written(value) for name, value in draw(case["cell"]).items()}
        directions = {"d" + name: rng.uniform(-1, 1, np.shape(value)) for name, value in values.items()}
        scope = {}
        exec(answer["code"], scope)
        function = [value for value in scope.values() if inspect.isfunction(value)][-1]
        names = list(inspect.signature(function).parameters)
        own = [name for name in names if name in values]
        if own != [name for name in values if name in own]: return f"arguments {names} are not as declared"
        got = function(**{name: {**sizes, **values, **directions}[name] for name in names})
        want = np.asarray(wanted(case, answer, values, directions), float)
        if np.shape(got) != want.shape: return f"shape {np.shape(got)}, not {want.shape}"
        if np.ndim(got) != len(answer["shape"]): return f"{np.ndim(got)} axes, but the shape is {answer['shape']}"
        tolerance = 1e-5 if answer["kind"] == "hessian" else 1e-8
        if not np.allclose(got, want, rtol=tolerance, atol=tolerance):
            return f"differs by {np.max(np.abs(got - want))}"

    def report(cases):
        agree = 0
        for case in cases:
            for answer in case["answers"]:
                try: found = fault(case, answer)
                except Exception as error: found = f"{type(error).__name__}: {error}"
                if found is None: agree += 1
                else: print(case["cell"].split("\\n")[-1], "by", answer.get("variable"), found)
        print(agree, "functions agree")
    """
}
