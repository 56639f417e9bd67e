"""Times the derivatives of other systems and compares their values with a reference.

usage: peers.py sympy|tensorgrad|pytensor
       peers.py emitted < REQUESTS

The functions are numbered as in `CASES`. For every function a line {"case", "milliseconds", "outcome", "detail"} is
printed: the median time of the derivative alone (imports and the building of the expression not counted, caches
cleared), and whether its value is that of JAX, which is itself compared with central differences. `emitted` judges NumPy
functions in the same way, from lines {"case", "code"}, and takes no times.
"""

import importlib
import inspect
import json
import os
import signal
import statistics
import sys
import time

os.environ.setdefault("JAX_PLATFORMS", "cpu")
os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np

ROWS, COLUMNS, WIDTH = 4, 3, 2
REPEATS, SECONDS_FOR_REPEATS, SECONDS_FOR_ONE = 15, 8.0, 60
TOLERANCE = 1e-8

# The variable of differentiation; the letter H behind a number asks for the Hessian.
CASES = {
    "1": "W", "2": "X", "3": "X", "4": "X", "5": "X", "6": "X", "7": "X", "8": "x", "9": "w", "10": "X", "11": "X",
    "12": "X", "13": "U", "14": "X", "15": "W", "16": "X", "17": "X", "18": "X", "9H": "w", "13H": "U",
}
EXPONENT = 5


class NotExpressible(Exception):
    """The system has no way to write the function."""


# ---- values and reference


def values():
    """Values of the names of each function, the same in every process."""
    random = np.random.default_rng(7)
    n, m, k = ROWS, COLUMNS, WIDTH
    matrix = lambda rows, columns: random.standard_normal((rows, columns))
    vector = random.standard_normal
    dominant = lambda n: matrix(n, n) + 4 * np.eye(n)

    def positive(n):
        root = matrix(n, n)
        return root @ root.T + np.eye(n)

    table = {
        "1": dict(W=matrix(n, n), x=vector(n)),
        "2": dict(A=matrix(k, n), X=matrix(n, m), B=matrix(m, k)),
        "3": dict(A=matrix(n, n), X=matrix(n, m), B=matrix(m, m)),
        "4": dict(X=positive(n)),
        "5": dict(X=dominant(n)),
        "6": dict(a=vector(n), X=dominant(n), b=vector(n)),
        "7": dict(A=matrix(k, n), X=matrix(n, m), B=matrix(k, m)),
        "8": dict(A=matrix(n, m), x=vector(m), b=vector(n)),
        "9": dict(A=matrix(n, m), w=vector(m), y=np.sign(vector(n))),
        "10": dict(X=matrix(n, n)),
        "11": dict(X=matrix(n, m)),
        "12": dict(X=matrix(n, n) / 2),
        "13": dict(U=matrix(n, k), V=matrix(m, k), T=matrix(n, m)),
        "14": dict(A=positive(n), X=matrix(n, m)),
        "15": dict(W=matrix(n, m), x=vector(m), y=vector(n)),
        "16": dict(X=matrix(n, m), C=dominant(n), A=matrix(m, m)),
        "17": dict(X=matrix(n, n)),
        "18": dict(X=matrix(n, m), A=matrix(n, m)),
    }
    return {case: table[case.rstrip("H")] for case in CASES}


def references(values):
    """The derivatives by JAX; a gradient must agree with central differences."""
    import jax

    jax.config.update("jax_enable_x64", True)
    import jax.numpy as jnp
    import jax.scipy.linalg as linalg

    logdet = lambda X: jnp.linalg.slogdet(X)[1]
    squares = lambda X: jnp.sum(X**2)
    functions = {
        "1": lambda W, x: x @ W @ W @ W.T @ W.T @ x,
        "2": lambda A, X, B: jnp.trace(A @ X @ B),
        "3": lambda A, X, B: jnp.trace(X.T @ A @ X @ B),
        "4": logdet,
        "5": jnp.linalg.det,
        "6": lambda a, X, b: a @ jnp.linalg.solve(X, b),
        "7": lambda A, X, B: squares(A @ X - B),
        "8": lambda A, x, b: jnp.sqrt(squares(A @ x - b)),
        "9": lambda A, w, y: jnp.sum(jnp.logaddexp(0, -y * (A @ w))),
        "10": lambda X: jnp.trace(jnp.linalg.matrix_power(X, 5)),
        "11": lambda X: jnp.sum(jnp.exp(X)),
        "12": lambda X: jnp.trace(linalg.expm(X)),
        "13": lambda U, V, T: squares(U @ V.T - T),
        "14": lambda A, X: logdet(A + X @ X.T),
        "15": lambda W, x, y: jax.nn.logsumexp(W @ x) - y @ W @ x,
        "16": lambda X, C, A: jnp.trace(jnp.linalg.solve(X.T @ C @ X, A)),
        "17": lambda X: jnp.trace(jnp.linalg.matrix_power(X, EXPONENT)),
        "18": lambda X, A: squares(X) + squares(A),
    }

    def reference(case):
        given, name = values[case], CASES[case]

        def function(value):
            return functions[case.rstrip("H")](*{**given, name: value}.values())

        if case.endswith("H"):
            return np.asarray(jax.hessian(function)(given[name]))
        gradient = np.asarray(jax.grad(function)(given[name]))
        differences = np.zeros_like(gradient)
        for place in np.ndindex(gradient.shape):
            step = np.zeros_like(gradient)
            step[place] = 1e-6
            differences[place] = (function(given[name] + step) - function(given[name] - step)) / 2e-6
        assert np.allclose(gradient, differences, rtol=1e-5, atol=1e-5), case
        return gradient

    return {case: reference(case) for case in CASES}


def judge(value, reference):
    """`right`, or what is wrong with a value; axes of length 1 do not count."""
    value, reference = np.squeeze(np.asarray(value, float)), np.squeeze(reference)
    if value.shape != reference.shape:
        return "wrong", f"shape {value.shape} instead of {reference.shape}"
    difference = float(np.max(abs(value - reference)) / max(1.0, np.max(abs(reference))))
    return ("right" if difference < TOLERANCE else "wrong"), f"relative difference {difference:.0e}"


# ---- systems


class TimeIsUp(Exception):
    pass


def bounded(work):
    """The result of some work that may take a minute at most."""

    def stop(*_):
        raise TimeIsUp(f"more than {SECONDS_FOR_ONE} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS_FOR_ONE)
    try:
        return work()
    finally:
        signal.alarm(0)


def measure(system, case, values, reference):
    """The first way of writing a function that gives the right derivative, or else the first way at all."""
    tries = []
    for text in system.FORMS.get(case.rstrip("H"), [None]):
        tries.append(bounded_measure(system, text, case, values, reference))
        if tries[-1]["outcome"] == "right":
            return tries[-1]
    return tries[0]


def bounded_measure(system, text, case, values, reference):
    found = {"milliseconds": None, "outcome": "error", "detail": ""}
    try:
        if text is None:
            raise NotExpressible
        build = lambda: system.build(text, case)
        result = bounded(lambda: system.derive(build(), case))
        durations, start = [], time.perf_counter()
        while len(durations) < REPEATS and time.perf_counter() - start < SECONDS_FOR_REPEATS:
            system.forget()
            expression = build()
            before = time.perf_counter()
            system.derive(expression, case)
            durations.append(time.perf_counter() - before)
        found["milliseconds"] = 1e3 * statistics.median(durations)
        value = bounded(lambda: system.value(result, expression, values, case))
        found["outcome"], found["detail"] = judge(system.arranged(value, reference), reference)
    except NotExpressible:
        found["outcome"] = "not expressible"
    except Exception as error:
        found["detail"] = f"{type(error).__name__}: {error}"[:200]
    return found


def emitted(code, case, values, reference):
    """Judges the last function of a text of NumPy code."""
    scope = {}
    exec("import numpy as np\n" + code, scope)
    function = [value for value in scope.values() if inspect.isfunction(value)][-1]
    # The one exponent that is a letter is k; the third size is p.
    sizes = {"n": ROWS, "m": COLUMNS, "p": WIDTH, "k": EXPONENT}
    given = {**sizes, **values}
    value = np.asarray(function(*[given[name] for name in inspect.signature(function).parameters]))
    if case.endswith("H") and reference.ndim == 4:
        # The emitted matrix acts on vec, column by column.
        rows, columns = reference.shape[:2]
        value = value.reshape(columns, rows, columns, rows).transpose(1, 0, 3, 2)
    return judge(value, reference)


def main():
    everything = values()
    reference = references(everything)
    if sys.argv[1] == "emitted":
        for line in sys.stdin:
            request = json.loads(line)
            case = request["case"]
            try:
                outcome, detail = emitted(request["code"], case, everything[case], reference[case])
            except Exception as error:
                outcome, detail = "error", f"{type(error).__name__}: {error}"[:200]
            print(json.dumps({"case": case, "milliseconds": None, "outcome": outcome, "detail": detail}))
        return
    system = importlib.import_module(f"peers_{sys.argv[1]}")
    for case in CASES:
        found = measure(system, case, everything[case], reference[case])
        print(json.dumps({"case": case, **found}), flush=True)


if __name__ == "__main__":
    main()
