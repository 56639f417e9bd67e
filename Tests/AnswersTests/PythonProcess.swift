// One run of Python for a whole test: the judge that shares no code with the program.

import TestSupport

enum PythonProcess {
  /// What is drawn for declarations, and numbers for the notation of cells.
  ///
  /// Sizes are all different; a name gets the same size in every formula of a run.
  static let prelude = """
    import inspect, json, re, sys, warnings
    import numpy as np
    warnings.simplefilter("error", RuntimeWarning)
    sizes = dict(n=3, m=4, k=2, p=5, q=6)
    rng = np.random.default_rng(2024)

    def structured(shape, attributes):
        value = rng.uniform(-1, 1, shape)
        if "orthogonal" in attributes: return np.linalg.qr(value)[0]
        if "positive-definite" in attributes: return value @ value.T + np.eye(shape[0])
        if "symmetric" in attributes: value = (value + value.T) / 2
        if "diagonal" in attributes: return np.diag(np.diag(value)) + np.eye(shape[0])
        if "positive" in attributes: value = np.abs(value) + 0.3
        if "invertible" in attributes: value = value + 2 * np.eye(shape[0])
        return value

    def draw(cell):
        \"\"\"Values for the declared names of a cell, all as matrices.\"\"\"
        values = {}
        for line in cell.split("\\n"):
            found = re.match(r"([\\w, ]+?) : (scalar|vector|matrix)(?:\\(([^)]*)\\))?(.*)$", line)
            if not found: continue
            names, kind, given, attributes = found.groups()
            shape = [eval(size, {}, sizes) for size in (given or "").split(",") if size.strip()]
            for name in names.split(","):
                drawn = structured((shape + [1, 1])[:2], attributes.split())
                values[name.strip()] = drawn
        return values

    """

  /// What Python prints when it runs the script after the prelude.
  static func run(_ script: String) throws -> String { try PythonInterpreter.output(of: prelude + script) }
}
