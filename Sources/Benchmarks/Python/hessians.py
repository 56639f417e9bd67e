"""Times emitted Hessians beside JAX's jit(hessian).

usage: hessians.py < REQUEST

REQUEST is one object {"logistic", "factorization"} with the NumPy code of two Hessians: of the logistic loss
sum(log(1 + exp(-y (A w)))) with respect to w, A of 2n rows and n columns, and of |T - U V'|^2 with respect to U of n rows
and 5 columns, as the matrix on vec. Prints a line {"problem", "size", "own", "jax", "outcome", "detail"} for each size:
medians in milliseconds, compilation not counted, and whether the two agree. JAX is left out where the intermediate
values of its Hessian would not fit. Both work on one thread, so that a busy machine disturbs them alike.
"""

import inspect
import json
import os
import statistics
import sys
import time

os.environ.setdefault("JAX_PLATFORMS", "cpu")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)

SIZES = [10, 20, 50, 100, 200, 400]
WIDTH = 5
REPEATS, SECONDS = 41, 3.0
BYTES = 6 << 30


def logistic(n, random):
    values = dict(
        A=random.standard_normal((2 * n, n)),
        w=random.standard_normal(n) / np.sqrt(n),
        y=np.sign(random.standard_normal(2 * n)),
    )

    def loss(w):
        return jnp.sum(jnp.logaddexp(0, -values["y"] * (values["A"] @ w)))

    # One product with A for each direction.
    return values, loss, "w", 8 * 2 * n * n


def factorization(n, random):
    values = dict(
        U=random.standard_normal((n, WIDTH)),
        V=random.standard_normal((n, WIDTH)),
        T=random.standard_normal((n, n)),
    )

    def loss(U):
        return jnp.sum((values["T"] - U @ values["V"].T) ** 2)

    # One matrix of the size of T for each entry of U.
    return values, loss, "U", 8 * n * WIDTH * n * n


def median(work):
    """The median time of some work in milliseconds, after one run that is not counted."""
    result = work()
    durations, start = [], time.perf_counter()
    while len(durations) < 3 or len(durations) < REPEATS and time.perf_counter() - start < SECONDS:
        before = time.perf_counter()
        work()
        durations.append(time.perf_counter() - before)
    return result, 1e3 * statistics.median(durations)


def on_vec(hessian):
    """A Hessian by a matrix as the matrix on vec, column by column."""
    if hessian.ndim == 2:
        return hessian
    rows, columns = hessian.shape[:2]
    return hessian.transpose(1, 0, 3, 2).reshape(rows * columns, rows * columns)


def compare(problem, code, n):
    values, loss, variable, needed = problem(n, np.random.default_rng(n))
    found = dict(size=n, own=None, jax=None, outcome="not compared", detail="")
    scope = {}
    exec("import numpy as np\n" + code, scope)
    emitted = [value for value in scope.values() if inspect.isfunction(value)][-1]
    given = {**values, "n": n, "m": 2 * n, "p": WIDTH}
    arguments = [given[name] for name in inspect.signature(emitted).parameters]
    own, found["own"] = median(lambda: emitted(*arguments))
    if needed > BYTES:
        found["detail"] = f"JAX would need {needed >> 30} GiB"
        return found
    hessian, point = jax.jit(jax.hessian(loss)), jnp.asarray(values[variable])
    reference, found["jax"] = median(lambda: hessian(point).block_until_ready())
    reference = on_vec(np.asarray(reference))
    difference = float(np.max(abs(own - reference)) / max(1.0, np.max(abs(reference))))
    found["outcome"] = "equal" if own.shape == reference.shape and difference < 1e-10 else "different"
    found["detail"] = f"relative difference {difference:.0e}"
    return found


def main():
    code = json.load(sys.stdin)
    for name, problem in (("logistic", logistic), ("factorization", factorization)):
        for n in SIZES:
            print(json.dumps({"problem": name, **compare(problem, code[name], n)}), flush=True)


if __name__ == "__main__":
    main()
